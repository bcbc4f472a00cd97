// What Readium's parser makes of a book: its publication as JSON (Readium Web Publication Manifest).
//
//     node readium.cjs BOOK

const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = require('r2-shared-js/dist/es8-es2017/src/init-globals')
const { EpubParsePromise } = require('r2-shared-js/dist/es8-es2017/src/parser/epub')
const { TaJsonSerialize } = require('r2-lcp-js/dist/es8-es2017/src/serializable')

initGlobalConverters_SHARED()
initGlobalConverters_GENERIC()
EpubParsePromise(process.argv[2]).then(publication => {
    console.log(JSON.stringify(TaJsonSerialize(publication)))
    publication.freeDestroy()
})

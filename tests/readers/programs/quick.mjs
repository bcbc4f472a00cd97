// What epubcheck-ts finds in a book, as JSON: a list of `SEVERITY CODE text (place)`.
//
//     node quick.mjs BOOK

import { readFileSync } from 'node:fs'
import { EpubCheck } from '@likecoin/epubcheck-ts'

const place = ({ path, line, column }) => [path, line, column].filter(part => part !== undefined).join(':')
const report = await EpubCheck.validate(readFileSync(process.argv[2]), { includeUsage: true, includeInfo: true })
console.log(JSON.stringify(report.messages.map(({ severity, id, message, location }) =>
    `${severity.toUpperCase()} ${id} ${message} (${place(location ?? {})})`)))

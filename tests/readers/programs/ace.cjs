// What Ace by DAISY finds in a book, as JSON: its outcome and its violations.
//
//     PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium node ace.cjs BOOK

const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const ace = require('@daisy/ace-core')
const runner = require('@daisy/ace-axe-runner-puppeteer')

const violations = report => report.assertions.flatMap(document => document.assertions.map(assertion => {
    const { 'earl:test': rule, 'earl:result': result } = assertion
    const place = document['earl:testSubject'].url
    return `${rule['earl:impact']} ${rule['dct:title']} ${result['dct:description']} ${result.html ?? ''} (${place})`
}))

const check = async book => {
    const folder = mkdtempSync(join(tmpdir(), 'ace-'))
    try {
        const options = { cwd: process.cwd(), outdir: folder, tmpdir: folder, initLogger: true, silent: true }
        const [, report] = await ace(book, options, runner)
        return { outcome: report['earl:result']['earl:outcome'], violations: violations(report) }
    } finally {
        rmSync(folder, { recursive: true, force: true })
    }
}

check(process.argv[2]).then(found => console.log(JSON.stringify(found)))

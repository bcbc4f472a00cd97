// Opens a book in a reader of this folder, in headless Chromium, and prints what the reader's `read` reports, as JSON.
//
//     node browse.mjs READER BOOK CHROMIUM [SHOT]
//
// READER is `foliate` or `epubjs`: READER.html stands beside this file. With SHOT, a JSON object, the reader's `show`
// is called with it in place of `read`, in a window of its `width` and `height`, and a picture is written to its `file`.

import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.epub': 'application/epub+zip' }
const SIZE = { width: 768, height: 1024 }
const [reader, book, chromium, wish] = process.argv.slice(2)
const shot = wish ? JSON.parse(wish) : null

const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    const file = path === '/book.epub' ? book : join(FOLDER, path)
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
    createReadStream(file).on('error', () => response.writeHead(404).end()).pipe(response)
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))

const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--font-render-hinting=none']
const browser = await puppeteer.launch({ executablePath: chromium, args, headless: true })
try {
    const page = await browser.newPage()
    const { width, height } = { ...SIZE, ...shot }
    await page.setViewport({ width, height, deviceScaleFactor: shot?.scale ?? 1 })
    if (shot?.dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    const errors = []
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    await page.goto(`http://127.0.0.1:${server.address().port}/programs/${reader}.html`)
    await page.waitForFunction('window.reader')
    const report = await page.evaluate(given => given ? reader.show(given) : reader.read(), shot)
    if (shot) await page.screenshot({ path: shot.file })
    console.log(JSON.stringify({ ...report, errors }))
} finally {
    await browser.close()
    server.close()
}

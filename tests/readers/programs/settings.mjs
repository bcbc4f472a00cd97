// What the pages of a book make of a reader's settings, in headless Chromium, as JSON: a list of faults.
//
//     node settings.mjs BOOK CHROMIUM
//
// A page must fit narrow and wide windows, and larger letters, without sideways scrolling; its words must take the
// colour, the size and the typeface that the reader asks for; and what is centred stays so when the text is justified.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import JSZip from 'jszip'
import puppeteer from 'puppeteer-core'

const TYPES = { css: 'text/css', jpg: 'image/jpeg', png: 'image/png', svg: 'image/svg+xml', xhtml: 'application/xhtml+xml' }
const WIDTHS = [320, 768, 1280] // px
const [book, chromium] = process.argv.slice(2)

const zip = await JSZip.loadAsync(readFileSync(book))
const server = createServer(async (request, response) => {
    const name = decodeURIComponent(request.url.slice(1))
    const file = zip.file(name)
    response.writeHead(file ? 200 : 404, { 'Content-Type': TYPES[name.split('.').pop()] ?? 'application/octet-stream' })
    response.end(file ? await file.async('nodebuffer') : '')
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))

/** What stands beyond the right edge of the window; what stands in a table can be scrolled to. */
const beyond = () => [...document.body.querySelectorAll('*')]
    .filter(element => !element.closest('table') && !element.closest('.unseen'))
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .map(element => `${element.localName}.${element.className} is beyond the edge`)

/** What does not follow when the reader sets colours, size and typeface: sizes double at least (those of `code` grow with its typeface), the rest is inherited. */
const stubborn = () => {
    const spoken = [...document.body.querySelectorAll('*')].filter(element =>
        [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()) && !element.closest('svg'))
    const sizes = spoken.map(element => parseFloat(getComputedStyle(element).fontSize))
    const style = document.createElementNS('http://www.w3.org/1999/xhtml', 'style')
    style.textContent = 'html { background: rgb(1, 2, 3); color: rgb(4, 5, 6); font-size: 200% } body { font-family: fantasy !important } body * { font-family: inherit !important }'
    document.head.append(style)
    return spoken.flatMap((element, number) => {
        const { color, fontSize, fontFamily, backgroundColor } = getComputedStyle(element)
        const name = `${element.localName}.${element.className}`
        return [
            color !== 'rgb(4, 5, 6)' && `${name} keeps its colour ${color}`,
            backgroundColor !== 'rgba(0, 0, 0, 0)' && `${name} has a ground of its own`,
            parseFloat(fontSize) / sizes[number] < 1.98 && `${name} keeps its size ${fontSize}`,
            fontFamily !== 'fantasy' && `${name} keeps its typeface ${fontFamily}`,
        ].filter(Boolean)
    })
}

/** What Foliate's own style, which justifies text and hides notes until they are called, takes out of its place. */
const displaced = () => {
    const set = [...document.body.querySelectorAll('p')].map(p => [p, getComputedStyle(p).textAlign])
    const style = document.createElementNS('http://www.w3.org/1999/xhtml', 'style')
    style.textContent = 'p, li, blockquote, dd { text-align: justify } aside { display: none }'
    document.head.append(style)
    const moved = set.filter(([p, align]) => ['center', 'right', 'end'].includes(align) && getComputedStyle(p).textAlign !== align)
    const left = [...document.querySelectorAll('.notes')].filter(notes => notes.getBoundingClientRect().height > 1)
    style.remove()
    return [
        ...moved.map(([p, align]) => `p.${p.className} is no longer set ${align}`),
        ...left.map(() => 'something is left of the notes that are hidden'),
    ]
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'], headless: true })
try {
    const page = await browser.newPage()
    const faults = []
    const report = (name, setting, found) => faults.push(...new Set(found.map(fault => `${name} (${setting}): ${fault}`)))
    for (const name of Object.keys(zip.files).filter(name => name.endsWith('.xhtml'))) {
        await page.goto(`http://127.0.0.1:${server.address().port}/${name}`)
        for (const width of WIDTHS) {
            await page.setViewport({ width, height: 600 })
            report(name, `${width} px`, await page.evaluate(beyond))
        }
        report(name, 'Foliate', await page.evaluate(displaced))
        report(name, 'settings', await page.evaluate(stubborn))
        await page.setViewport({ width: WIDTHS[0], height: 600 })
        report(name, 'letters of twice the size', await page.evaluate(beyond))
    }
    console.log(JSON.stringify(faults))
} finally {
    await browser.close()
    server.close()
}

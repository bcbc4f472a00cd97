// The book in epub.js, which turns pages and knows no pop-ups: contents, notes there and back, printed pages.

const PATIENCE = 10_000 // ms
const frame = document.querySelector('#page')
const book = window.ePub('/book.epub')
let rendition = null

const flat = items => items.flatMap(item => [item, ...flat(item.subitems ?? [])])
const words = element => element.textContent.replace(/\s+/g, ' ').trim()
const page = () => rendition.getContents()[0].document

/** Whether a condition comes true while one may wait. */
const until = async condition => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise(requestAnimationFrame))
        if (condition()) return true
    return false
}

/** The file that is shown. */
const file = () => rendition.currentLocation()?.start?.href ?? null

/** Whether an element of the page is in the window of the reader. */
const shown = element => {
    if (!element) return false
    const [page, window_] = [element.ownerDocument.defaultView.frameElement, frame].map(e => e.getBoundingClientRect())
    const { left, right } = element.getClientRects()[0] ?? element.getBoundingClientRect()
    return page.left + left < window_.right && page.left + right > window_.left
}

/** Where an address leads: the file that the reader then names, and whether the target is seen. */
const follow = async href => {
    const [path, id] = href.split('#')
    await rendition.display(href)
    const seen = await until(() => file() === path && shown(id ? page().getElementById(id) : page().body))
    return { href, at: file(), seen }
}

/** One call of a note: the note that is shown after a click, and whether its way back leads to the call. */
const readNote = async (path, id) => {
    await follow(`${path}#${id}`)
    const call = page().getElementById(id)
    const target = call.getAttribute('href').split('#')[1]
    call.click()
    const seen = await until(() => shown(page().getElementById(target)))
    const note = page().getElementById(target)
    note.querySelector('[role~=doc-backlink]').click()
    const back = await until(() => shown(page().getElementById(id)))
    return { call: id, text: words(note), seen, back }
}

/** The last note of each hand in every document. */
const readNotes = async () => {
    const found = []
    for (const { href } of book.spine.spineItems) {
        const source = await book.load(book.resolve(href))
        const ids = new Map([...source.querySelectorAll('a[role~=doc-noteref]')].map(a => [a.className, a.id]))
        for (const id of ids.values()) found.push(await readNote(href, id))
    }
    return found
}

const read = async () => {
    await book.opened
    rendition = book.renderTo(frame, { width: '100%', height: '100%' })
    await rendition.display()
    const contents = []
    for (const { href, label } of flat((await book.loaded.navigation).toc)) contents.push({ label: label.trim(), ...await follow(href) })
    const pages = []
    for (const { href, page } of book.pageList?.pageList ?? []) pages.push({ page, ...await follow(href) })
    await follow(book.spine.first().href)
    const cover = rendition.currentLocation().start.displayed.total
    const landmarks = (await book.loaded.navigation).landmarks
    return { metadata: await book.loaded.metadata, contents, notes: await readNotes(), pages, landmarks, cover }
}

window.reader = { read }

// The book in foliate-js: contents, notes as pop-ups, printed pages, and what the reader knows of the book.

import '../node_modules/foliate-js/view.js'
import { FootnoteHandler } from '../node_modules/foliate-js/footnotes.js'

const PATIENCE = 10_000 // ms
const SHEET = { flow: 'scrolled', margin: '8px', gap: '6%' } // how a note is laid over the page
const frame = document.querySelector('#note')
const notes = new FootnoteHandler()
const view = document.createElement('foliate-view')
let opened = null

const flat = items => (items ?? []).flatMap(item => [item, ...flat(item.subitems)])
const words = element => element.textContent.replace(/\s+/g, ' ').trim()
const page = () => view.renderer.getContents()[0].doc

/** What a promise gives, or null when it takes too long. */
const soon = promise => Promise.race([promise, new Promise(resolve => setTimeout(resolve, PATIENCE, null))])

/** The next event of a name. */
const next = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, { once: true }))

const open = async () => {
    document.body.prepend(view)
    await view.open('/book.epub')
    view.addEventListener('link', event => notes.handle(view.book, event))
    notes.addEventListener('before-render', event => frame.replaceChildren(event.detail.view))
    notes.addEventListener('render', event => { opened = event.detail })
    view.renderer.setAttribute('animated', false)
    await view.goTo(0)
}

/** Whether an element is on the page that is shown. */
const shown = element => !!element && view.lastLocation.range.intersectsNode(element)

/** Where an address leads: the place in the contents that the reader then names, and whether the target is seen. */
const follow = async ({ href, label }) => {
    const { anchor } = await view.goTo(href)
    const target = anchor(page())
    return { href, label, at: view.lastLocation.tocItem?.href ?? null, seen: shown(target.nodeType ? target : page().body) }
}

/** One call of a note: what opens, and whether the way back out of it leads to the call. */
const readNote = async (call, index) => {
    const rendered = soon(next(notes, 'render'))
    call.click()
    if (!await rendered) return { call: call.id, text: null }
    const doc = opened.view.renderer.getContents()[0].doc
    const report = { call: call.id, mark: words(call), text: words(doc.body), type: opened.type }
    const back = doc.querySelector('[role~=doc-backlink]')
    await view.goTo(0)
    const href = view.book.sections[index].resolveHref(back.getAttribute('href'))
    await view.goTo(href)
    frame.replaceChildren()
    return { ...report, back: shown(page().getElementById(call.id)) }
}

/** The last note of each hand in every document. */
const readNotes = async () => {
    const found = []
    for (const [index, section] of view.book.sections.entries()) {
        const source = await section.createDocument()
        const ids = new Map([...source.querySelectorAll('a[role~=doc-noteref]')].map(a => [a.className, a.id]))
        for (const id of ids.values()) {
            await view.goTo(index)
            await view.goTo(section.id + '#' + id)
            found.push(await readNote(page().getElementById(id), index))
        }
    }
    return found
}

const read = async () => {
    await open()
    const { metadata, toc, pageList, landmarks } = view.book
    const contents = []
    for (const entry of flat(toc)) contents.push(await follow(entry))
    const pages = []
    for (const entry of pageList ?? []) pages.push({ ...await follow(entry), page: view.lastLocation.pageItem?.label })
    return { metadata, contents, notes: await readNotes(), pages, landmarks }
}

/** Show an address, dressed as wished, with the note of a call open where one is named. */
const show = async ({ href, css, call }) => {
    await open()
    view.renderer.setStyles?.(css ?? '')
    await view.goTo(href)
    if (call) {
        await view.goTo(href.split('#')[0] + '#' + call)
        const rendered = next(notes, 'render')
        page().getElementById(call).click()
        await rendered
        opened.view.renderer.setStyles?.(css ?? '')
        for (const [name, value] of Object.entries(SHEET)) opened.view.renderer.setAttribute(name, value)
    }
    await new Promise(resolve => setTimeout(resolve, 300))
    return {}
}

window.reader = { read, show }

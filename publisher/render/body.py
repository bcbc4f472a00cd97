"""A text's tree made ready for one edition: notes placed, links resolved, languages marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from publisher.book import Note, Text
from publisher.render.addresses import Addresses
from publisher.render.notes import place_feet, place_popups

Element = etree._Element
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OPENING_WORDS = 5
WIDE = 6  # columns of a table, which stand legibly side by side on no telephone
NAMESPACE = ' xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True, slots=True)
class Body:
    """What a template shows of a text: its blocks and, in an EPUB, the asides that its notes open."""

    html: Markup
    notes: Markup


@dataclass(frozen=True, slots=True)
class Placement:
    """How texts are placed in one edition."""

    paged: bool
    addresses: Addresses
    t: Callable[..., str]

    def text(self, text: Text) -> Body:
        """The body of a text."""
        root = etree.fromstring(f"<body>{text.content.html}</body>")
        self.addresses.resolve(root)
        asides: list[Element] = []
        if self.paged:
            place_feet(root, text, self.addresses.resolve, self.sign)
        else:
            asides = place_popups(root, text, self.addresses.resolve, self.sign, self.t("back-to-text"))
        if not self.paged:
            _box_tables(root, self.t)
        _mark_first(root)
        return Body(self._finish(root), Markup("").join(self._finish(aside, whole=True) for aside in asides))

    def inline(self, html: str) -> Markup:
        """A headnote or a biography."""
        root = etree.fromstring(f"<body>{html}</body>")
        self.addresses.resolve(root)
        return self._finish(root)

    def sign(self, note: Note) -> str:
        """Whose hand a note is, for notes that are not the author's."""
        return "" if note.kind == "author" else f"—\u2060{self.t('hand-' + note.kind)}"

    def _finish(self, root: Element, *, whole: bool = False) -> Markup:
        for element in root.iter("*"):
            language = element.get("lang")
            if language and not self.paged:
                element.set(XML_LANG, language)
            if element.tag == "img" and self.paged:
                element.attrib.pop("width", None)
                element.attrib.pop("height", None)
        words = etree.tostring(root, encoding="unicode", with_tail=False)
        if not whole:
            words = (
                words.removesuffix("/>") if words.endswith("<body/>") else words[words.index(">") + 1 : -len("</body>")]
            )
        return Markup(words.replace(NAMESPACE, ""))  # noqa: S704 - the serialised tree of a text that was vetted


def _box_tables(root: Element, t: Callable[..., str]) -> None:
    """Put each table that no small screen holds into a box that scrolls, by key too (WCAG 2.2, 2.1.1)."""
    for number, table in enumerate(list(root.iter("table")), 1):
        if max((len(row) for row in table.iter("tr")), default=0) < WIDE:
            continue
        name = t("table", number=number)
        box = etree.Element("div", {"class": "wide-table", "role": "region", "aria-label": name, "tabindex": "0"})
        box.tail, table.tail = table.tail, None
        table.addprevious(box)
        box.append(table)


def _mark_first(root: Element) -> None:
    """Give the first paragraph and those after a break their classes, and the opening words theirs."""
    first = next((element for element in root if element.tag not in ("hr", "figure")), None)
    if first is not None and first.get("class") == "epigraph":
        first = first.getnext()
    if first is not None and first.tag == "p" and not first.get("class"):
        first.set("class", "first")
        _mark_opening_words(first)
    for element in root.iter("p"):
        previous = element.getprevious()
        if previous is not None and previous.tag != "p" and not element.get("class"):
            element.set("class", "after-break")


def _mark_opening_words(paragraph: Element) -> None:
    """Wrap the first words, as far as a comma allows, for themes that set them in small capitals."""
    words = (paragraph.text or "").split(" ")
    count = next((n for n in range(2, OPENING_WORDS) if words[n - 1 : n] and words[n - 1].endswith(",")), OPENING_WORDS)
    if len(words) <= count:
        return
    span = etree.Element("span", {"class": "opening-words"})
    span.text, span.tail = " ".join(words[:count]), " " + " ".join(words[count:])
    paragraph.text = None
    paragraph.insert(0, span)

"""Kobo's pages: sentences in numbered spans, by which its readers keep the place, mark words and open notes.

The form (spans `koboSpan` with ids `kobo.PARAGRAPH.SENTENCE`, two divisions around the body, a style that clears their
margins) is that of the books that Kobo sells; what is known of it is in the documentation of `kepubify`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.write.epub.pages import MATHML, SVG, XHTML, Page

Element = etree._Element
_SENTENCE = re.compile(r".+?(?:[.!?…]['\"’”»)\]]*\s+|\Z)", re.S)
_PARAGRAPHS = frozenset(
    ["p", "li", "dt", "dd", "th", "td", "caption", "figcaption", "pre", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_WHOLE = frozenset([f"{{{SVG}}}svg", f"{{{MATHML}}}math"])
_STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"


def make_kobo_page(page: Page) -> None:
    """Put the sentences of a page into spans, in its tree, and what it shows into the divisions that Kobo expects."""
    head, body = page.html.find(f"{{{XHTML}}}head"), page.html.find(f"{{{XHTML}}}body")
    assert head is not None
    assert body is not None
    style = etree.SubElement(head, f"{{{XHTML}}}style", {"type": "text/css", "id": "kobostylehacks"})
    style.text = _STYLE
    columns = etree.Element(f"{{{XHTML}}}div", {"id": "book-columns"})
    inner = etree.SubElement(columns, f"{{{XHTML}}}div", {"id": "book-inner"})
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(columns)
    _Spans().put_into(inner)


class _Spans:
    """The spans of one page, counted."""

    def __init__(self) -> None:
        self._paragraph = 0
        self._sentence = 0

    def put_into(self, element: Element) -> None:
        """Put the words and pictures of an element, and of all in it, into spans."""
        if str(element.tag).rpartition("}")[2] in _PARAGRAPHS:
            self._begin()
        children = list(element)
        for place, span in enumerate(self._sentences(element.text)):
            element.text = None
            element.insert(place, span)
        for child in children:
            self._put_child(element, child)

    def _put_child(self, parent: Element, child: Element) -> None:
        """The same for a child and the words that follow it."""
        tail, child.tail = child.tail, None
        last = child
        if child.tag == f"{{{XHTML}}}img" or child.tag in _WHOLE:
            last = self._around(parent, child)
        elif isinstance(child.tag, str):
            self.put_into(child)
        spans = list(self._sentences(tail))
        if not spans:
            last.tail = tail
        for place, span in enumerate(spans, parent.index(last) + 1):
            parent.insert(place, span)

    def _around(self, parent: Element, picture: Element) -> Element:
        """A picture in a span, which stands in its place."""
        self._begin()
        span = self._span()
        parent.replace(picture, span)
        span.append(picture)
        return span

    def _sentences(self, words: str | None) -> Iterator[Element]:
        """A span for each sentence; none for mere space."""
        if not words or not words.strip():
            return
        for sentence in _SENTENCE.findall(words):
            span = self._span()
            span.text = sentence
            yield span

    def _begin(self) -> None:
        """Another paragraph."""
        self._paragraph += 1
        self._sentence = 0

    def _span(self) -> Element:
        """The next span."""
        self._sentence += 1
        number = f"kobo.{max(self._paragraph, 1)}.{self._sentence}"
        return etree.Element(f"{{{XHTML}}}span", {"class": "koboSpan", "id": number})

"""The stylesheet of the book: the theme's, with the rules of its fonts and with paths that fit its place."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote

from publisher.write.epub.items import Item
from publisher.write.epub.links import relative

PATH = "styles/book.css"

# Comments and the rules that CSS wants before all others; `@font-face` must not come between them.
_PREAMBLE = re.compile(r"(?:\s+|/\*.*?\*/|@(?:charset|import|namespace)\b[^;]*;)*", re.DOTALL)
_URL = re.compile(r"""url\(\s*(["']?)([^"')#\s]+)(#[^"')\s]*)?\1\s*\)""")


def stylesheet_item(css: str, font_rules: str, files: Collection[str]) -> Item:
    """The stylesheet as a file of the container; `url(images/x.svg)` is a file of the publication, as in its pages."""

    def rewrite(match: re.Match[str]) -> str:
        path = unquote(match[2])
        return f'url("{relative(path, PATH)}{match[3] or ""}")' if path in files else match[0]

    placed = _URL.sub(rewrite, css)
    preamble = _PREAMBLE.match(placed)
    end = preamble.end() if preamble else 0
    parts = (placed[:end].strip(), font_rules, placed[end:].strip())
    return Item("stylesheet", PATH, ("\n".join(filter(None, parts)) + "\n").encode())

"""The part of a web page that is the text, found with trafilatura; the page's own frame is left out."""

from __future__ import annotations

from lxml import etree

from publisher.acquire.page import words_of
from publisher.acquire.piece import Element

FRAME = ("nav", "aside", "header", "footer", "menu")
PROBE = 40  # characters of a paragraph by which it is known again
SHARE = 0.95


def has_frame(root: Element) -> bool:
    """Whether a page has a frame around its text."""
    found = {str(each.tag).rpartition("}")[2] for each in root.iter() if isinstance(each.tag, str)}
    return bool(found & set(FRAME)) or any(each.get("role") == "navigation" for each in root.iter())


def main_content(root: Element, body: Element) -> Element:
    """The innermost element of a tidy `body` that holds nearly all of what trafilatura takes for the text."""
    import trafilatura

    text = (
        trafilatura.extract(etree.tostring(root, encoding="unicode"), include_comments=False, favor_recall=True) or ""
    )
    probes = [" ".join(line.split())[:PROBE] for line in text.split("\n") if len(line) > PROBE]
    if not probes:
        return body
    best = body
    while True:
        inner = next((each for each in best if isinstance(each.tag, str) and _held(probes, each) >= SHARE), None)
        if inner is None or inner.tag in ("p", "table", "blockquote"):
            return best
        best = inner


def _held(probes: list[str], element: Element) -> float:
    """The share of the probes that an element's words hold."""
    words = words_of(element)
    return sum(probe in words for probe in probes) / len(probes)

"""What only a screen can show: links, comments, bookmarks, forms, scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary

from publisher.prepress.finding import Finding
from publisher.prepress.page import Page
from publisher.prepress.rules.dossier import Dossier

HARMLESS = {"PrinterMark", "TrapNet", "Popup"}


def annotated(page: Page, file: Dossier) -> Iterator[Finding]:
    """P37: annotations on what is printed."""
    rule = file.printer.extras
    if not rule or rule.annotations:
        return
    found: dict[str, list[Any]] = {}
    for kind, rect in page.annotations:
        if kind not in HARMLESS and rect.meets(page.bleed):
            found.setdefault(kind, []).append(rect)
    for kind, rects in found.items():
        words = "the page has links" if kind == "Link" else f"the page has annotations of the kind {kind}"
        place, hint = page.place(rects[0]), "export without links and comments"
        yield Finding("P37", words, page.number, place, hint=hint, source=str(rule.source), count=len(rects))


def bookmarks(file: Dossier) -> Iterator[Finding]:
    """P38: bookmarks."""
    rule = file.printer.extras
    if rule and not rule.bookmarks and "/First" in _within(file.pdf.Root, "/Outlines"):
        yield Finding("P38", "the file has bookmarks", hint="export without bookmarks", source=str(rule.source))


def alive(file: Dossier) -> Iterator[Finding]:
    """P39: forms, scripts, actions, embedded files."""
    root = file.pdf.Root
    names = _within(root, "/Names")
    found = {
        "form fields": len(list(_within(root, "/AcroForm").get("/Fields", []))) > 0,
        "scripts": "/JavaScript" in names,
        "embedded files": "/EmbeddedFiles" in names,
        "actions": isinstance(root.get("/OpenAction"), Dictionary) or "/AA" in root,
    }
    lively = [words for words, there in found.items() if there]
    if lively:
        yield Finding("P39", f"the file has {', '.join(lively)}", hint="export for print, without anything interactive")


def _within(thing: Any, key: str) -> Any:
    """A dictionary in another; an empty one where there is none."""
    found = thing.get(key)
    return found if isinstance(found, Dictionary) else Dictionary()

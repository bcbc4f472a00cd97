"""Small presses that are wrong in one way each, and what the program says of them: the examples of the reference."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from publisher.build import prepare
from publisher.codes import CODES
from publisher.diagnostics import BookError, Diagnostic, idle
from publisher.examine import examine
from publisher.read import load
from publisher.render import render
from publisher.write import write_epub

Files = Mapping[str, str | bytes]

BOOK = """\
title: June
identifier: urn:uuid:6f1c0c5e-3b64-4c8e-9f0e-0f5a4a0d8a11
modified: 2026-11-23
"""
CONTENTS = "contents:\n  - texts: [opening]\n"
MANIFEST = "books/june/book.yaml"
OPENING = "books/june/opening.md"
MAP = "books/june/images/map.svg"
PRESS: Files = {
    "books/press.yaml": "name: Ferry Press\n",
    "books/people.yaml": "marsh: {name: Ada Marsh}\n",
    "books/series.yaml": "rivers: {title: Rivers, volumes: [june]}\n",
    MANIFEST: BOOK + CONTENTS,
    OPENING: "---\ntitle: Opening\n---\nWords.\n",
    MAP: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
}


def book(keys: str, contents: str = CONTENTS) -> Files:
    """A press whose book has more keys, or other contents."""
    return {MANIFEST: BOOK + keys + contents}


def text(body: str, keys: str = "") -> Files:
    """A press whose text has another body, or more keys."""
    return {OPENING: f"---\ntitle: Opening\n{keys}---\n{body}\n"}


def theme(**files: str) -> Files:
    """A press with a theme of its own."""
    description = files.pop("description", "name: quiet\nextends: classic\n")
    more = {f"themes/quiet/templates/{name}.html": words for name, words in files.items()}
    return {**book("theme: quiet\n"), "themes/quiet/theme.yaml": description, **more}


EXAMPLES: dict[str, Files] = {
    "M01": book("subtitle: June: a book\n"),
    "M02": book("subtitel: Days\n"),
    "M03": {MANIFEST: BOOK.replace("title: June\n", "") + CONTENTS},
    "M04": book("subtitle: [Days]\n"),
    "M05": book("title: July\n"),
    "M06": book("", "contents:\n  - texts: [openning]\n"),
    "M07": text("![A map.](../../../map.svg)"),
    "M08": {"books/june/ferry.md/x": "", **book("", "contents:\n  - texts: [ferry]\n")},
    "M09": {OPENING: "---\ntitle: Пролог\n---\nТекст начинается словами, которые все знают.\n".encode("cp1251")},
    "M10": {OPENING: b"---\ntitle: Opening\n---\n\x00\x01\x02\n"},
    "M11": {OPENING: ""},
    "M12": {OPENING: b"a" * 17 * 1024 * 1024},
    "M13": text("Words.", "author: marhs\n"),
    "M14": {"books/july/opening.md": "", **book("", "contents:\n  - texts: [opening, ../july/opening]\n")},
    "M15": text("Words.", "date: 3 March 1917\n"),
    "M16": book("editions: {print: {isbn: 978-3-16-148410-1}}\n"),
    "M17": book("series: rivres\n"),
    "M18": book("contributors: [{person: marsh, role: edit}]\n"),
    "M19": {"books/july/book.yaml": BOOK + CONTENTS, "books/july/opening.md": "---\ntitle: July\n---\nWords.\n"},
    "M20": text("Words.", "waive: [{code: T12, why: The source has it so}]\n"),
    "T01": {OPENING: "# Opening\n\nWords.\n"},
    "T02": text("<font>Words.</font>"),
    "T03": text("A bell\x07 rang."),
    "T04": text("# The bridge\n\nWords."),
    "T05": text("/// vers\nA line\n///"),
    "T06": text(""),
    "T07": text("<small>Words."),
    "T08": {**text("![A map.](images/map.svg)"), MAP: "<svg><g></svg>\n"},
    "T09": text("[Правда]{lang=russian-language}"),
    "T10": text("> " * 30 + "Words."),
    "T11": text("| a | b |\n|---|---|\n| 1 | 2 | 3 |"),
    "T12": text("Three things:\n- words"),
    "T13": text("The paper [Праця]{lang=ua} came."),
    "T14": text("The sign 漢 begins it."),
    "N01": text("Words.[^1]"),
    "N02": text("Words.\n\n[^1]: A note."),
    "N03": text("Words.[^1] More words.[^1]\n\n[^1]: A note."),
    "N04": text("Words.[^1]\n\n[^1]: A note.\n[^1]: Another."),
    "N05": text("See [the bridge](text:bridge)."),
    "N06": text("As [she](person:marhs) said."),
    "N07": text("See [the next](book:jun)."),
    "N08": text("See [the bridge](bridge.md)."),
    "N09": text("## One {#way}\n\nWords.\n\n## Two {#way}\n\nWords."),
    "N10": text("See [below](#bridge)."),
    "N11": text("Words.[^1]\n\n[^1]: A note.[^2]\n\n[^2]: Another."),
    "N12": text("- Words.[^1]\n\n    [^1]: A note."),
    "A01": text("![](images/map.svg)"),
    "A02": text("## One\n\nWords.\n\n#### Two\n\nWords."),
    "H01": book("theme: clasic\n"),
    "H02": theme(colophon="{{ boook.title }}"),
    "H03": theme(description="name: quiet\nextends: classic\nfaces:\n  - {family: Sans, file: sans.ttf}\n"),
    "H04": book("options: {texts-opens: page}\n"),
    "H05": book("cover: {emblem: rigns}\n"),
    "E01": theme(colophon='{% extends "page.html" %}{% block main %}<p id="a">A</p><p id="a">B</p>{% endblock %}'),
    "E02": theme(colophon='{% extends "page.html" %}{% block main %}<a href="#nowhere">A</a>{% endblock %}'),
}

WITHOUT: dict[str, str] = {
    "E04": "it needs a built file that was damaged or has grown old: tests/check/test_words.py makes some",
    "E05": "it needs a built file that is missing: tests/check/test_words.py takes one away",
    "E03": "templates and pictures are found to be ill-formed before, as H02 and T08; this guards the writer itself",
    "Q01": "the message is about a foreign file, which stands outside the press",
    "P01": "a reference that moves the very place it names has to be found by trial, and depends on the fonts",
    "P02": "the message is the typesetter's own, and changes with its versions",
    "P03": "no small text is known that ends the typesetter's process",
    "P04": "a printer is named on the command line, or by another printer's profile",
    "P49": "it is told when a PDF is made ready, and not by a proof",
    "P48": "it is told when a PDF is made ready, and not by a proof",
    "P06": "it is told when a book for a printer is built, whose pages have to be counted first",
    "P07": "it is told when a book for a printer is built, whose pages have to be counted first",
    "P05": "a profile is read when a printer is named, not with the books",
}
"""Codes that no press here shows, each with the reason."""


@cache
def example(code: str) -> str:
    """What the editor is told of the press that shows a code, or the empty string for a code without one."""
    if code not in EXAMPLES:
        return ""
    with tempfile.TemporaryDirectory() as home:
        press = Path(home).resolve() / "press"
        for name, words in {**PRESS, **EXAMPLES[code]}.items():
            file = press / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(words.encode("utf-8") if isinstance(words, str) else words)
        rules = with_theme if code[0] in "HE" else with_rules if code in ("M20", "T14") else just_read
        found = rules(press)
        told = next((str(finding) for finding in found if finding.code == code), "")
        return told.replace(str(press.parent), "/home/marsh")


def just_read(press: Path) -> tuple[Diagnostic, ...]:
    """Everything that reading finds in a press."""
    return load(press).findings


def with_rules(press: Path) -> tuple[Diagnostic, ...]:
    """Everything that the rules for whole books find in it, and the waivers that are idle."""
    plan = prepare(press)
    found = [*plan.findings, *(finding for job in plan.jobs for finding in examine(job))]
    return (*found, *idle([waiver for job in plan.jobs for waiver in job.book.waivers], found))


def with_theme(press: Path) -> tuple[Diagnostic, ...]:
    """Everything that reading finds in a press and its themes, and rendering and writing in its EPUB."""
    plan = prepare(press)
    for job in plan.jobs if plan.sound else ():
        try:
            write_epub(render(job.book, job.theme, job.book.editions[0], job.options), press / "june.epub")
        except BookError as problem:
            return problem.diagnostics
    return plan.findings


if __name__ == "__main__":
    for each in CODES:
        print(f"{each}: {CODES[each]}\n{example(each) or '(no example)'}\n")

"""No word is lost: each word of a text that is not markup is in its content, or the editor is told."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.diagnostics import Findings, Location
from publisher.read.markup.reader import Markup
from publisher.read.markup.source import Source

MARKUP = Markup()
WORD = re.compile("[α-ω]+")  # no name of a block, tag, attribute or scheme has a Greek letter
WORDS = st.text("αβγδεζηθικλμνξοπρσςτυφχψω", min_size=2, max_size=6)
SIGNS = st.sampled_from(
    [
        *"*_`[](){}<>!#|:/\\&;-+.~^\"'=\n ",
        *(
            "\n\n",
            "    ",
            "\n- ",
            "\n1. ",
            "\n> ",
            "## ",
            "**",
            "``",
            "```\n",
            "[^1]",
            "](",
            "\n\n[^1]: ",
            "\n: ",
            "\n| ",
        ),
        *(" | ", "|---|---|\n", "\n\n/// verse\n", "\n///\n", "/// letter\n", "    source: ", "![", '](a.png "', "<b>"),
        *("</b>", "<!--", "-->", "{#a}", "{lang=ru}", "&amp;", "&#", "  \n", "---\n", "...", " -- "),
    ]
)


@given(st.lists(st.one_of(WORDS, SIGNS), max_size=40).map("".join))
@settings(max_examples=600, deadline=None)
def test_every_word_is_printed_or_the_editor_is_told(words: str) -> None:
    findings = Findings()

    def no_picture(path: str, where: Location) -> None:
        findings.error("M06", f"there is no {path}", where)

    content = MARKUP.parse(Source(words, "t.md"), "t", "el", no_picture, findings)
    if content is None or findings.items:
        return
    printed = unescape(" ".join([content.html, *(note.html for note in content.notes)]))
    expected = re.sub("<!--.*?-->", "", words, flags=re.S)
    lost = Counter("".join(WORD.findall(expected))) - Counter("".join(WORD.findall(printed)))
    assert not lost


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_traceback(words: str) -> None:
    words = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "", words)
    findings = Findings()
    content = MARKUP.parse(Source(words, "t.md"), "t", "en", lambda path, where: None, findings)
    assert content is not None

"""Words without signs: spared the inline patterns, and read as if they had not been."""

import pytest
from markdown.treeprocessors import InlineProcessor

from publisher.read.markup.inlines import SIGNS
from publisher.read.markup.tree import parser

MARKED = {
    "escape": r"a \* b",
    "backtick": "a `b` c",
    "footnote": "a[^1] b",
    "language-span": "[a]{lang=ru}",
    "link": "[a](https://example.org)",
    "image_link": "![a](b.png)",
    "autolink": "<https://example.org>",
    "automail": "<a@example.org>",
    "linebreak": "a  \nb",
    "html": "<cite>a</cite>",
    "entity": "&eacute;",
    "both": "***a***",
    "strong-first": "***a* b**",
    "strong-within": "***a** b*",
    "strong-last": "*a **b***",
    "strong": "**a**",
    "emphasis": "*a*",
    "strong-underlined": "__a__",
    "emphasis-underlined": "_a_",
}


def test_every_inline_pattern_has_an_example_here() -> None:
    patterns = parser().inlinePatterns
    assert len(patterns) == len(MARKED)
    assert all(name in patterns for name in MARKED)


@pytest.mark.parametrize("name", MARKED)
def test_what_a_pattern_finds_has_a_sign(name: str) -> None:
    pattern = parser().inlinePatterns[name].getCompiledRegExp()
    assert pattern.search(MARKED[name])
    assert SIGNS.search(MARKED[name])


@pytest.mark.parametrize("words", [*MARKED.values(), 'plain words, (and) more: 1917 – "so"', "a\nb", "$1 ~ 2 ^ 3"])
def test_words_are_read_as_the_library_reads_them(words: str) -> None:
    plain = parser()
    plain.treeprocessors.register(InlineProcessor(plain), "inline", 20)
    assert parser().convert(words) == plain.convert(words)

"""The dialect: what each block and span of Markdown becomes, and where its errors stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.book import Content
from publisher.diagnostics import Findings, Location
from publisher.read.markup.reader import Markup
from publisher.read.markup.source import Source

MARKUP = Markup()
HERE = Location("people.yaml", 4, 8)
PNG = (Path(__file__).parents[1] / "presses/small/books/june/images/map.png").read_bytes()


def picture(path: str, where: Location) -> tuple[str, bytes]:
    """Every picture is the same."""
    return f"books/june/{path}", PNG


def read(words: str, language: str = "en") -> tuple[Content, list[str]]:
    """The content of a text `t`, and what the editor is told."""
    findings = Findings()
    content = MARKUP.parse(Source(words, "t.md"), "t", language, picture, findings)
    assert content is not None
    return content, [str(item).replace("error", "", 1) for item in findings.items]


def html(words: str) -> str:
    """The XHTML of sound words, without line ends between blocks."""
    content, told = read(words)
    assert told == []
    return content.html.replace(">\n<", "><")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A word,\nand one more.", "<p>A word,\nand one more.</p>"),
        ("*One* and **two**.", "<p><em>One</em> and <strong>two</strong>.</p>"),
        ("One  \nTwo", "<p>One<br/>\nTwo</p>"),
        (r"No \*emphasis\*.", "<p>No *emphasis*.</p>"),
        ("One\n\n* * *\n\nTwo", "<p>One</p><hr/><p>Two</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("- one\n    - deep", "<ul><li>one<ul><li>deep</li></ul></li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        (
            "> A word.\n>\n> > Of words.",
            "<blockquote><p>A word.</p><blockquote><p>Of words.</p></blockquote></blockquote>",
        ),
        ("Term\n:   What it is.", "<dl><dt>Term</dt><dd>What it is.</dd></dl>"),
        ("Term\n:   One.\n\n    Two.", "<dl><dt>Term</dt><dd><p>One.</p><p>Two.</p></dd></dl>"),
        ("    An indent makes no code.", "<p>An indent makes no code.</p>"),
        ("[Editor]: is it so?\n\n[Lenin]: yes", "<p>[Editor]: is it so?</p><p>[Lenin]: yes</p>"),
        ("A<!-- never\n\nprinted --> word.", "<p>A word.</p>"),
        ("H<sub>2</sub>O<br>and <kbd>Q</kbd>", "<p>H<sub>2</sub>O<br/>and <kbd>Q</kbd></p>"),
        ("<abbr title='So & \"called\"'>USSR</abbr>", '<p><abbr title="So &amp; “called”">USSR</abbr></p>'),
        ("<SPAN LANG=ru>Правда</SPAN>", '<p><span lang="ru">Правда</span></p>'),
        ("1 < 2 & 3 > 2 &copy; &#8212; &lt;b&gt;", "<p>1 &lt; 2 &amp; 3 &gt; 2 ©\xa0— &lt;b&gt;</p>"),
        ("[Правда]{lang=ru} and *Труд*{lang=ru}", '<p><span lang="ru">Правда</span> and <em lang="ru">Труд</em></p>'),
        ("[see [x](book:b)]{lang=en}", '<p><span lang="en">see <a href="book:b">x</a></span></p>'),
        ("Words.\n{#here .wide}", '<p class="wide" id="t.here">Words.</p>'),
    ],
)
def test_blocks_and_spans(words: str, expected: str) -> None:
    assert html(words) == expected


def test_code_is_left_alone() -> None:
    assert html('`<b> [^1] -- "q"` and ``a ` b``') == '<p><code>&lt;b&gt; [^1] -- "q"</code> and <code>a ` b</code></p>'
    assert (
        html('```\n<div> [^9] ///\n"q" &copy;\n```') == '<pre><code>&lt;div&gt; [^9] ///\n"q" &amp;copy;\n</code></pre>'
    )


def test_headings_have_ids_that_no_other_text_has() -> None:
    content, told = read('## First\n\n### A "word" [^1]\n\n## Last {#last}\n\n## Taken {#h2}\n\n[^1]: Note.')
    assert told == []
    assert [(heading.level, heading.id, heading.title) for heading in content.headings] == [
        (2, "t._h1", "First"),
        (3, "t._h2", "A “word”"),
        (2, "t.last", "Last"),
        (2, "t.h2", "Taken"),
    ]
    assert content.anchors == {"last", "h2"}


def test_notes_are_held_apart_by_kind() -> None:
    content, told = read(
        "A[^1] b[^ed-1] c[^tr-1] d[^2].\n\n[^2]: Two,\n    lazily.\n[^1]: *One*.\n\n    More.\n\n    - a\n    - b\n\n"
        "    /// verse\n        source: A song\n\n    Line\n      step\n    ///\n\n[^ed-1]: Ed.\n\n[^tr-1]: Tr.\n"
    )
    assert told == []
    assert [(note.id, note.kind, note.number) for note in content.notes] == [
        ("t.1", "author", 1),
        ("t.ed-1", "editor", 1),
        ("t.tr-1", "translator", 1),
        ("t.2", "author", 2),
    ]
    assert content.html.count('class="note-call"') == 4
    assert '<a class="note-call" data-note="t.ed-1"/>' in content.html
    assert content.notes[0].html.replace(">\n<", "><") == (
        "<p><em>One</em>.</p><p>More.</p><ul><li>a</li><li>b</li></ul>"
        '<div class="verse"><p class="stanza"><span class="line">Line</span><span class="line step-1">step</span></p>'
        '<p class="source-line">A song</p></div>'
    )
    assert content.notes[3].html == "<p>Two,\nlazily.</p>"
    assert content.words == 4


def test_verse_keeps_lines_steps_and_stanzas() -> None:
    assert html("/// verse\nOne *line*\n  a step\n      three\n\nNext\n///") == (
        '<div class="verse"><p class="stanza"><span class="line">One <em>line</em></span>'
        '<span class="line step-1">a step</span><span class="line step-3">three</span></p>'
        '<p class="stanza"><span class="line">Next</span></p></div>'
    )


def test_verse_may_begin_with_an_indent_below_a_blank_line() -> None:
    assert '<span class="line step-2">In</span>' in html("/// verse\n\n    In\nout\n///")


def test_letter_has_its_parts_in_order() -> None:
    words = '/// letter\n    dateline: Moscow\n    salutation: "Dear: all"\n    signature: Vera *B.*\n\nBody.\n///'
    assert html(words) == (
        '<div class="letter"><p class="dateline">Moscow</p><p class="salutation">Dear: all</p>'
        '<p>Body.</p><p class="signature">Vera <em>B.</em></p></div>'
    )


def test_blocks_stand_in_blocks_with_more_slashes() -> None:
    words = (
        "///// document | The *order*\n    source: See [it](text:x)\n\nBefore.\n\n//// letter\nDear all.\n\n"
        "/// verse\nA line\n///\n\nYours.\n////\n\nAfter.\n/////"
    )
    assert html(words) == (
        '<blockquote class="document"><p class="document-title">The <em>order</em></p><p>Before.</p>'
        '<div class="letter"><p>Dear all.</p><div class="verse"><p class="stanza"><span class="line">A line</span></p>'
        '</div><p>Yours.</p></div><p>After.</p><p class="source-line">See <a href="text:x">it</a></p></blockquote>'
    )


def test_blocks_stand_in_lists_and_quotations() -> None:
    verse = '<div class="verse"><p class="stanza"><span class="line">a</span></p></div>'
    assert html("- one\n\n    /// verse\n    a\n    ///") == f"<ul><li><p>one</p>{verse}</li></ul>"
    assert html("> /// verse\n> a\n> ///") == f"<blockquote>{verse}</blockquote>"


def test_epigraph_names_its_source() -> None:
    assert html("/// epigraph\n    source: Anon\nTight.\n///") == (
        '<blockquote class="epigraph"><p>Tight.</p><p class="source-line">Anon</p></blockquote>'
    )


def test_figure_has_alternative_caption_and_anchor() -> None:
    content, told = read('![The *map* [1917]](images/map.png "So *far*, see [it](#map)"){#map .wide}')
    assert told == []
    assert content.html.replace("\n", "") == (
        '<figure class="wide" id="t.map"><img alt="The *map* [1917]" src="images/june_map.png" width="8" height="4"/>'
        '<figcaption>So <em>far</em>, see <a href="text:t#map">it</a></figcaption></figure>'
    )
    assert [(image.name, image.media_type, image.width, image.height) for image in content.images] == [
        ("images/june_map.png", "image/png", 8, 4)
    ]


def test_picture_among_words_or_in_a_note_is_loaded_once() -> None:
    content, told = read("See ![a](images/map.png) it.[^1]\n\n[^1]: ![b](<images/map.png>)")
    assert told == []
    assert content.html.startswith('<p>See <img alt="a" src="images/june_map.png" width="8" height="4"/> it.')
    assert 'src="images/june_map.png"' in content.notes[0].html
    assert len(content.images) == 1


def test_table_has_scopes_and_alignment() -> None:
    assert html("| a | b | c |\n|:--|:-:|--:|\n| 1 | `|` | \\| |") == (
        '<table><thead><tr><th class="left" scope="col">a</th><th class="center" scope="col">b</th>'
        '<th class="right" scope="col">c</th></tr></thead><tbody><tr><td class="left">1</td>'
        '<td class="center"><code>|</code></td><td class="right">|</td></tr></tbody></table>'
    )


def test_table_with_an_empty_head_has_none() -> None:
    assert html("|   |   |\n|---|---|\n| x | y |") == "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>"


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a?b=1#c", "mailto:a@example.org", "text:x", "text:x#y", "person:p", "book:b"],
)
def test_link_keeps_its_target(target: str) -> None:
    assert html(f"See [this]({target}).") == f'<p>See <a href="{target}">this</a>.</p>'


def test_link_to_an_anchor_of_the_text_names_the_text() -> None:
    assert '<a href="text:t#end">' in html("See [the end](#end).\n\n## End {#end}")


def test_typography_is_made_right_and_code_is_not() -> None:
    assert html('"Well" -- he said... `"x"`') == '<p>“Well”\xa0– he said… <code>"x"</code></p>'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fine.\n\nA word[^9].", "t.md:3:7: [N01]: the note [^9] is called but not defined"),
        ("Fine.\n\n- a <u>b</u>", "t.md:3:5: [T02]: the HTML element <u> is not allowed"),
        ("a <?php ?>", "t.md:1:3: [T02]: the HTML <?php ?> is not allowed"),
        ('a <b class="x">b</b>', 't.md:1:6: [T02]: the attribute "class" is not allowed on <b>'),
        ("a <b =>b</b>", "t.md:1:3: [T02]: the attributes of <b> cannot be read"),
        ("a </b>", "t.md:1:3: [T07]: </b> closes an element that is not open"),
        ("*a <b>b* c</b>", "t.md:1:4: [T07]: the HTML element <b> crosses another"),
        ("## A {oops}", 't.md:1:6: [T02]: "{oops}" is not allowed'),
        ("/// verse and more\na\n///", "t.md:1:1: [T05]: this line is no beginning of a block"),
        ("/// verse | A title\na\n///", "t.md:1:1: [T05]: the block /// verse takes no title after |"),
        ("/// verse\na\n////\n///", "t.md:3:1: [T05]: //// does not close the block /// verse"),
        (
            "- a\n\n    /// letter\n        sign: V.\n\n    a\n    ///",
            't.md:4:9: [T05]: /// letter has no option "sign"',
        ),
        (
            "a\n\nb [x](text:y) [z](ftp://y.z)",
            't.md:3:19: [N08]: the link "ftp://y.z" leads nowhere that a book can lead',
        ),
        ("> > # A", 't.md:1:5: [T04]: "A" is a heading of level 1, which is the title\'s'),
        ("A\n===", 't.md:1:1: [T04]: "A" is a heading of level 1, which is the title\'s'),
        ("> " * 30 + "a", "t.md:1:1: [T10]: quotations nested in more than 20 quotations cannot be read"),
    ],
)
def test_error_stands_where_the_fault_is(words: str, expected: str) -> None:
    findings = Findings()
    MARKUP.parse(Source(words, "t.md"), "t", "en", picture, findings)
    assert str(findings.items[0]).replace("error", "", 1).split("\n")[0] == expected


def test_lines_are_counted_from_the_front_matter() -> None:
    findings = Findings()
    MARKUP.parse(Source("a\n<u>b</u>", "t.md", 5), "t", "en", picture, findings)
    assert str(findings.items[0].location) == "t.md:6:1"


def test_second_text_knows_nothing_of_the_first() -> None:
    read("A[^1].\n\n[^1]: One.\n\n/// verse\nA line without end")
    assert html("B[^1].\n\n[^1]: Two.") == '<p>B<a class="note-call" data-note="t.1"/>.</p>'


def test_biography_is_paragraphs_in_one() -> None:
    findings = Findings()
    assert MARKUP.parse_inline("A *man*.\n\nOf [words](person:x).", HERE, "en", findings) == (
        'A <em>man</em>. Of <a href="person:x">words</a>.'
    )
    assert findings.items == []


def test_biography_holds_no_notes() -> None:
    findings = Findings()
    MARKUP.parse_inline("A man.[^1]\n\n[^1]: Or so.", HERE, "en", findings)
    assert [str(item).split("\n")[0] for item in findings.items] == [
        "people.yaml:4:8: error[T05]: only words, emphasis and links can stand here"
    ]


HOSTILE = {
    "backticks": "`" * 100_000,
    "backtick runs": " ".join("`" * n + "a" for n in range(1, 20)) * 400,
    "brackets": "[" * 100_000,
    "pairs of brackets": ("[" * 49 + "]" * 49) * 500,
    "notes": "[^" * 100_000,
    "calls": "[^a]" * 20_000,
    "less than": "<" * 100_000,
    "tags": "<a " * 30_000,
    "comments": "<!--" * 25_000,
    "stars": "***a" * 25_000,
    "odd stars": "***" + "a*" * 50_000,
    "images": "![a](" * 20_000,
    "quotes": ">" * 100_000,
    "quote signs": '"' * 100_000,
    "nested quotes": "\n\n".join("> " * n + "a" for n in range(1, 60)),
    "nested lists": "\n".join("    " * n + "- a" for n in range(200)),
    "fences": "\n".join("~" * n for n in range(3, 21)) * 1000,
    "blocks": "/// verse\n" * 3000,
    "slashes": "/" * 100_000,
    "bars": "| a " * 5000 + "|\n" + "| - " * 5000 + "|\n",
    "braces": "*a*{" * 25_000,
    "one line": "word " * 200_000,
    "definitions in definitions": "[^1]: [^2]: [^3]: a\n\n    [^4]: b\n\na[^1]",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=[name.replace(" ", "-") for name in HOSTILE])
def test_hostile_text_is_read_or_refused_and_nothing_else(words: str) -> None:
    findings = Findings()
    content = MARKUP.parse(Source(words, "t.md"), "t", "en", picture, findings)
    assert (content is None) == ("T10" in [item.code for item in findings.items])


def test_a_number_after_a_line_break_is_no_item_of_a_list() -> None:
    assert read("The first line  \n1\\. the second line")[1] == []
    assert read("The first line\n1\\. the second line")[1] != []


def test_a_captioned_figure_has_an_id_to_lead_to() -> None:
    found = html('![A map.](map.png "Here")\n\n![A map.](map.png)\n\n![A map.](map.png "There"){#there}')
    assert re.findall(r"<figure( id=[^>]*)?>", found) == [' id="t._figure-1"', "", ' id="t.there"']

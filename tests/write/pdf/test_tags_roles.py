from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf

from publisher.publication import Publication, Resource
from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley
from tests.write.pdf.tag_tree import elements, outline_of, role

CSS = """
@page{size:105mm 148mm;margin:12mm} html{font:10pt/14pt Book;hyphens:manual} body{margin:0}
.block{display:block} .right{float:right} .toc,.toc ol{list-style:none}
"""
MAP = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
PICTURE = Resource("map.svg", "image/svg+xml", MAP)


@pytest.fixture(scope="module")
def style(book: Publication) -> Style:
    return Style(CSS, "en", book.fonts, (PICTURE,))


def fragment(style: Style, body: str, rules: str = "") -> Fragment:
    return set_galley(Galley(f'<section lang="en" id="a">{body}</section>', style, rules))


CASES = {
    "words and what stresses them": (
        "<h2>Head</h2><p>One <em>two</em> <strong>three</strong> <i>four</i> <code>five</code></p>",
        ["H2 Head", "P One two three four five", "  Em two", "  Strong three", "  Code five"],
    ),
    "blocks without a role hold paragraphs": (
        "<header><p>Byline</p></header><div>Words <b>in</b> a div</div><div>loose<p>set</p></div>",
        ["P Byline", "P Words in a div", "P loose", "P set"],
    ),
    "lines of verse are words of their stanza": (
        '<div><p><span class="block">One</span><span class="block">Two</span></p></div>',
        ["P OneTwo"],
    ),
    "a quotation": (
        "<blockquote>loose<p>set</p></blockquote><p>He said <q>no</q></p>",
        ["BlockQuote", "  P loose", "  P set", "P He said “no”", "  Quote “no”"],
    ),
    "a list in a list": (
        '<ol><li>One</li><li><p>Two</p><p>more</p><ol style="list-style:lower-roman"><li>in</li></ol></li></ol>',
        ["L", "  LI", "    Lbl 1.", "    LBody One", "  LI", "    Lbl 2.", "    LBody Twomorei. in", "      P Two",
         "      P more", "      L", "        LI", "          Lbl i.", "          LBody in"],
    ),
    "a list without labels": (
        '<ul style="list-style:none"><li>One</li></ul>',
        ["L", "  LI", "    LBody One"],
    ),
    "terms and what is said of them": (
        "<dl><dt>A</dt><dd>one</dd><dt>B</dt><dt>C</dt><dd><p>two</p></dd><dd>three</dd></dl>",
        ["L", "  LI", "    Lbl A", "    LBody one", "  LI", "    Lbl B", "    Lbl C", "    LBody two", "      P two",
         "    LBody three"],
    ),
    "contents in which the folio floats": (
        ('<ol class="toc"><li><p><a href="#a">Title</a><a class="right" href="#a">12</a></p>'
        '<ol><li><a href="#a">Inner</a></li></ol></li></ol>'),
        ["TOC", "  TOCI", "    P Title12", "      Link Title", "      Link 12", "    TOC", "      TOCI",
         "        P Inner", "          Link Inner"],
    ),
    "a figure with its caption": (
        '<figure><img src="map.svg" alt="A map"><figcaption>The <em>front</em></figcaption></figure>',
        ["Figure The front", "  Caption The front", "    Em front"],
    ),
    "a figure without a picture": (
        "<figure><pre>code</pre><figcaption>Caption</figcaption></figure>",
        ["P code", "Caption Caption"],
    ),
    "a table": (
        ("<table><caption>Votes</caption><thead><tr><th>Party</th><th>Seats</th></tr></thead>"
         "<tbody><tr><th>Left</th><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table>"),
        ["Table", "  Caption Votes", "  THead", "    TR", "      TH Party", "      TH Seats", "  TBody", "    TR",
         "      TH Left", "      TD 1", "    TR", "      TD", "      TD 2"],
    ),
    "a link, and an anchor that is none": (
        '<p>See <a href="https://example.org/">there <em>now</em></a><a id="x"></a></p>',
        ["P See there now", "  Link there now", "    Em now"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), CASES.values(), ids=CASES.keys())
def test_elements_have_the_roles_of_their_names(style: Style, body: str, lines: list[str]) -> None:
    assert outline_of(fragment(style, body).pdf) == ["Sect", *(f"  {line}" for line in lines)]


def entries(pdf: bytes, name: str, *keys: str) -> list[str]:
    """Entries of the elements of a role, their attributes looked through as well."""
    with Pdf.open(BytesIO(pdf)) as opened:
        found = [e for e in elements(opened.Root.StructTreeRoot) if role(e) == name]
        return [str(e.get(key, e.get(Name.A, Dictionary()).get(key, ""))) for e in found for key in keys]


def test_header_cells_say_whether_they_head_a_row_or_a_column(style: Style) -> None:
    pdf = fragment(
        style,
        "<table><thead><tr><th>a</th><th scope='row'>b</th></tr></thead><tr><th>c</th><td colspan='2'>1</td></tr>"
        "<tr><th>d</th><th>e</th></tr></table>",
    ).pdf
    assert entries(pdf, "TH", "/Scope") == ["/Column", "/Row", "/Row", "/Column", "/Column"]
    assert entries(pdf, "TD", "/ColSpan") == ["2"]


def test_a_list_says_how_it_is_labelled(style: Style) -> None:
    body = "".join(
        f'<ol style="list-style:{kind}"><li>x</li></ol>' for kind in ("decimal", "upper-roman", "lower-latin", "none")
    )
    kinds = entries(fragment(style, body).pdf, "L", "/ListNumbering")
    assert kinds == ["/Decimal", "/UpperRoman", "/LowerAlpha", "/None"]


def test_a_language_is_said_where_it_changes(style: Style) -> None:
    body = (
        '<p lang="en">a <i lang="ru">b</i> <em lang="de">c <b lang="de">d</b></em></p>'
        '<div lang="fr"><p lang="fr">e</p></div><blockquote lang="la">f</blockquote>'
    )
    pdf = fragment(style, body).pdf
    for name, languages in {
        "Sect": [""], "P": ["", "", ""], "Span": ["ru"], "Em": ["de"], "Div": ["fr"], "BlockQuote": ["la"],
    }.items():  # fmt: skip
        assert entries(pdf, name, "/Lang") == languages, name


def test_an_abbreviation_says_what_it_stands_for(style: Style) -> None:
    pdf = fragment(style, '<p>The <abbr title="Constitutional Democrats">Kadets</abbr></p>').pdf
    assert entries(pdf, "Span", "/E") == ["Constitutional Democrats"]


def test_a_picture_says_what_it_shows_and_where_it_is(style: Style) -> None:
    made = fragment(style, '<p style="margin:0"><img src="map.svg" alt="A map"></p>')
    assert entries(made.pdf, "Figure", "/Alt") == ["A map"]
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        (figure,) = (e for e in elements(pdf.Root.StructTreeRoot) if role(e) == "Figure")
        left, bottom, right, top = map(float, figure.A.BBox)
    margin = 12 * 72 / 25.4
    assert left == pytest.approx(margin, abs=0.01)
    assert (right - left, top - bottom) == pytest.approx((6.75, 6.75))
    assert 0 < 148 * 72 / 25.4 - top - margin < 14
    assert made.warnings == ()


def test_a_picture_that_says_nothing_is_warned_of(style: Style) -> None:
    assert fragment(style, '<p><img src="map.svg"></p>').warnings == ('picture "map.svg" has no alternative text',)


@pytest.mark.parametrize(
    "ornament",
    [
        '<img src="map.svg" alt="">',
        '<hr class="stars">',
        '<div aria-hidden="true">* * * <b>*</b></div>',
        '<p><span class="leader"></span></p>',
    ],
)
def test_an_ornament_is_drawn_and_not_read(style: Style, ornament: str) -> None:
    rules = '.stars::before{content:"* * *"} .leader::after{content:leader(".")} .drawn::before{content:url(map.svg)}'
    with_ornament = fragment(style, f'<p class="drawn">One</p>{ornament}<p>Two</p>', rules)
    assert outline_of(with_ornament.pdf) == ["Sect", "  P One", "  P Two"]
    with Pdf.open(BytesIO(with_ornament.pdf)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b"/Artifact") >= 2


def test_words_in_the_margin_are_drawn_and_not_read(style: Style) -> None:
    made = fragment(style, "<p>One</p>", "@page{@top-center{content:'Running head'}}")
    assert outline_of(made.pdf) == ["Sect", "  P One"]

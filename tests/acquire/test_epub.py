"""EPUBs of every make: their files become texts, their notes ours."""

from collections.abc import Callable

import pytest

from publisher.acquire import Haul, SourceError
from tests.acquire.sources import PNG, archive, epub

Home = Callable[..., Haul]
CALL = '<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a>'
NOTES = (
    '<section epub:type="endnotes"><h2>Endnotes</h2><ol><li id="n1"><p>The <i>note</i>. '
    '<a href="one.xhtml#r1" epub:type="backlink">↩</a></p></li></ol></section>'
)


def body(haul: Haul, text: int = 0) -> str:
    return haul.texts[text].markdown.split("---\n", 2)[2]


def test_endnotes_in_a_file_of_their_own_go_to_their_calls(home: Home) -> None:
    haul = home(epub({"one.xhtml": f"<h2>One</h2><p>Called{CALL} here.</p>", "notes.xhtml": NOTES}))
    assert [text.title for text in haul.texts] == ["One"]
    assert body(haul) == "Called[^1] here.\n\n[^1]: The *note*.\n"


def test_asides_at_the_end_of_a_file_are_notes_too(home: Home) -> None:
    page = (
        '<h1>T</h1><p>Said<sup><a epub:type="noteref" role="doc-noteref" href="#f">*</a></sup> so.</p>'
        '<aside id="f" epub:type="footnote"><p>First.</p><p>Second.</p></aside>'
    )
    assert body(home(epub({"a.xhtml": page}))) == "Said[^1] so.\n\n[^1]: First.\n\n    Second.\n"


def test_an_editors_and_a_translators_note_are_told_apart_by_their_signatures(home: Home) -> None:
    page = (
        '<h1>T</h1><p>a<a epub:type="noteref" href="#a">1</a> b<a epub:type="noteref" href="#b">2</a> '
        'c<a epub:type="noteref" href="#c">3</a></p><ol><li id="a"><p>Mine.</p></li>'
        '<li id="b"><p>Hers. —Ed.</p></li><li id="c"><p>His. [Trans.]</p></li></ol>'
    )
    assert (
        body(home(epub({"a.xhtml": page})))
        == "a[^1] b[^ed-1] c[^tr-1]\n\n[^1]: Mine.\n\n[^ed-1]: Hers.\n\n[^tr-1]: His.\n"
    )


def test_a_note_called_in_a_title_goes_to_the_first_paragraph(home: Home) -> None:
    haul = home(epub({"one.xhtml": f"<h2>One{CALL}</h2><p>Words.</p>", "notes.xhtml": NOTES}))
    assert (haul.texts[0].title, body(haul)) == ("One", "Words.[^1]\n\n[^1]: The *note*.\n")


def test_a_link_to_a_section_is_a_link_and_no_note(home: Home) -> None:
    pages = {
        "one.xhtml": '<h1>One</h1><p>See<a epub:type="noteref" href="two.xhtml#s">A1</a>.</p>',
        "two.xhtml": '<h1>Two</h1><p>W.</p><section id="s"><h2 id="h">S</h2><p>Words.</p></section>',
    }
    assert body(home(epub(pages))) == "See[A1](text:two).\n"


def test_a_link_to_a_heading_keeps_its_anchor(home: Home) -> None:
    pages = {
        "one.xhtml": '<h1>One</h1><p><a href="two.xhtml#h">there</a></p>',
        "two.xhtml": '<h1>Two</h1><p>W.</p><h2 id="h">S</h2><p>Words.</p>',
    }
    haul = home(epub(pages))
    assert body(haul) == "[there](text:two#h)\n"
    assert "## S {#h}" in body(haul, 1)


def test_furniture_is_named_and_left_out(home: Home) -> None:
    pages = {
        "title.xhtml": '<section epub:type="titlepage"><h1>Book</h1></section>',
        "one.xhtml": "<h1>One</h1><p>Words.</p>",
        "c.xhtml": '<section epub:type="colophon"><p>Set in type.</p></section>',
    }
    haul = home(epub(pages))
    assert [text.name for text in haul.texts] == ["one"]
    assert [(remark.what, remark.why) for remark in haul.remarks] == [
        ("Book", "a title page"),
        ("Set in type.", "a colophon"),
    ]


def test_a_file_without_a_heading_goes_on_with_the_one_before(home: Home) -> None:
    haul = home(
        epub({"a.xhtml": "<h1>One</h1><p>First.</p>", "b.xhtml": "<p>Second.</p>", "c.xhtml": "<h1>Two</h1><p>T.</p>"})
    )
    assert [text.title for text in haul.texts] == ["One", "Two"]
    assert body(haul) == "First.\n\nSecond.\n"


def test_metadata_becomes_people_source_and_language(home: Home) -> None:
    metadata = (
        '<dc:title>A Book</dc:title><dc:creator id="a">Ada Vale</dc:creator>'
        '<meta refines="#a" property="role" scheme="marc:relators">aut</meta>'
        '<meta refines="#a" property="file-as">Vale, Ada</meta><dc:contributor id="t">Tom Reed</dc:contributor>'
        '<meta refines="#t" property="role">trl</meta><dc:language>fr</dc:language><dc:publisher>P</dc:publisher>'
        "<dc:rights>see https://creativecommons.org/licenses/by-sa/4.0/</dc:rights>"
    )
    haul = home(epub({"a.xhtml": "<h1>One</h1><p>Mots.</p>"}, metadata))
    assert haul.texts[0].markdown.split("---\n")[1] == (
        'title: "One"\nauthor: "vale"\ntranslator: "reed"\nlanguage: "fr"\n'
        'source: {"title": "A Book", "publisher": "P"}\nrights: {"licence": "CC-BY-SA-4.0"}\n'
    )
    assert {name: credit.sort for name, credit in haul.people.items()} == {"vale": "Vale, Ada", "reed": ""}


def test_pictures_come_with_the_texts_that_show_them(home: Home) -> None:
    pages = {
        "t/a.xhtml": '<h1>One</h1><figure><img src="../i/Map 1.png" alt="A map."/>'
        "<figcaption>Here</figcaption></figure>"
    }
    haul = home(epub(pages, extra={"i/Map 1.png": PNG, "i/unused.png": PNG}))
    assert body(haul) == '![A map.](images/map-1.png "Here")\n'
    assert dict(haul.pictures) == {"images/map-1.png": PNG}


def test_verse_keeps_lines_stanzas_and_steps(home: Home) -> None:
    page = (
        '<h1>P</h1><blockquote epub:type="z3998:poem"><p><span>One</span><br/><span class="i1">two</span></p>'
        "<p><span>three</span></p></blockquote>"
    )
    assert body(home(epub({"a.xhtml": page}))) == "/// verse\n\nOne\n  two\n\nthree\n///\n"


def test_a_letter_stays_a_letter(home: Home) -> None:
    page = '<h1>L</h1><blockquote epub:type="z3998:letter"><p>Dear Ada,</p><p>Yours, Tom</p></blockquote>'
    assert body(home(epub({"a.xhtml": page}))) == "//// letter\n\nDear Ada,\n\nYours, Tom\n////\n"


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData>'
    "</encryption>"
)


def test_a_locked_book_is_refused_and_one_with_mangled_fonts_is_not(home: Home) -> None:
    pages = {"a.xhtml": "<h1>One</h1><p>Words.</p>"}
    locked = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")
    with pytest.raises(SourceError, match="locked by digital rights management"):
        home(epub(pages, extra={"META-INF/encryption.xml": locked}))
    assert home(epub(pages, extra={"META-INF/encryption.xml": LOCK.format("http://www.idpf.org/2008/embedding")})).texts


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"META-INF/container.xml": "<x/>"}, 'lacks ""'),
        ({"META-INF/container.xml": "junk"}, "is no XML"),
        ({"other.txt": "words"}, "neither an EPUB nor a Word file"),
        ({"../escape": "x", "META-INF/container.xml": "<x/>"}, "a part that leaves it"),
    ],
)
def test_a_damaged_book_is_an_error_and_no_traceback(home: Home, parts: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        home(archive(parts))

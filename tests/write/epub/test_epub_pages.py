"""Pages: fragments wrapped, links resolved over the whole book, mistakes named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.diagnostics import BookError
from publisher.publication import Document, Publication, Resource, TocEntry
from publisher.write.epub import write_epub

Written = Callable[..., dict[str, bytes]]


@pytest.fixture
def book(book: Publication) -> Publication:
    """Without fonts, which take the longest to write and change nothing here."""
    return replace(book, fonts=())


def page(files: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(files[name])


def with_body(book: Publication, html: str, language: str = "en") -> Publication:
    document = Document("new", "text", "New", f'<section id="new">{html}</section>', "back", language)
    return replace(book, documents=(*book.documents, document))


def problems(book: Publication, path: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(BookError) as caught:
        write_epub(book, path)
    return [(item.code, item.location.path, item.location.line) for item in caught.value.diagnostics]


def test_every_document_is_a_page_with_title_language_stylesheet_and_matter(
    book: Publication, written: Written
) -> None:
    html = page(written(book), "text/april-theses.xhtml")
    found = {name.split("}")[-1]: html.xpath(f"string(//*[local-name()='{name}'])") for name in ("title",)}
    assert found == {"title": "V. I. Lenin: April Theses"}
    assert html.get("lang") == html.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert html.xpath("string(//*[local-name()='link']/@href)") == "../styles/book.css"
    assert html[1].get("{http://www.idpf.org/2007/ops}type") == "bodymatter"


def test_a_link_to_another_document_names_its_file_and_one_to_its_own_does_not(
    book: Publication, written: Written
) -> None:
    html = page(written(book), "text/april-theses.xhtml")
    assert html.xpath("//*[local-name()='a']/@href") == [
        "#april-note-1",
        "july-days.xhtml#july-p1",
        "#april-p1",
        "https://example.org/lenin?a=1&b=2",
        "#april-ref-1",
    ]


def test_an_image_is_found_one_folder_up_and_its_name_is_written_as_a_url(book: Publication, written: Written) -> None:
    drawing = Resource("images/Зимний дворец.svg", "image/svg+xml", book.resources[0].data)
    with_image = with_body(book, '<p><img src="images/Зимний дворец.svg" alt="The Winter Palace."/></p>')
    files = written(replace(with_image, resources=(*book.resources, drawing)))
    source = "images/%D0%97%D0%B8%D0%BC%D0%BD%D0%B8%D0%B9%20%D0%B4%D0%B2%D0%BE%D1%80%D0%B5%D1%86.svg"
    assert page(files, "text/new.xhtml").xpath("//*[local-name()='img']/@src") == [f"../{source}"]
    assert f'href="{source}"'.encode() in files["content.opf"]
    assert files["images/Зимний дворец.svg"] == drawing.data


def test_a_path_with_a_needless_step_leads_to_the_same_file(book: Publication, written: Written) -> None:
    drawing = replace(book.resources[0], path="images//deep.svg")
    files = written(
        replace(
            with_body(book, '<p><img src="images//deep.svg" alt="Petrograd."/></p>'),
            resources=(*book.resources, drawing),
        )
    )
    assert "images/deep.svg" in files
    assert page(files, "text/new.xhtml").xpath("//*[local-name()='img']/@src") == ["../images/deep.svg"]


def test_a_language_inside_a_page_stands_in_both_attributes(book: Publication, written: Written) -> None:
    assert b'<span lang="ru" xml:lang="ru">' in written(book)["text/april-theses.xhtml"]


def test_a_page_from_right_to_left_says_so(book: Publication, written: Written) -> None:
    html = page(written(with_body(book, "<p>שלום</p>", "he")), "text/new.xhtml")
    assert (html.get("lang"), html.get("dir")) == ("he", "rtl")


def test_drawings_keep_the_case_of_their_names_and_empty_elements_keep_their_end_tags(
    book: Publication, written: Written
) -> None:
    files = written(book)
    assert b"viewBox=" in files["text/july-days.xhtml"]
    assert b"<linearGradient id=" in files["text/july-days.xhtml"]
    assert b'<span class="rule"></span>' in files["text/april-theses.xhtml"]


def test_only_a_page_that_uses_a_prefix_declares_it(book: Publication, written: Written) -> None:
    files = written(book)
    assert b"epub:prefix=" in files["text/april-theses.xhtml"]
    assert b"epub:prefix=" not in files["text/july-days.xhtml"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>words</p>", None),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "svg"),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>', "mathml"),
        ("<form><p>a form</p></form>", "scripted"),
        ('<p onclick="go()">words</p>', "scripted"),
        ('<audio src="https://example.org/speech.mp3"/>', "remote-resources"),
        ('<p><a href="https://example.org/">a link</a></p>', None),
        ('<form/><svg xmlns="http://www.w3.org/2000/svg"/>', "scripted svg"),
    ],
)
def test_the_manifest_says_what_a_page_asks_for(
    book: Publication, written: Written, html: str, expected: str | None
) -> None:
    package = page(written(with_body(book, html)), "content.opf")
    assert package.xpath("//*[@id='doc-new']")[0].get("properties") == expected


def test_an_svg_file_with_a_script_says_so_in_the_manifest(book: Publication, written: Written) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    files = written(replace(book, resources=(*book.resources, Resource("images/s.svg", "image/svg+xml", data))))
    assert page(files, "content.opf").xpath("//*[@href='images/s.svg']/@properties") == ["scripted"]


def test_an_id_that_stands_twice_is_e01_where_it_stands_again(book: Publication, tmp_path: Path) -> None:
    again = with_body(book, '<p>one</p>\n<p id="july-p1">two</p>')
    assert problems(again, tmp_path / "x.epub") == [("E01", "1917/epub/text/new.xhtml", 2)]


def test_two_documents_with_one_id_are_e01(book: Publication, tmp_path: Path) -> None:
    twice = replace(book, documents=(*book.documents, book.documents[1]))
    assert {code for code, _, _ in problems(twice, tmp_path / "x.epub")} == {"E01"}


def test_two_files_with_one_path_are_e01_and_the_same_file_twice_is_one(
    book: Publication, written: Written, tmp_path: Path
) -> None:
    other = replace(book.resources[0], data=b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    clash = replace(book, resources=(*book.resources, other))
    assert problems(clash, tmp_path / "x.epub") == [("E01", "1917/epub/images/map.svg", 0)]
    same = written(replace(book, resources=book.resources * 2))
    assert list(same).count("images/map.svg") == 1


def test_links_to_nothing_are_e02_all_of_them_with_their_lines(book: Publication, tmp_path: Path) -> None:
    html = '<p><a href="#july-p2">x</a></p>\n<p><img src="images/mop.svg" alt=""/></p>\n<p><a href="#">x</a></p>'
    bad = replace(with_body(book, html), toc=(*book.toc, TocEntry("Nowhere", "nowhere")))
    with pytest.raises(BookError) as caught:
        write_epub(bad, tmp_path / "x.epub")
    found = [(item.code, item.location.path, item.location.line, item.hint) for item in caught.value.diagnostics]
    assert found[1:] == [
        ("E02", "1917/epub/text/new.xhtml", 1, 'did you mean "july-p1"?'),
        ("E02", "1917/epub/text/new.xhtml", 2, 'did you mean "images/map.svg"?'),
        ("E02", "1917/epub/text/new.xhtml", 3, ""),
    ]
    assert found[0][:2] == ("E02", "1917/epub/nav.xhtml")


@pytest.mark.parametrize("html", ["<p>one\n<b>two</p>", "<p>one\n&nbsp;</p>", "<p>one\n\x0b</p>", "one\n</section>"])
def test_what_is_not_well_formed_is_e03_and_nothing_is_written(book: Publication, tmp_path: Path, html: str) -> None:
    assert problems(with_body(book, html), tmp_path / "x.epub") == [("E03", "1917/epub/text/new.xhtml", 2)]
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_that_is_not_well_formed_is_e03(book: Publication, tmp_path: Path) -> None:
    drawing = Resource("images/x.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg">\n<g></svg>')
    bad = replace(book, resources=(*book.resources, drawing))
    assert problems(bad, tmp_path / "x.epub") == [("E03", "1917/epub/images/x.svg", 2)]


def test_a_title_that_no_xml_can_hold_is_e03_in_the_navigation(book: Publication, tmp_path: Path) -> None:
    bad = replace(book, toc=(TocEntry("Bell \x07", "part-1"),))
    assert [(code, path) for code, path, _ in problems(bad, tmp_path / "x.epub")] == [("E03", "1917/epub/nav.xhtml")]

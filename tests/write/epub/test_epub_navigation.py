"""Navigation: contents, landmarks, page list and NCX agree with the publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from publisher.publication import Document, Index, Opening, PageMap, Publication, Resource, TocEntry

Written = Callable[..., dict[str, bytes]]
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def book(book: Publication) -> Publication:
    """Without fonts, which take the longest to write and change nothing here."""
    return replace(book, fonts=())


def links(data: bytes, kind: str) -> list[tuple[str, str]]:
    root = etree.fromstring(data)
    nav = next((item for item in root.iter("{*}nav") if item.get(EPUB_TYPE) == kind), None)
    return [] if nav is None else [(a.text or "", a.get("href") or "") for a in nav.iter("{*}a")]


def spine(files: dict[str, bytes]) -> list[str]:
    return [item.get("idref", "") for item in etree.fromstring(files["content.opf"]).iter("{*}itemref")]


def test_the_contents_are_nested_with_the_author_before_each_title(book: Publication, written: Written) -> None:
    nav = written(book)["nav.xhtml"]
    assert links(nav, "toc") == [
        ("From April to July", "text/part-1.xhtml"),
        ("V. I. Lenin: Апрельские тезисы", "text/april-theses.xhtml"),
        ("A. Lunacharsky: The July Days", "text/july-days.xhtml#july-p1"),
    ]
    inner = etree.fromstring(nav).xpath("//*[local-name()='ol']/*/*[local-name()='ol']/*/*[local-name()='a']/@lang")
    assert inner == ["ru"]


def test_without_a_table_of_contents_every_document_is_listed(book: Publication, written: Written) -> None:
    assert [href for _, href in links(written(replace(book, toc=()))["nav.xhtml"], "toc")] == [
        "text/contents.xhtml",
        "text/part-1.xhtml",
        "text/april-theses.xhtml",
        "text/july-days.xhtml",
    ]


def test_landmarks_name_each_place_once_and_include_the_cover(book: Publication, written: Written) -> None:
    assert links(written(book)["nav.xhtml"], "landmarks") == [
        ("Cover", "text/_cover.xhtml"),
        ("Contents", "text/contents.xhtml"),
        ("Start of the book", "text/part-1.xhtml"),
    ]


def test_with_a_contents_page_the_navigation_is_not_read_and_without_one_it_follows_the_front_matter(
    book: Publication, written: Written
) -> None:
    assert spine(written(book)) == ["_cover", "doc-contents", "doc-part-1", "doc-april-theses", "doc-july-days"]
    preface = replace(book.documents[0], kind="preface")
    files = written(replace(book, documents=(preface, *book.documents[1:]), landmarks=()))
    assert spine(files) == ["_cover", "doc-contents", "nav", "doc-part-1", "doc-april-theses", "doc-july-days"]
    assert ("Contents", "nav.xhtml") in links(files["nav.xhtml"], "landmarks")


def test_without_a_cover_there_is_no_page_landmark_or_metadata_for_one(book: Publication, written: Written) -> None:
    files = written(replace(book, cover=None))
    assert spine(files)[0] == "doc-contents"
    assert not [path for path in files if "cover" in path]
    assert b"cover" not in files["content.opf"] + files["nav.xhtml"]


def test_the_page_list_follows_the_printed_book_and_leaves_out_pages_that_have_no_place(
    book: Publication, written: Written
) -> None:
    openings = (Opening("part-1", 0, ""), Opening("april-theses", 0, ""), None, Opening("july-days", 14, "crowds"))
    files = written(book, pages=PageMap({}, ("i", "1", "2", "3"), openings))
    places = (("i", "part-1"), ("1", "april-theses"), ("3", "july-days"))
    expected = [(label, f"text/{name}.xhtml#_page-{label}") for label, name in places]
    assert links(files["nav.xhtml"], "page-list") == expected
    assert all(f'id="_page-{label}"'.encode() in files[f"text/{name}.xhtml"] for label, name in places)
    ncx = etree.fromstring(files["toc.ncx"])
    targets = [(item.get("type"), item.get("value"), item[1].get("src")) for item in ncx.iter("{*}pageTarget")]
    kinds = [("front", None), ("normal", "1"), ("normal", "3")]
    assert targets == [(*kind, href) for kind, (_, href) in zip(kinds, expected, strict=True)]


def test_without_printed_pages_there_is_no_page_list(book: Publication, written: Written) -> None:
    files = written(book)
    assert b"page-list" not in files["nav.xhtml"]
    assert b"pageList" not in files["toc.ncx"]


def test_the_ncx_nests_numbers_in_reading_order_and_names_title_and_author(book: Publication, written: Written) -> None:
    part = replace(book.toc[0], children=book.toc[0].children[::-1])
    ncx = etree.fromstring(written(replace(book, toc=(part,)))["toc.ncx"])
    points = [(item.get("playOrder"), item.findtext("{*}navLabel/{*}text")) for item in ncx.iter("{*}navPoint")]
    assert points == [
        ("1", "From April to July"),
        ("3", "A. Lunacharsky: The July Days"),
        ("2", "V. I. Lenin: Апрельские тезисы"),
    ]
    heads = {meta.get("name"): meta.get("content") for meta in ncx.iter("{*}meta")}
    assert (heads["dtb:depth"], heads["dtb:uid"]) == ("2", book.identifier)
    assert [ncx.findtext(f"{{*}}{name}/{{*}}text") for name in ("docTitle", "docAuthor")] == [
        "1917 & After",
        "Rosa Editor",
    ]


def test_a_text_may_be_named_cover(book: Publication, written: Written) -> None:
    text = Document("cover", "text", "Cover", '<section id="cover"><h1>Cover</h1></section>', "body", "en")
    files = written(replace(book, documents=(*book.documents, text)))
    assert {"text/_cover.xhtml", "text/cover.xhtml"} <= files.keys()


def test_illustrations_are_listed_for_reading_systems(book: Publication, written: Written) -> None:
    target = book.documents[-1].id
    listed = replace(book, illustrations=(TocEntry("The map", target),))
    nav = written(listed)["nav.xhtml"].decode()
    assert '<nav epub:type="loi"' in nav
    assert "The map</a>" in nav
    assert "loi" not in written(book)["nav.xhtml"].decode()


def test_other_ways_into_the_book_are_listed_under_their_names(book: Publication, written: Written) -> None:
    target = book.documents[-1].id
    index = Index("authors", "By author", (TocEntry("Lenin", "", (), (TocEntry("April", target),)),))
    nav = written(replace(book, indexes=(index,)))["nav.xhtml"].decode()
    assert '<h2 id="authors-title">By author</h2>' in nav
    assert f'<li><span>Lenin</span><ol>\n<li><a href="text/{target}.xhtml">April</a></li>' in nav


def test_the_words_of_the_navigation_are_those_of_the_publication(book: Publication, written: Written) -> None:
    words = {"landmarks": "Ориентиры", "cover": "Обложка", "pages": "Страницы", "cover-of": "Обложка: 1917"}
    files = written(replace(book, words=words), pages=PageMap({}, ("1",), (Opening("part-1", 0, ""),)))
    nav, cover = files["nav.xhtml"].decode(), files["text/_cover.xhtml"].decode()
    assert 'aria-label="Ориентиры"' in nav
    assert ">Обложка</a>" in nav
    assert 'aria-label="Страницы"' in nav
    assert 'alt="Обложка: 1917"' in cover
    assert "Страницы" in files["toc.ncx"].decode()


def test_the_record_is_linked_from_the_metadata_and_not_in_the_manifest(book: Publication, written: Written) -> None:
    files = written(replace(book, record=Resource("onix.xml", "application/xml", b"<a/>")))
    assert files["onix.xml"] == b"<a/>"
    package = etree.fromstring(files["content.opf"])
    link = next(link for link in package.iter("{*}link") if link.get("href") == "onix.xml")
    assert (link.get("rel"), link.get("properties"), link.get("media-type")) == ("record", "onix", "application/xml")
    assert "onix.xml" not in [item.get("href") for item in package.iter("{*}item")]

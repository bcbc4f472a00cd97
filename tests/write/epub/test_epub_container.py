"""The container: valid, the same bytes every time, and EbookLib as we know it."""

from __future__ import annotations

import inspect
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ebooklib import epub
from lxml import etree

from publisher.publication import Meta, Opening, PageMap, Publication, Resource
from publisher.write.epub import write_epub
from publisher.write.epub.container import _Writer
from publisher.write.epub.items import Item
from tests.epubcheck import epubcheck

Written = Callable[..., dict[str, bytes]]
OPF = "{http://www.idpf.org/2007/opf}"


def test_epubcheck_finds_nothing_in_a_book_with_a_contents_page_and_a_page_list(
    book: Publication, tmp_path: Path
) -> None:
    path = tmp_path / "book.epub"
    openings = (Opening("part-1", 0, ""), Opening("april-theses", 0, ""), Opening("july-days", 14, "crowds"))
    write_epub(book, path, pages=PageMap({}, ("i", "1", "2"), openings))
    assert epubcheck(path) == []


def test_epubcheck_finds_nothing_in_a_book_without_contents_page_landmarks_cover_and_fonts(
    book: Publication, tmp_path: Path
) -> None:
    path = tmp_path / "book.epub"
    bare = replace(book, documents=book.documents[1:], landmarks=(), toc=(), cover=None, fonts=())
    write_epub(bare, path)
    assert epubcheck(path) == []


def test_epubcheck_is_heard_when_a_book_is_wrong(book: Publication, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_epub(replace(book, metadata=()), path)
    assert any(message.startswith("ERROR RSC-005") and "dc:title" in message for message in epubcheck(path))


def test_ebooklib_reads_back_spine_and_metadata_in_order(book: Publication, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_epub(book, path)
    read = epub.read_epub(path)
    assert [name for name, _ in read.spine] == [
        "_cover",
        "doc-contents",
        "doc-part-1",
        "doc-april-theses",
        "doc-july-days",
    ]
    assert [value for value, _ in read.get_metadata("DC", "title")] == ["1917 & After", "A Reading Guide"]
    assert [value for value, _ in read.get_metadata("DC", "creator")] == ["Rosa Editor", "V. I. Lenin"]
    assert [value for value, _ in read.get_metadata("DC", "identifier")] == [book.identifier]
    assert read.get_item_with_id("resource-1").get_content() == book.resources[0].data


def test_the_package_document_says_identifier_and_modified_once_and_refines_only_what_is_there(
    book: Publication, written: Written
) -> None:
    package = etree.fromstring(written(book)["content.opf"])
    assert package.findall(".//{*}identifier")[0].get("id") == package.get("unique-identifier")
    metas = list(package.iter(f"{OPF}meta"))
    assert [meta.text for meta in metas if meta.get("property") == "dcterms:modified"] == ["2026-11-23T00:00:00Z"]
    ids = [element.get("id") for element in package.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {meta.get("refines", "")[1:] for meta in metas if meta.get("refines")} <= set(ids)
    assert [name for meta in metas if (name := meta.get("name"))] == [
        "calibre:series",
        "calibre:series_index",
        "cover",
    ]


def test_a_series_and_its_position_refine_one_another(book: Publication, written: Written) -> None:
    package = etree.fromstring(written(book)["content.opf"])
    series = package.xpath("//*[@property='belongs-to-collection']")[0]
    refining = package.xpath(f"//*[@refines='#{series.get('id')}']")
    assert [(meta.get("property"), meta.text) for meta in refining][:2] == [
        ("collection-type", "series"),
        ("group-position", "2"),
    ]


def test_what_refines_may_itself_be_refined_and_keep_its_language(book: Publication, written: Written) -> None:
    script = Meta("alternate-script", "Правда", {"xml:lang": "ru"}, (Meta("file-as", "Pravda"),))
    package = etree.fromstring(
        written(replace(book, metadata=(*book.metadata, Meta("dc:publisher", "Truth", refinements=(script,)))))[
            "content.opf"
        ]
    )
    publisher, alternate, file_as = package.xpath("//*[local-name()='publisher'] | //*[.='Правда'] | //*[.='Pravda']")
    assert alternate.get("refines") == f"#{publisher.get('id')}"
    assert file_as.get("refines") == f"#{alternate.get('id')}"
    assert alternate.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"


def test_the_package_document_says_language_direction_and_only_the_prefixes_it_uses(
    book: Publication, written: Written
) -> None:
    package = etree.fromstring(written(book)["content.opf"])
    assert (package.get("{http://www.w3.org/XML/1998/namespace}lang"), package.get("dir")) == ("en", "ltr")
    assert [word for word in package.get("prefix", "").split() if word.endswith(":")] == ["ibooks:", "rdf:"]
    hebrew = etree.fromstring(written(replace(book, language="he", fonts=(), metadata=()))["content.opf"])
    assert (hebrew.get("dir"), hebrew.get("prefix")) == ("rtl", None)
    spine = hebrew.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


def test_the_cover_is_first_and_known_to_old_and_new_reading_systems(book: Publication, written: Written) -> None:
    files = written(book)
    package = etree.fromstring(files["content.opf"])
    assert package.xpath("//*[@properties='cover-image']/@href") == ["images/cover.jpg"]
    assert b'<meta name="cover" content="cover-image"/>' in files["content.opf"]
    image = etree.fromstring(files["text/_cover.xhtml"]).find(".//{*}img")
    assert image is not None
    assert (image.get("alt"), image.get("role")) == ("Cover: 1917 & After", "doc-cover")


def test_a_cover_that_is_also_among_the_resources_is_in_the_book_once(book: Publication, written: Written) -> None:
    assert book.cover is not None
    files = written(replace(book, resources=(*book.resources, book.cover)))
    assert files["content.opf"].count(b'href="images/cover.jpg"') == 1


def test_the_media_type_is_ours_and_the_declared_one_only_for_names_we_do_not_know(
    book: Publication, written: Written
) -> None:
    odd = (
        Resource("images/a.SVG", "text/plain", book.resources[0].data),
        Resource("onix.xml", "application/xml", b"<x/>"),
    )
    package = etree.fromstring(written(replace(book, resources=(*book.resources, *odd)))["content.opf"])
    types = {item.get("href"): item.get("media-type") for item in package.iter(f"{OPF}item")}
    assert (types["images/a.SVG"], types["onix.xml"]) == ("image/svg+xml", "application/xml")
    assert Item("x", "fonts/a.woff2", b"").media_type == "font/woff2"


def test_the_mimetype_is_first_and_bare_and_every_entry_has_one_date(book: Publication, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_epub(book, path)
    with zipfile.ZipFile(path) as container:
        entries = container.infolist()
    assert (entries[0].filename, entries[0].compress_type, entries[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    packed = {entry.filename for entry in entries[1:] if entry.compress_type == zipfile.ZIP_STORED}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    assert packed == {entry.filename for entry in entries if entry.filename.endswith((".jpg", ".png", ".woff2"))}
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
    }


def test_the_same_book_gives_the_same_bytes_in_another_zone_locale_folder_and_hash_seed(
    book: Publication, tmp_path: Path
) -> None:
    source, here = tmp_path / "book.pickle", tmp_path / "here.epub"
    plain = replace(book, settings={}, words={}, metadata=tuple(_picklable(meta) for meta in book.metadata))
    source.write_bytes(pickle.dumps(plain))
    write_epub(plain, here)
    program = (
        "import pathlib, pickle, sys; from publisher.write.epub import write_epub; "
        "write_epub(pickle.loads(pathlib.Path(sys.argv[1]).read_bytes()), pathlib.Path(sys.argv[2]))"
    )
    for seed, zone, language in (("1", "Asia/Tokyo", "C"), ("2", "America/New_York", "C.UTF-8")):
        there = tmp_path / seed / "there.epub"
        there.parent.mkdir()
        root = Path(inspect.getfile(write_epub)).parents[3]
        world = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(root)}
        command = [sys.executable, "-W", "error", "-c", program, str(source), "there.epub"]
        subprocess.run(command, cwd=there.parent, env={**os.environ, **world}, check=True)
        assert there.read_bytes() == here.read_bytes()


def _picklable(meta: Meta) -> Meta:
    return replace(meta, attributes=dict(meta.attributes), refinements=tuple(map(_picklable, meta.refinements)))


def test_progress_is_told(book: Publication, tmp_path: Path) -> None:
    told: list[str] = []
    write_epub(book, tmp_path / "book.epub", told.append)
    assert told == ["pages", "fonts", "container"]


def test_ebooklib_still_has_the_inner_methods_that_the_writer_overrides_or_calls() -> None:
    expected = {
        "_write_container": ["self"],
        "_write_items": ["self"],
        "_write_opf": ["self"],
        "_write_opf_file": ["self", "root"],
        "_write_opf_metadata": ["self", "root"],
        "write": ["self"],
    }
    assert {name: list(inspect.signature(getattr(epub.EpubWriter, name)).parameters) for name in expected} == expected


def test_every_private_method_that_the_writer_overrides_is_one_of_ebooklibs() -> None:
    own = {name for name in vars(_Writer) if name.startswith("_") and not name.startswith("__")}
    assert own == {"_write_opf_metadata", "_write_opf_file"}
    assert own <= vars(epub.EpubWriter).keys()


def test_what_is_overridden_is_called_so_nothing_of_ebooklibs_own_metadata_remains(
    book: Publication, written: Written
) -> None:
    package = written(book)["content.opf"]
    assert b"Ebook-lib" not in package
    assert b'xml:lang="en"' in package

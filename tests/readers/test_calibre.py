"""Every book in Calibre: what its library shows, and what is left when it makes a Kindle book (AZW3)."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from tests.readers.conftest import alone
from tests.readers.epub import Epub, find, words

WHOLE = ("--output-profile", "tablet")  # the one profile that does not make pictures smaller
PATIENCE = 180  # seconds
LOSS = 2  # of 255: Calibre packs the cover once more


def calibre(program: str, *arguments: Path | str, settings: Path) -> str:
    """What a program of Calibre prints."""
    found = shutil.which(program)
    assert found, "Calibre is not installed: run `make test`, or `sh scripts/readers.sh .venv/bin`, which installs it"
    environment = {**os.environ, "CALIBRE_CONFIG_DIRECTORY": str(settings), "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    run = subprocess.run(
        [found, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


@pytest.fixture(scope="session")
def kindle(epub: Epub, shelf: Path) -> Path:
    """The book as AZW3, unpacked: Calibre turns it into an EPUB again, since nothing else opens it."""
    folder = epub.path.with_name("kindle")
    with alone(shelf):
        if not folder.exists():
            azw3, back = epub.path.with_suffix(".azw3"), epub.path.with_name("back.epub")
            calibre("ebook-convert", epub.path, azw3, *WHOLE, settings=shelf / "calibre")
            calibre("ebook-convert", azw3, back, *WHOLE, settings=shelf / "calibre")
            shutil.unpack_archive(back, folder, "zip")
    return folder


@pytest.fixture(scope="session")
def elements(kindle: Path) -> dict[str, tuple[str, etree._Element]]:
    """Every element of the Kindle book that has an id, by that id, with the name of its file."""
    found = {}
    for file in sorted(kindle.glob("text/*.html")):
        for element in find(etree.parse(file).getroot(), "//*[@id]"):
            found[element.get("id", "")] = (file.name, element)
    return found


def leads(link: etree._Element, target: str, elements: dict[str, tuple[str, etree._Element]]) -> bool:
    """Whether a link of the Kindle book leads to the element of an id."""
    file, _, id_ = link.get("href", "").rpartition("/")[2].partition("#")
    return id_ == target and elements[target][0] == file


def test_the_library_shows_title_authors_series_and_subjects(epub: Epub, shelf: Path) -> None:
    shown = dict(re.findall(r"^(\S.*?) +: (.*)$", calibre("ebook-meta", epub.path, settings=shelf / "calibre"), re.M))
    assert shown["Title"] == ": ".join(epub.meta("dc:title"))
    assert shown["Author(s)"].partition(" [")[0] == " & ".join(epub.meta("dc:creator"))
    series = map(" #".join, zip(epub.meta("belongs-to-collection"), epub.meta("group-position"), strict=True))
    assert shown.get("Series", "") == "".join(series)
    assert shown.get("Tags", "") == ", ".join(epub.meta("dc:subject"))


def test_notes_lead_both_ways_on_a_kindle(epub: Epub, elements: dict[str, tuple[str, etree._Element]]) -> None:
    """Kindles open a note as a pop-up only where call and note lead to one another."""
    for note in epub.notes.values():
        _, call = elements[note.call]
        _, aside = elements[note.id]
        (back,) = find(aside, ".//*[@role='doc-backlink']")
        assert leads(call, note.id, elements), note
        assert leads(back, note.call, elements), note
        assert words(aside) == note.words


def test_the_contents_are_those_of_the_book_on_a_kindle(epub: Epub, kindle: Path) -> None:
    ncx = etree.parse(kindle / "toc.ncx").getroot()
    labels = [words(point) for point in ncx.iterfind(".//{*}navPoint/{*}navLabel")]
    assert labels == [link.words for link in epub.nav("toc")]
    lost = [point.get("src", "") for point in ncx.iterfind(".//{*}navPoint/{*}content")]
    assert [src for src in lost if not (kindle / src.partition("#")[0]).is_file()] == []


def test_the_cover_is_that_of_the_book_on_a_kindle(epub: Epub, kindle: Path) -> None:
    package = etree.parse(kindle / "content.opf").getroot()
    (name,) = (meta.get("content") for meta in package.iterfind(".//{*}meta[@name='cover']"))
    (cover,) = (item.get("href", "") for item in package.iterfind(".//{*}item") if item.get("id") == name)
    with Image.open(kindle / cover) as shown, Image.open(io.BytesIO(epub.files["EPUB/images/cover.jpg"])) as drawn:
        assert shown.size == drawn.size
        difference = ImageChops.difference(shown.convert("L"), drawn.convert("L"))
    assert ImageStat.Stat(difference).mean[0] < LOSS

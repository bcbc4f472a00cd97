"""A cover that is drawn beside the EPUB that shows it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.jobs import cores
from publisher.publication import Document, Publication, Resource
from publisher.write import Plant, write_cover, write_epub
from publisher.write.cover import UNDRAWN


def test_a_picture_that_is_waited_for_is_packed_as_one_that_was_there(book: Publication, tmp_path: Path) -> None:
    assert book.cover is not None
    cover = replace(UNDRAWN, data=book.cover.data)
    write_epub(replace(book, cover=cover), tmp_path / "there.epub")
    write_epub(replace(book, cover=UNDRAWN), tmp_path / "late.epub", cover=lambda: cover)
    assert (tmp_path / "late.epub").read_bytes() == (tmp_path / "there.epub").read_bytes()


def test_what_keeps_a_cover_from_being_drawn_keeps_the_book_from_being_written(
    book: Publication, tmp_path: Path
) -> None:
    def fail() -> Resource:
        raise OSError("cannot load library")

    with pytest.raises(OSError, match="cannot load library"):
        write_epub(replace(book, cover=UNDRAWN), tmp_path / "late.epub", cover=fail)
    assert list(tmp_path.iterdir()) == []


def test_a_process_draws_the_cover_that_would_be_drawn_here(book: Publication, tmp_path: Path) -> None:
    page = Document("cover", "cover", "Title", "<section><p>Title</p></section>", "front", "en")
    cover = replace(book, documents=(page,), stylesheet="@page { size: 90px 140px }", resources=(), cover=None)
    with closing(cores(2)) as workers:
        beside = write_cover(cover, tmp_path / "beside.jpg", Plant(workers), True)
    assert beside == write_cover(cover, tmp_path / "here.jpg")
    assert (tmp_path / "beside.jpg").read_bytes() == beside.data

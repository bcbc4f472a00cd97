"""What is set again when a raster picture changes, and what reaches those that set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from publisher.cache import Cache
from publisher.jobs import Job, here
from publisher.publication import Publication, Resource
from publisher.write.pdf import Typeset, typeset
from publisher.write.plant import Plant

Pictured = Callable[..., Publication]


def quiet(message: str) -> None:
    """Progress that nobody hears."""


def colours(pdf: bytes, label: str) -> set[tuple[int, ...]]:
    """The colours on a page."""
    with pypdfium2.PdfDocument(pdf) as document:
        number = next(number for number in range(len(document)) if document.get_page_label(number) == label)
        picture = document[number].render(scale=1).to_pil().convert("RGB")
    return {colour for _, colour in picture.getcolors(1 << 20)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, pictured: Pictured) -> tuple[Plant, Typeset]:
    """A cache with the book that has a red picture of 8 px, and that book."""
    plant = Plant(here(), Cache(tmp_path_factory.mktemp("cache")))
    return plant, typeset(pictured("red"), quiet, plant)


def test_another_picture_of_the_same_size_sets_nothing_again(kept: tuple[Plant, Typeset], pictured: Pictured) -> None:
    """And yet the book has the other picture."""
    plant, before = kept
    after = typeset(pictured("blue"), quiet, plant)
    assert after.tally.set == ()
    label = after.pages.folios["april-map"]
    assert (255, 0, 0) in colours(before.pdf, label) - colours(after.pdf, label)
    assert (0, 0, 255) in colours(after.pdf, label) - colours(before.pdf, label)
    assert after.pdf == typeset(pictured("blue"), quiet).pdf


def test_a_picture_of_another_size_sets_the_galleys_that_show_it_again(
    kept: tuple[Plant, Typeset], pictured: Pictured
) -> None:
    after = typeset(pictured("red", 9), quiet, kept[0])
    assert set(after.tally.set) == {"april", "june"}


class Watched:
    """Workers that keep the jobs that they were given."""

    def __init__(self) -> None:
        """No job yet."""
        self.values: list[Any] = []

    def run(self, function: Callable[[Any, Any], Any], shared: Any, jobs: Sequence[Job]) -> Iterator[tuple[int, Any]]:
        """The results."""
        self.values += [shared, *(job.value for job in jobs)]
        return here().run(function, shared, jobs)

    def close(self) -> None:
        """Nothing was started."""


def transparent() -> bytes:
    """A PNG with alpha."""
    out = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 128)).save(out, "PNG")
    return out.getvalue()


def test_no_job_has_the_bytes_of_a_picture_but_the_one_that_decodes_it(pictured: Pictured) -> None:
    book = pictured("red")
    clear = replace(book, resources=(replace(book.resources[0], data=transparent()),))
    given = {}
    for name, publication in (("plain", book), ("with alpha", clear)):
        workers = Watched()
        typeset(publication, quiet, Plant(workers))
        files = [value for value in workers.values if isinstance(value, Resource)]
        others = [value for value in workers.values if not isinstance(value, Resource)]
        assert not any(other.resources for other in others)
        given[name] = len(files)
    assert given == {"plain": 0, "with alpha": 1}


def test_a_decoded_picture_is_kept(tmp_path: Path, pictured: Pictured) -> None:
    book = pictured("red")
    clear = replace(book, resources=(replace(book.resources[0], data=transparent()),))
    made = typeset(clear, quiet, Plant(here(), Cache(tmp_path)))
    workers = Watched()
    again = typeset(replace(clear, title="Another"), quiet, Plant(workers, Cache(tmp_path)))
    assert not any(isinstance(value, Resource) for value in workers.values)
    assert again.tally.set == ()
    assert made.pdf == typeset(clear, quiet).pdf


def test_a_style_that_turns_pictures_has_them_turned(pictured: Pictured) -> None:
    """They are then decoded with every galley: their size is not known before."""
    out = BytesIO()
    Image.new("RGB", (40, 10), "red").save(out, "PNG")
    book = pictured("red")
    style = book.stylesheet + "img{image-orientation:90deg}"
    wide = replace(book, stylesheet=style, resources=(replace(book.resources[0], data=out.getvalue()),))
    made = typeset(wide, quiet)
    with pypdfium2.PdfDocument(made.pdf) as document:
        number = made.pages.labels.index(made.pages.folios["april-map"])
        bounds = [each.get_bounds() for each in document[number].get_objects(max_depth=3) if each.type == 3]
    ((left, bottom, right, top),) = bounds
    assert (round(right - left, 1), round(top - bottom, 1)) == (7.5, 30)

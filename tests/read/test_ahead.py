"""Texts that others read ahead: what they find sound is found again, and all is as if it had been read here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from publisher.cache import Cache
from publisher.diagnostics import Findings, Location
from publisher.read import load
from publisher.read.ahead import Ahead, Shelf, read_shelf, read_theme
from publisher.read.themes import load_theme
from tests.engine_press import edit, write_press

TEXTS = ("arrival", "quarrel", "lamps", "street")


@dataclass
class Errands:
    """Workers that take errands and do them when they are told to."""

    waiting: list[tuple[Callable[[Any], object], Any]] = field(default_factory=list)

    def run(self, function: Callable[[Any, Any], Any], shared: Any, jobs: Any) -> Iterator[tuple[int, Any]]:
        """Jobs are not for them."""
        raise AssertionError

    def ahead(self, errand: Callable[[Any], object], value: Any = None) -> None:
        """Take an errand."""
        self.waiting.append((errand, value))

    def close(self) -> None:
        """Nothing is open."""


def ready(_: object) -> None:
    """The errand that makes ready what sets type."""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A press of four texts."""
    return write_press(tmp_path / "press")


@pytest.fixture
def store(tmp_path: Path) -> Cache:
    """An empty store."""
    return Cache(tmp_path / "cache")


def shelf(press: Path, store: Cache, *names: str) -> Shelf:
    """Texts of the press."""
    files = tuple(press.resolve() / f"books/hall/{name}.md" for name in names)
    return Shelf(press.resolve(), store, files, "en", "classic")


def read_anew(press: Path, store: Cache) -> int:
    """How many texts are read anew."""
    count = Ahead(Errands())
    load(press, ["hall"], store, count)
    return count.met


def test_what_others_have_read_is_not_read_again(press: Path, store: Cache) -> None:
    read_shelf(shelf(press, store, *TEXTS))
    assert read_anew(press, store) == 0
    assert load(press, ["hall"], store) == load(press, ["hall"])


def test_others_stop_at_a_text_that_was_read(press: Path, store: Cache) -> None:
    read_shelf(shelf(press, store, "lamps"))
    read_shelf(shelf(press, store, "street", "lamps", "quarrel"))
    assert read_anew(press, store) == len(TEXTS) - 2


def test_what_is_wrong_in_a_text_is_told_as_if_nobody_had_read_it(press: Path, store: Cache) -> None:
    edit(press, "books/hall/quarrel.md", "cold; they", "cold; [they](nowhere.md)")
    read_shelf(shelf(press, store, *TEXTS))
    told = load(press, ["hall"], store).findings
    assert told
    assert told == load(press, ["hall"]).findings


def test_others_read_from_the_last_text_when_much_is_new(press: Path, store: Cache) -> None:
    workers = Errands()
    load(press, ["hall"], store, Ahead(workers, ready))
    (first, _), (second, _), (third, value) = workers.waiting
    assert (first, second, third) == (ready, read_theme, read_shelf)
    assert [file.stem for file in value.files] == [*reversed(TEXTS)]
    assert value.then is ready


def test_for_an_epub_one_process_is_made_ready_to_draw_the_cover(press: Path, store: Cache) -> None:
    workers = Errands()
    load(press, ["hall"], store, Ahead(workers, ready, paged=False))
    assert [errand for errand, _ in workers.waiting] == [ready, read_theme, read_shelf]
    assert workers.waiting[2][1].then is None


def test_one_changed_text_is_read_here(press: Path, store: Cache) -> None:
    load(press, ["hall"], store)
    edit(press, "books/hall/quarrel.md", "cold; they", "cold, they")
    paged, epub = Errands(), Errands()
    load(press, ["hall"], Cache(store.folder), Ahead(paged, ready))
    assert paged.waiting == [(ready, None)]
    edit(press, "books/hall/quarrel.md", "cold, they", "cold: they")
    load(press, ["hall"], Cache(store.folder), Ahead(epub, ready, paged=False))
    assert epub.waiting == []


def test_the_errand_comes_after_the_texts(press: Path, store: Cache) -> None:
    done: list[str] = []
    read_shelf(replace(shelf(press, store, *TEXTS), then=lambda _: done.append("ready")))
    assert done == ["ready"]


def test_the_faces_of_the_theme_are_found_cut(press: Path, store: Cache) -> None:
    read_theme(shelf(press, store))
    before = {file for file in store.folder.rglob("*") if file.is_file()}
    theme = load_theme("classic", press, Location(""), Findings(), store)
    assert theme == load_theme("classic", press, Location(""), Findings())
    assert {file for file in store.folder.rglob("*") if file.is_file()} == before

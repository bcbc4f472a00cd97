"""Builds that keep what has not changed: exactly the right galleys are set again, and nothing is ever stale."""

import functools
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from publisher.build import Output, build, prepare
from publisher.cache import Cache
from publisher.jobs import here
from publisher.write import Plant
from publisher.write.pdf import engine
from tests.engine_press import PARAGRAPH, edit, write_press

TEXTS = {"arrival", "quarrel", "lamps", "street"}
PAGES = {"_half-title", "_title-page", "_copyright", "_contents", "_part-1", "_part-2", "_contributors", "_colophon"}
ALL = TEXTS | PAGES | {"running heads"}

Change = Callable[[Path], None]


def built(press: Path, cache: Path) -> Output:
    """The print edition, built with this cache."""
    plan = prepare(press)
    assert plan.findings == ()
    plant = Plant(here(), Cache(cache))
    return next(output for output in build(plan, press / "dist", ("print",), plant=plant) if output.edition == "print")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the press as it is written."""
    folder = tmp_path_factory.mktemp("warm")
    made = built(write_press(folder / "press"), folder / "cache")
    assert set(made.tally.set) == ALL
    return folder / "cache"


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """The press."""
    return write_press(tmp_path / "press")


def change(name: str, old: str, new: str) -> Change:
    """A change of words in a file."""
    return functools.partial(edit, name=name, old=old, new=new)


HALL = "books/hall/"
CHANGES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda press: None, set()),
    "a comma": (change(HALL + "quarrel.md", "cold; they", "cold, they"), {"quarrel"}),
    "a note": (change(HALL + "quarrel.md", "Said Ada", "Said Ben"), {"quarrel"}),
    "a picture": (change(HALL + "images/square.svg", "#999", "#888"), {"quarrel"}),
    "a title": (
        change(HALL + "street.md", "title: The street", "title: The wide street"),
        {"street", "_contents", "_contributors", "running heads"},
    ),
    "a title that another text names": (
        change(HALL + "lamps.md", "title: The lamps", "title: The oil lamps"),
        {"lamps", "quarrel", "_contents", "_contributors", "running heads"},
    ),
    "a person's name": (
        change("books/people.yaml", "Ada Byrne", "Ada Burn"),
        {"arrival", "lamps", "_contents", "_contributors", "running heads"},
    ),
    "a style": (change("themes/lamp/styles/all.css", "0 }", ".01em }"), ALL),
    "a font": (
        change(
            "themes/lamp/theme.yaml",
            "extends: classic\n",
            "extends: classic\nfaces:\n  - {family: Source Serif 4, file: 'western-core:ofl/sourceserif4/"
            "SourceSerif4[opsz,wght].ttf', axes: {opsz: 12, wght: 410}}\n",
        ),
        ALL,
    ),
    "an option of the theme": (
        change(HALL + "book.yaml", "apparatus:", "options: {number-texts: true}\napparatus:"),
        TEXTS,
    ),
    "the trim": (change(HALL + "book.yaml", "trim: a5", "trim: b-format"), ALL),
    "the order": (
        change(HALL + "book.yaml", "[lamps, street]", "[street, lamps]"),
        {"_contents", "_contributors", "running heads"},
    ),
    "the date of the edition": (change(HALL + "book.yaml", "2026-11-23", "2026-11-24"), {"_copyright", "_colophon"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_sets_exactly_the_galleys_that_it_touches(warm: Path, press: Path, name: str) -> None:
    """Every kind of input; and what comes out is what a build from nothing gives."""
    edit_press, touched = CHANGES[name]
    edit_press(press)
    made = built(press, warm)
    assert set(made.tally.set) == touched
    data = made.path.read_bytes()
    made.path.unlink()
    assert built(press, press / "nothing").path.read_bytes() == data


def test_a_longer_text_moves_the_folios_of_those_after_it(warm: Path, press: Path) -> None:
    """The contents print the new folios; the texts that moved are not set again."""
    edit(press, HALL + "arrival.md", PARAGRAPH, PARAGRAPH * 6)
    made = built(press, warm)
    assert set(made.tally.set) == {"arrival", "_contents", "_contributors", "running heads"}


def test_another_version_of_a_library_sets_everything_again(
    warm: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is an input as well."""
    version = engine.package_version
    monkeypatch.setattr(engine, "package_version", lambda name: version(name) + ("!" if name == "weasyprint" else ""))
    engine.engine.cache_clear()
    try:
        assert set(built(press, warm).tally.set) == ALL
    finally:
        engine.engine.cache_clear()


def test_another_cover_is_drawn_when_the_title_changes(warm: Path, press: Path) -> None:
    """The cover is kept and found like the rest."""
    built(press, warm)
    cover = press / "dist/hall/hall-cover.jpg"
    before = cover.read_bytes()
    edit(press, HALL + "book.yaml", "The Cold Hall", "The Warm Hall")
    built(press, warm)
    assert cover.read_bytes() != before


def test_damaged_entries_are_found_dropped_and_made_again(press: Path, tmp_path: Path) -> None:
    """Every file of the cache spoilt, each in another way."""
    cache = tmp_path / "cache"
    data = built(press, cache).path.read_bytes()
    for number, entry in enumerate(sorted(path for path in cache.rglob("*") if path.is_file())):
        spoilt = bytearray(entry.read_bytes())
        spoilt[(number * 7919) % len(spoilt)] ^= 0xFF
        entry.write_bytes(spoilt if number % 3 else spoilt[: len(spoilt) // 2])
    again = built(press, cache)
    assert set(again.tally.set) == ALL
    assert again.path.read_bytes() == data
    assert built(press, cache).tally.set == ()


def test_a_book_with_a_font_of_the_machine_is_never_kept(press: Path, tmp_path: Path) -> None:
    """What the machine lends is not in the fingerprint."""
    edit(press, "themes/lamp/styles/all.css", "letter-spacing: 0", "font-family: sans-serif")
    cache = tmp_path / "cache"
    built(press, cache)
    assert set(built(press, cache).tally.set) >= TEXTS


def test_the_pages_that_changed_are_named(press: Path, tmp_path: Path) -> None:
    """For single pages that are sent to the printer again."""
    plant = Plant(here(), Cache(tmp_path / "cache"))

    def changed() -> tuple[str, ...]:
        outputs = build(prepare(press), press / "dist", ("print",), plant=plant, compare=True)
        return next(output for output in outputs if output.edition == "print").changed

    assert len(changed()) > 10
    assert changed() == ()
    edit(press, HALL + "street.md", "talked until", "spoke until")
    pages = changed()
    with pypdfium2.PdfDocument(press / "dist/hall/hall-print.pdf") as document:
        words = {
            document.get_page_label(at): " ".join(page.get_textpage().get_text_bounded().split())
            for at, page in enumerate(document)
        }
    assert pages == tuple(label for label, text in words.items() if "spoke until" in text)

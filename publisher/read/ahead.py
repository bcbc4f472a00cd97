"""Texts read ahead by other processes: what they find sound goes into the store, where this process finds it.

This process reads from the first text on and never waits; another reads from the last, until they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.book import Rights
from publisher.cache import Cache
from publisher.diagnostics import Findings, Location
from publisher.jobs import Workers, here
from publisher.read.files import Folder
from publisher.read.kept import Kept
from publisher.read.press import Desk
from publisher.read.texts import load_draft
from publisher.read.themes import load_theme

ALONE = 3
"""How many texts this process reads anew before it has others read ahead: the start of a process costs as much."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts of a press: its folder, the store, the files with the last first, the language and the theme of their book.

    `then` is an errand for the time after them.
    """

    press: Path
    store: Cache
    files: tuple[Path, ...]
    language: str
    theme: str
    then: Callable[[object], None] | None = None


@dataclass
class Ahead:
    """What is begun by others when this process reads texts anew: from a few on, the reading of the last.

    `errand` makes ready what sets type: with `paged`, in every process and from the first text on, for then galleys
    will be set; else in one, for the cover.
    """

    workers: Workers
    errand: Callable[[object], None] | None = None
    paged: bool = True
    shelf: Shelf | None = None
    met: int = 0

    def open(self, shelf: Shelf) -> None:
        """Begin with the texts of another book."""
        self.shelf, self.met = shelf, 0

    def miss(self) -> None:
        """Take note that a text is about to be read anew."""
        self.met += 1
        if self.met == (1 if self.paged else ALONE) and self.errand:
            self.workers.ahead(self.errand)
        if self.met == ALONE and self.shelf:
            self.workers.ahead(read_theme, self.shelf)
            self.workers.ahead(read_shelf, replace(self.shelf, then=self.errand if self.paged else None))


def read_shelf(shelf: Shelf) -> None:
    """Have the store hold what is read of the texts, up to the first that it holds already."""
    count = Ahead(here())
    desk = Desk(Folder(shelf.press), Findings(), Kept(shelf.store, count.miss))
    for file in shelf.files:
        before = count.met
        load_draft(file, Location(""), shelf.language, Rights(), desk)
        if count.met == before:
            break
    if shelf.then:
        shelf.then(None)


def read_theme(shelf: Shelf) -> None:
    """Have the store hold the faces of a theme."""
    load_theme(shelf.theme, shelf.press, Location(""), Findings(), shelf.store)

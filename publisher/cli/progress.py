"""The bar that names what is being done, on a terminal; silence elsewhere."""

from __future__ import annotations

import os
import re
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

COUNTED = re.compile(r"\b(\d+) of (\d+)\b")
MOST = 0.9  # of an edition's share of the bar; the rest is for what follows the counted steps


class Display:
    """Shows book, edition and step on stderr; on anything but a terminal it shows nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Prepare the bar, unless it is not wanted or stderr cannot show it."""
        self.bar = None if quiet or not _can_show() else _bar()
        self.done, self.part = 0, 0.0
        self.task = self.bar.add_task("reading the press", total=None) if self.bar else None

    def __enter__(self) -> Self:
        """Begin to show."""
        if self.bar:
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away, so that only the results remain."""
        if self.bar:
            self.bar.stop()

    def expect(self, files: int) -> None:
        """So many files are to be written."""
        if self.bar and self.task is not None:
            self.bar.update(self.task, total=files)

    def tell(self, book: str, edition: str, step: str) -> None:
        """Name what is being done; a step that counts (`galley 3 of 23`) moves the bar."""
        if not self.bar or self.task is None:
            return
        counted = COUNTED.search(step)
        if counted and int(counted[2]):
            self.part = max(self.part, MOST * int(counted[1]) / int(counted[2]))
        self.bar.update(self.task, description=f"{book}  {edition}  {step}", completed=self.done + self.part)

    def advance(self) -> None:
        """A file was written."""
        self.done, self.part = self.done + 1, 0.0
        if self.bar and self.task is not None:
            self.bar.update(self.task, completed=self.done)


def _can_show() -> bool:
    """Whether stderr is a terminal that can redraw a line."""
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(24),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )

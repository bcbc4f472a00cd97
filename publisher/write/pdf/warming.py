"""WeasyPrint made ready in a process: the libraries that it is built on are found without asking the linker for each.

WeasyPrint 70 tries names of other systems first, and for each of them `ctypes.util` runs programs that take 20 ms: a
third of the whole import.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable
from contextlib import suppress

from publisher.write.pdf.linebreaks import mend_line_breaks
from publisher.write.pdf.tags import mend_tags


def warm_up(scheme: str) -> None:
    """Have WeasyPrint imported and mended; doing it twice changes nothing. `scheme` is that of `mend_tags`."""
    find = ctypes.util.find_library
    if sys.platform == "linux" and "weasyprint" not in sys.modules:
        ctypes.util.find_library = find_at_once(find)  # type: ignore[assignment]
    try:
        mend_line_breaks()
    finally:
        ctypes.util.find_library = find
    mend_tags(scheme)


def find_at_once(find: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """A finder of libraries that tries the file names of Linux first, and knows the names that are of Windows alone."""

    def find_library(name: str) -> str | None:
        if name.startswith("lib") or name.endswith(("-0", "-0.0", "-1")):
            return None
        for file in (f"lib{name}.so.0", f"lib{name}.so.1"):
            with suppress(OSError):
                ctypes.CDLL(file)
                return file
        return find(name)

    return find_library

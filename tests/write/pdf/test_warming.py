"""WeasyPrint is imported without a program being run for every name of a library."""

import ctypes
import ctypes.util
import subprocess
import sys

import pytest

from publisher.write.pdf.warming import find_at_once, warm_up

PROGRAM = """
import ctypes.util, sys
from publisher.write.pdf.warming import warm_up
before, asked = ctypes.util.find_library, []
ctypes.util.find_library = find = lambda name: asked.append(name) or before(name)
warm_up("place:")
assert ctypes.util.find_library is find
from weasyprint.text.ffi import gobject, pango, harfbuzz, fontconfig, pangoft2
print(asked)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are found as WeasyPrint finds them")
def test_no_library_that_is_there_is_asked_for_and_the_finder_is_put_back() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    asked = run.stdout.strip()
    assert not any(name in asked for name in ("gobject", "pango", "fontconfig"))


def test_a_library_by_its_plain_name_can_be_loaded() -> None:
    found = find_at_once(lambda name: None)("pango-1.0")
    assert found
    ctypes.CDLL(found)


def test_a_name_that_is_not_known_is_asked_for() -> None:
    assert find_at_once(lambda name: f"found {name}")("strange") == "found strange"


def test_names_of_windows_are_nowhere() -> None:
    find = find_at_once(lambda name: f"found {name}")
    assert [find(name) for name in ("libpango-1.0-0", "pango-1.0-0", "fontconfig-1")] == [None, None, None]


def test_warming_twice_changes_nothing() -> None:
    warm_up("place:")
    before = ctypes.util.find_library
    warm_up("place:")
    assert ctypes.util.find_library is before

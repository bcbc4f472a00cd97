"""The engine's own fingerprint: what sets type, down to the versions of its libraries and its own code."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from publisher.cache import fingerprint

PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "pikepdf")
LIBRARIES = {  # names on Linux and Windows, and macOS, with the function that gives each library's version
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
}


@cache
def engine() -> str:
    """A fingerprint that differs when anything that sets type differs."""
    return fingerprint(versions())


def versions() -> dict[str, str]:
    """What sets type, each with its version: packages, libraries, our own code."""
    packages = {name: package_version(name) for name in PACKAGES}
    libraries = {name.removesuffix("_version_string"): library_version(name) for name in LIBRARIES}
    return {**packages, **libraries, "code": own_code()}


def package_version(name: str) -> str:
    """The version of an installed package, or the empty string."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def library_version(function: str) -> str:
    """What a library says of its own version, without loading WeasyPrint; the empty string where it cannot be asked."""
    for name in LIBRARIES[function]:
        with suppress(OSError, AttributeError):
            ask = getattr(ctypes.CDLL(name), function)
            ask.restype = ctypes.c_char_p
            return str(ask().decode())
    return ""


def own_code() -> str:
    """A fingerprint of the modules of this room."""
    return fingerprint(*(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))

"""How much is in a stream before all of it is unpacked: a few kilobytes can hold gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Page, Stream

MOST = 256 * 1024 * 1024  # bytes
HARMLESS = 64 * 1024  # packed bytes: flate makes of one no more than 1,032


def check_length(content: Any) -> None:
    """Raise ValueError for content that unpacks to more than anybody has drawn."""
    if sum(map(_unpacked, _streams(content))) > MOST:
        raise ValueError(f"its content is larger than {MOST // 1024 // 1024} MiB")


def _streams(content: Any) -> Iterator[Any]:
    """The streams of a page, or the stream itself."""
    found = content.obj.get("/Contents") if isinstance(content, Page) else content
    for each in found if isinstance(found, Array) else [found]:
        if isinstance(each, Stream):
            yield each


def _unpacked(stream: Any) -> int:
    """The length of a stream, as far as it is worth counting."""
    packed = stream.read_raw_bytes()
    if len(packed) <= HARMLESS or "/FlateDecode" not in str(stream.get("/Filter", "")):
        return len(packed)
    try:
        return len(zlib.decompressobj().decompress(packed, MOST + 1))
    except zlib.error:
        return len(packed)

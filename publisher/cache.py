"""A content-addressed store of finished work: each entry is found by a fingerprint of everything that made it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

DIGEST = 32  # bytes of BLAKE2b that stand before the data of an entry


def default_folder() -> Path:
    """`PUBLISHER_CACHE`, or the user's cache folder for this program."""
    named = os.environ.get("PUBLISHER_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("publisher")


def fingerprint(*values: object) -> str:
    """64 hexadecimal digits that differ when any of the values differs, in type, order or content.

    Values are words, bytes, numbers, None, and tuples, lists, sets, mappings and dataclasses of them; TypeError
    for others. The order of a mapping's keys does not matter.
    """
    digest = hashlib.blake2b(digest_size=DIGEST)
    for value in values:
        _feed(digest, value)
    return digest.hexdigest()


def _feed(digest: Any, value: object) -> None:
    """Give a value to the digest, its type and length first, so that no two values read alike."""
    match value:
        case bytes():
            digest.update(b"b%d:" % len(value))
            digest.update(value)
        case str():
            data = value.encode("utf-8", "surrogatepass")
            digest.update(b"s%d:" % len(data))
            digest.update(data)
        case bool() | int() | float() | None:
            digest.update(f"n{value!r};".encode())
        case os.PathLike():
            _feed(digest, os.fspath(value))
        case _:
            _feed_many(digest, value)


def _feed_many(digest: Any, value: object) -> None:
    """Give the parts of a value to the digest."""
    if is_dataclass(value):
        parts: list[object] = [getattr(value, field.name) for field in fields(value)]
        digest.update(f"d{type(value).__name__}{len(parts)}:".encode())
    elif isinstance(value, Mapping):
        parts = [part for key in sorted(value) for part in (key, value[key])]
        digest.update(b"m%d:" % len(parts))
    elif isinstance(value, set | frozenset):
        parts = sorted(value)
        digest.update(b"e%d:" % len(parts))
    elif isinstance(value, tuple | list):
        parts = list(value)
        digest.update(b"t%d:" % len(parts))
    else:
        raise TypeError(f"no fingerprint of {type(value).__name__}")
    for part in parts:
        _feed(digest, part)


@dataclass(frozen=True, slots=True)
class Size:
    """What a cache holds: a count of entries and their bytes."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by key, in files that appear whole or not at all; one that was damaged is as if it had never been."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The data under a key, or None; an entry that was asked for is young again."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        if hashlib.blake2b(memoryview(entry)[DIGEST:], digest_size=DIGEST).digest() != entry[:DIGEST]:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        return entry[DIGEST:]

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key; where nothing can be written nothing is kept, and nothing is said."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            draft = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.blake2b(data, digest_size=DIGEST).digest())
                    file.write(data)
                draft.replace(path)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise

    def size(self) -> Size:
        """How much the cache holds."""
        sizes = [size for _, size, _ in self._entries()]
        return Size(len(sizes), sum(sizes))

    def clear(self) -> Size:
        """Remove every entry; what was removed."""
        return self.trim(0)

    def trim(self, limit: int) -> Size:
        """Remove the entries that were not asked for longest until at most `limit` bytes are left; what was removed."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        removed = Size(0, 0)
        for _, size, path in entries:
            if total <= limit:
                break
            with suppress(OSError):
                path.unlink()
                total -= size
                removed = Size(removed.entries + 1, removed.bytes + size)
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Every entry, and every draft that a stopped program left: when it was last asked for, its bytes, its path."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                facts = path.stat()
                yield facts.st_mtime, facts.st_size, path

"""Bytes as words: the encoding that the file declares where that is true, else the one that it looks like."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)|^Character set encoding:\s*(\S+)", re.M)
HEAD = 4096  # bytes in which a declaration stands
# What the web means by these names (WHATWG Encoding Standard).
MEANT = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
MEANT["ascii"] = MEANT["iso_8859-1"] = "windows-1252"
CYRILLIC = ("windows-1251", "koi8-r", "cp866")
# C0 and C1 save tab and line ends, halves of pairs, and what Unicode says is no character.
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
COMMON = re.compile("[оеаинтсрвл]")
RARE = re.compile("[А-ЯЁ](?=[а-яё]*[А-ЯЁ][а-яё])|[а-яё][А-ЯЁ]|[^\\w\\s.,:;!?()\\-–—«»„“”\"'…№*\\[\\]/]")


def decode(data: bytes) -> tuple[str, str]:
    """The words of a file, without characters that cannot be shown, and the name of their encoding."""
    words, name = _decode(data)
    return UNSHOWABLE.sub("", words), name


def _decode(data: bytes) -> tuple[str, str]:
    """The words of a file as they are, and the name of their encoding."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    name = _declared(data) or _looks_like(data)
    return _decoded(data, name), name


def _declared(data: bytes) -> str:
    """The encoding that the first bytes name, where it can be true: a page that falsely says UTF-8 is not believed."""
    found = DECLARED.search(data[:HEAD])
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    name = MEANT.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return "" if name.replace("_", "-") in ("utf-8", "utf8") else name


def _looks_like(data: bytes) -> str:
    """The encoding that makes most sense of the bytes: Cyrillic where its letters stand as they do in words."""
    high = sum(byte > 127 for byte in data)
    if high > len(data) // 4:
        return max(CYRILLIC, key=lambda name: _sense(data[:200_000].decode(name, "replace")))
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    name = best.encoding if best else "windows-1252"
    return "windows-1252" if name in ("cp1250", "latin_1", "cp1252", "ascii") else name


def _sense(words: str) -> int:
    """How much a decoding looks like Russian: its commonest small letters, less what no Russian word has."""
    return len(COMMON.findall(words)) - 3 * len(RARE.findall(words))


def _decoded(data: bytes, name: str) -> str:
    """The words; bytes that the encoding leaves free are read as Latin-1 has them."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return (
            "".join(_character(byte, name) for byte in data)
            if name.startswith("windows")
            else data.decode(name, "replace")
        )


def _character(byte: int, name: str) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)

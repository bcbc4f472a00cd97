"""Files as they lie on the disk: opened safely, decoded as UTF-8, with every mishap told to the editor."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from publisher.diagnostics import Findings, Location, nearest

MEBIBYTE = 1024 * 1024
TEXT_LIMIT = 16 * MEBIBYTE  # a text of 2.5 million words; War and Peace has 3 MiB
PICTURE_LIMIT = 64 * MEBIBYTE
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # not in XML 1.0 §2.2, or controls
MOST_UNSHOWABLE = 20  # more of them are no slip of the keyboard
SAVE = "save it as UTF-8"
ENCODINGS = {
    "cp1251": "windows-1251",
    "koi8_r": "koi8-r",
    "cp866": "cp866",
    "cp1252": "windows-1252",
    "latin_1": "iso-8859-1",
    "mac_cyrillic": "x-mac-cyrillic",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of the press; every file that a book names lies inside it."""

    path: Path

    def name(self, file: Path) -> str:
        """The file's path relative to the press, with forward slashes."""
        return Path(os.path.relpath(file, self.path)).as_posix()

    def holds(self, file: Path) -> bool:
        """Whether the file, links followed, lies inside the press."""
        return file.resolve().is_relative_to(self.path.resolve())


def load_bytes(
    file: Path, folder: Folder, named_at: Location, findings: Findings, limit: int, missing: str = ""
) -> bytes | None:
    """The bytes of a file, or None with an error that stands where the file is named; `missing` is its hint."""
    name = folder.name(file)
    try:
        if not folder.holds(file):
            findings.error("M07", f'"{name}" lies outside the press', named_at, "copy the file into the press")
            return None
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
            findings.error("M08", f'"{name}" is {kind}, not a file', named_at, "name a file")
            return None
        if status.st_size > limit:
            shown = f"{status.st_size / MEBIBYTE:.0f} MiB, and the limit is {limit // MEBIBYTE} MiB"
            findings.error("M12", f'"{name}" is too large: it has {shown}', named_at, "make it smaller, or divide it")
            return None
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        findings.error("M06", f'the file "{name}" does not exist', named_at, missing or _beside(file, folder))
    except (OSError, RuntimeError, ValueError) as problem:
        findings.error(
            "M08", f'"{_shown(name)}" cannot be opened: {_reason(problem)}', named_at, "put the file itself there"
        )
    return None


def load_text(file: Path, folder: Folder, named_at: Location, findings: Findings, missing: str = "") -> str | None:
    """The words of a UTF-8 file with `\\n` line ends, or None with an error."""
    data = load_bytes(file, folder, named_at, findings, TEXT_LIMIT, missing)
    return None if data is None else decode(data, folder.name(file), findings)


def show_text(name: str, folder: Path) -> str:
    """The words of a file of the press that was read before, to find a place in it; nothing where it is gone."""
    return load_text(folder / name, Folder(folder), Location(name), Findings()) or ""


def decode(data: bytes, name: str, findings: Findings) -> str | None:
    """UTF-8 bytes as words; anything else is an error that says what the bytes look like.

    Characters that cannot be shown are told one by one and replaced, so that the rest of the file is still read.
    """
    if not data.strip():
        findings.error("M11", "the file is empty", Location(name), "write it, or take its name away where it is named")
        return None
    try:
        words = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        _report_encoding(data, problem.start, name, findings)
        return None
    found = [match.start() for match in UNSHOWABLE.finditer(words)]
    if "\0" in words or len(found) > MOST_UNSHOWABLE:
        findings.error("M10", "the file is not text: it holds bytes that no text has", Location(name), SAVE)
        return None
    for offset in found:
        _report_character(words, offset, name, findings)
    return UNSHOWABLE.sub("\ufffd", words) if found else words


def _report_encoding(data: bytes, offset: int, name: str, findings: Findings) -> None:
    looks_like = guess_encoding(data)
    if not looks_like:
        findings.error("M10", "the file is not text in any encoding known here", Location(name), SAVE)
        return
    if looks_like == "utf-16":
        line, column = 1, 1
    else:
        start = data.rfind(b"\n", 0, offset) + 1
        line = data.count(b"\n", 0, offset) + 1
        column = len(data[start:offset].decode("utf-8", "replace")) + 1
    message = f"the file is not UTF-8; it looks like {looks_like}"
    findings.error("M09", message, Location(name, line, column), SAVE)


def guess_encoding(data: bytes) -> str:
    """The encoding that the bytes look like (`windows-1251`, `utf-16` …), or the empty string."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    controls = sum(data.count(bytes([code])) for code in range(32) if code not in b"\t\n\r")
    if b"\0" in data or controls * 50 > len(data):
        return ""
    from charset_normalizer import from_bytes  # slow to import, and needed only here

    match = from_bytes(data[: 64 * 1024], cp_isolation=list(ENCODINGS)).best()
    return ENCODINGS.get(match.encoding, "") if match else ""


def _report_character(words: str, offset: int, name: str, findings: Findings) -> None:
    line = words.count("\n", 0, offset) + 1
    column = offset - words.rfind("\n", 0, offset)
    message = f"the character U+{ord(words[offset]):04X} cannot be shown"
    findings.error("T03", message, Location(name, line, column), "delete it")


def _beside(file: Path, folder: Folder) -> str:
    """A hint with the nearest name among the files beside a missing one."""
    try:
        found = nearest(file.name, sorted(each.name for each in file.parent.iterdir()))
        return found or "write it, or correct its name"
    except OSError:
        return f'there is no folder "{_shown(folder.name(file.parent))}"'


def _shown(name: str) -> str:
    """A name as a line of a message can show it."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return plain if len(plain) <= 80 else f"{plain[:78]} …"


def _reason(problem: Exception) -> str:
    """An operating system's complaint in an editor's words."""
    known = {
        errno.ELOOP: "it is a loop of links",
        errno.EACCES: "no permission to read it",
        errno.ENAMETOOLONG: "its name is too long",
    }
    if isinstance(problem, OSError):
        return known.get(problem.errno or 0, (problem.strerror or "unknown reason").lower())
    return "it is a loop of links" if "loop" in str(problem).lower() else "its name is not a file name"

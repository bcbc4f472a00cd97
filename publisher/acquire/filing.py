"""Where an acquisition goes in a press: texts, pictures, people and manifest as files; nothing is written here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publisher.acquire.again import join
from publisher.acquire.archive import SourceError
from publisher.acquire.haul import Haul
from publisher.acquire.piece import Credit

PEOPLE = "books/people.yaml"
BEFORE = ".acquired"  # the folder beside the texts that keeps them as they were acquired
OPENS = ("introduction", "preface", "foreword")
_ORIGIN = re.compile(r"^acquired: (\{.*\})$", re.M)
_DAY = re.compile(r'("date": )"[^"]*"')

Standing = Callable[[str], bytes | None]
"""The bytes of a file of the press by its path in it; None where there is no such file."""


@dataclass(frozen=True, slots=True)
class Filing:
    """The files to write by their paths in the press, and what was done with texts that stood there."""

    files: Mapping[str, bytes]
    joined: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, int], ...] = ()


def text_path(book: str, name: str) -> str:
    """The path of a text."""
    return f"books/{book}/{name}.md"


def origin(words: str) -> str:
    """The file or address that a text says it was acquired from; "" where it says nothing."""
    found = _ORIGIN.search(words)
    if not found:
        return ""
    told = json.loads(found[1])
    return str(told.get("file") or told.get("url") or "")


def file_texts(haul: Haul, book: str, standing: Standing) -> Filing:
    """The texts and pictures of a haul; a text that was acquired before is joined to the editor's edits.

    SourceError where a text stands that was never acquired.
    """
    files: dict[str, bytes] = {f"books/{book}/{name}": data for name, data in haul.pictures.items()}
    joined, unchanged, conflicts = [], [], []
    for text in haul.texts:
        path, kept = text_path(book, text.name), f"books/{book}/{BEFORE}/{text.name}.md"
        edited, before = _words(standing(path)), _words(standing(kept))
        if edited is None:
            files[path] = files[kept] = text.markdown.encode()
        elif before is None:
            raise SourceError(f'"{path}" is there already and was not acquired', "--as gives another name")
        elif origin(before) != origin(text.markdown):
            message = f'"{path}" is there already and was acquired from "{origin(before)}"'
            raise SourceError(message, "give the piece another name, with --as or in a plan")
        elif _DAY.sub("", before) == _DAY.sub("", text.markdown):
            unchanged.append(text.name)
        else:
            made = join(before, edited, text.markdown)
            files[path], files[kept] = made.words.encode(), text.markdown.encode()
            joined.append(text.name)
            if made.conflicts:
                conflicts.append((path, made.conflicts))
    return Filing(files, tuple(joined), tuple(unchanged), tuple(conflicts))


def _words(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n")


def with_people(register: str, people: Mapping[str, Credit]) -> str:
    """The register of people with those who are new at its end."""
    lines = []
    for name, credit in people.items():
        facts = {"name": credit.name, **({"sort": credit.sort} if credit.sort else {})}
        lines.append(f"{name}: {json.dumps(facts, ensure_ascii=False)}\n")
    gap = "" if not register or register.endswith("\n") else "\n"
    return register + gap + "".join(lines)


def new_manifest(haul: Haul, names: Sequence[str], identifier: str, day: str, language: str) -> str:
    """The manifest of a book that is made of one source: its metadata, its texts in order."""
    about = haul.about
    texts, introduction = list(names), ""
    if len(texts) > 1 and haul.texts[0].role in OPENS:
        introduction = texts.pop(0)
    keys: dict[str, object] = {"title": about.title or haul.texts[0].title}
    if about.language and about.language != language:
        keys["language"] = about.language
    keys |= {"identifier": identifier, "modified": day}
    if about.description:
        keys["description"] = about.description
    editors = [
        {"person": {"name": each.name}, "role": each.role} for each in about.credits if each.role in ("edt", "com")
    ]
    if editors:
        keys["contributors"] = editors
    if introduction:
        keys["introduction"] = f"{introduction}.md"
    keys["contents"] = [{"texts": texts}]
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())

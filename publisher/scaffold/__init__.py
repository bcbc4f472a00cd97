"""scaffold: what a new press, book, text or theme begins with, as words by file name; nothing is written here.

The files stand below this folder as they will stand in the press, with `[[word]]` where something is filled in.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent
PLAIN = re.compile(r"[^\W\d_](?:[\w .()’–—-]*[\w.)’])?")
NOT_WORDS = ("true", "false", "null")
RENAMED = {"gitignore": ".gitignore"}


def press_files(name: str, day: str, identifier: str) -> dict[str, str]:
    """A press of that name with a small book, dated `day` (YYYY-MM-DD); `identifier` is the book's."""
    return _files("press", name=scalar(name), heading=name, day=day, identifier=identifier)


def book_files(title: str, day: str, identifier: str, schema: str) -> dict[str, str]:
    """A book with an introduction and a text; `schema` is the path of the JSON Schema from the book's folder."""
    return _files("book", title=scalar(title), day=day, identifier=identifier, schema=schema)


def text_file(title: str, author: str = "", name: str = "") -> str:
    """A text by a person of the register (`author`, an id), by somebody else (`name`), or by nobody named."""
    by = ""
    if author or name:
        by = f"author: {scalar(author)}\n" if author else f"author: {{name: {scalar(name)}}}\n"
    return f"---\ntitle: {scalar(title)}\n{by}---\nThe text begins here.\n"


def theme_files(name: str, extends: str, schema: str, owner: str) -> dict[str, str]:
    """A theme that builds on another; its template changes a block of the colophon of `owner`, a theme below it."""
    return _files("theme", name=name, extends=extends, schema=schema, owner=owner)


def scalar(words: str) -> str:
    """Words as a YAML scalar: plain where that is certain, in double quotes otherwise (JSON is YAML, YAML 1.2 §1.2)."""
    plain = PLAIN.fullmatch(words) and words.lower() not in NOT_WORDS
    return words if plain else json.dumps(words, ensure_ascii=False)


def _files(kind: str, **values: str) -> dict[str, str]:
    """The files below a folder, with values filled in."""
    found = {}
    for file in sorted(path for path in (FOLDER / kind).rglob("*") if path.is_file()):
        words = file.read_text("utf-8")
        for key, value in values.items():
            words = words.replace(f"[[{key}]]", value)
        name = RENAMED.get(file.name, file.name)
        found[file.relative_to(FOLDER / kind).with_name(name).as_posix()] = words
    return found

"""A press for the tests of the engine: four short texts by two hands, one with notes and a picture."""

from __future__ import annotations

from pathlib import Path

PARAGRAPH = "The delegates came late, and the hall was cold; they talked until the lamps went out.\n\n" * 6
FILES = {
    "books/press.yaml": "name: Lamp Press\nlanguage: en\n",
    "books/people.yaml": "ada:\n  name: Ada Byrne\nben:\n  name: Ben Cole\n",
    "books/hall/book.yaml": (
        "title: The Cold Hall\n"
        "identifier: urn:uuid:00000000-0000-4000-8000-000000000001\n"
        "modified: 2026-11-23\n"
        "contents:\n  - part: Evening\n    texts: [arrival, quarrel]\n  - part: Night\n    texts: [lamps, street]\n"
        "apparatus: [contributors]\n"
        "editions: {print: {trim: a5}}\n"
    ),
    "books/hall/arrival.md": f"---\ntitle: The arrival\nauthor: ada\n---\n{PARAGRAPH}",
    "books/hall/quarrel.md": (
        f"---\ntitle: The quarrel\nauthor: ben\n---\n{PARAGRAPH}A note.[^1] See [](text:lamps).\n\n"
        '![A square](images/square.svg "A *square*")\n\n[^1]: Said Ada.\n'
    ),
    "books/hall/lamps.md": f"---\ntitle: The lamps\nauthor: ada\n---\n{PARAGRAPH * 3}",
    "books/hall/street.md": f"---\ntitle: The street\nauthor: ben\n---\n{PARAGRAPH}",
    "books/hall/images/square.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" fill="#999"/></svg>\n'
    ),
    "themes/lamp/theme.yaml": "name: lamp\nextends: classic\n",
    "themes/lamp/styles/all.css": "p { letter-spacing: 0 }\n",
}


def write_press(folder: Path) -> Path:
    """The press, written into a folder."""
    for name, words in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, "utf-8")
    edit(folder, "books/press.yaml", "language: en\n", "language: en\ntheme: lamp\n")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change words in a file of the press that stand there once at least."""
    file = folder / name
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")

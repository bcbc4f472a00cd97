"""The README shows a manifest that is sound and errors as they are."""

from pathlib import Path

import pytest

from publisher.build import prepare
from tests.docs.pages import ROOT, Block, blocks, run, write

BARRICADES = """\
---
title: Barricades
author: {author}
---
The first was of carts.[^1]
The second was of paving stones, desks{call}

[^1]: Four.
"""
PRESS = {
    "books/press.yaml": "name: Ferry Press\n",
    "books/people.yaml": "marsh: {name: Ada Marsh}\n",
    "books/june/introduction.md": "---\ntitle: Introduction\n---\nWords.\n",
    "books/june/on-the-square.md": "---\ntitle: On the square\n---\nWords.\n",
}


@pytest.fixture
def readme() -> dict[str, Block]:
    """The README's blocks by language; it has one of each."""
    return {block.language: block for block in blocks(ROOT / "README.md")}


@pytest.fixture
def press(tmp_path: Path, readme: dict[str, Block]) -> Path:
    """A press with the book of the README's manifest."""
    write(readme["yaml"], tmp_path)
    for name, words in PRESS.items():
        (tmp_path / name).write_text(words, "utf-8")
    return tmp_path


def test_the_manifest_is_sound(press: Path, readme: dict[str, Block]) -> None:
    (press / "books/june/barricades.md").write_text(BARRICADES.format(author="marsh", call="."), "utf-8")
    assert len(readme["yaml"].words.splitlines()) == 10
    assert [str(finding) for finding in prepare(press).findings] == []


def test_the_errors_are_those_of_the_program(press: Path, readme: dict[str, Block]) -> None:
    (press / "books/june/barricades.md").write_text(BARRICADES.format(author="marhs", call=".[^2]"), "utf-8")
    run(readme["console"], press)

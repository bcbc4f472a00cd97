"""The tutorial holds from its first command to its last: every file and command, in order, in an empty folder."""

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, blocks, run, write


def test_the_tutorial_leads_to_a_book(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE", str(tmp_path_factory.mktemp("cache")))
    folder = tmp_path
    for block in blocks(DOCS / "tutorial.md"):
        if block.title:
            write(block, folder)
        elif block.language == "console":
            folder = run(block, folder)
    assert (folder / "dist/harbour/harbour.epub").is_file()
    assert (folder / "dist/harbour/harbour-print.pdf").is_file()

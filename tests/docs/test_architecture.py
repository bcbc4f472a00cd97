"""The page on the architecture knows every room that is there, and none that is not."""

import re

from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "architecture.md").read_text("utf-8")


def test_every_room_and_noun_is_named() -> None:
    package = ROOT / "publisher"
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert sorted(room for room in rooms if not room.startswith("_") and room not in named) == []


def test_every_room_that_is_described_is_there() -> None:
    rooms = re.findall(r"^\*\*`(\w+)`\*\*", PAGE, re.M)
    assert len(rooms) > 5
    there = {path.stem for path in (ROOT / "publisher").iterdir()}
    assert [room for room in rooms if room not in there] == []

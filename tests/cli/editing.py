"""What an editor does to a file."""

from pathlib import Path


def edit(file: Path, old: str, new: str) -> None:
    """Put new words in the place of old ones, which must be there."""
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")

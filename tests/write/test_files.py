from pathlib import Path

import pytest

from publisher.write.files import place


def test_a_file_is_placed_with_its_bytes_and_nothing_beside_it(tmp_path: Path) -> None:
    place(tmp_path / "dist" / "book.pdf", b"book")
    assert (tmp_path / "dist" / "book.pdf").read_bytes() == b"book"
    assert list((tmp_path / "dist").iterdir()) == [tmp_path / "dist" / "book.pdf"]


def test_a_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"old and longer")
    place(tmp_path / "book.pdf", b"new")
    assert (tmp_path / "book.pdf").read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").mkdir()
    (tmp_path / "book.pdf" / "inside").touch()
    with pytest.raises(OSError, match=r"book\.pdf"):
        place(tmp_path / "book.pdf", b"new")
    assert list(tmp_path.iterdir()) == [tmp_path / "book.pdf"]

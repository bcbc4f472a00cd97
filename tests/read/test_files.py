"""Files: what is read of them, and that nothing that lies in one raises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.diagnostics import Findings, Location
from publisher.read import load
from publisher.read.files import Folder, decode, guess_encoding, load_text

HERE = Location("books/press.yaml", 1, 1)
WIDE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PANGRAM = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 3
FILES = ("press.yaml", "people.yaml", "series.yaml", "june/book.yaml", "july/song.md", "june/images/map.png")
SCRAPS = st.sampled_from(
    "title: name: contents: texts: [ ] { } - | > & * ! % @ ` ' \" # ? : , \n \t \\ ~ null true 1 1917 0x1 .inf --- ... "
    "\0 é Ж \ufeff \u2028 anna part: - [july] identifier: !!int !!python/object <<: *a &a".split(" ")
)


def read(words: str) -> tuple[str | None, list[str]]:
    """Words saved as UTF-8 and read again, and what the editor is told."""
    findings = Findings()
    return decode(words.encode(), "a.md", findings), [str(item).split("\n")[0] for item in findings.items]


@pytest.mark.parametrize("words", ["a\nb", "a\r\nb", "a\rb", "\ufeffa\nb"])
def test_line_ends_and_byte_order_marks_make_no_difference(words: str) -> None:
    assert read(words) == ("a\nb", [])


def test_every_character_that_cannot_be_shown_is_told_and_the_rest_is_read() -> None:
    assert read("a\x01b\n\x7fc\u0085") == (
        "a\ufffdb\n\ufffdc\ufffd",
        [
            "a.md:1:2: error[T03]: the character U+0001 cannot be shown",
            "a.md:2:1: error[T03]: the character U+007F cannot be shown",
            "a.md:2:3: error[T03]: the character U+0085 cannot be shown",
        ],
    )


def test_many_of_them_are_no_text() -> None:
    assert read("\x01" * 21) == (None, ["a.md: error[M10]: the file is not text: it holds bytes that no text has"])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("cp866", "cp866"), ("utf-16", "utf-16")],
)
def test_encoding_is_named(encoding: str, name: str) -> None:
    assert guess_encoding(PANGRAM.encode(encoding)) == name


def test_junk_is_in_no_encoding() -> None:
    assert guess_encoding(bytes(range(256)) * 4) == ""


def test_column_of_a_byte_that_is_not_utf8_counts_characters() -> None:
    findings = Findings()
    assert decode("ok\nЖё ".encode() + b"\xe9t\xe9 fran\xe7ais", "a.md", findings) is None
    assert str(findings.items[0].location) == "a.md:2:4"


def test_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "line.md"
    with file.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    findings = Findings()
    assert load_text(file, Folder(tmp_path), HERE, findings) is None
    assert [item.code for item in findings.items] == ["M12"]


def test_pipe_is_not_waited_for(press: Path) -> None:
    (press / "books/july/song.md").unlink()
    os.mkfifo(press / "books/july/song.md")
    assert {finding.code for finding in load(press).findings} == {"M08"}


def test_name_that_is_none_is_told(press: Path) -> None:
    manifest = press / "books/july/book.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("[song]", f'["{"a" * 300}"]'), "utf-8")
    assert "its name is too long" in str(load(press).findings[0])


def test_press_behind_a_loop_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert [finding.code for finding in load(tmp_path / "loop").findings] in (["M08"], ["M06"])


@pytest.mark.parametrize("name", FILES)
@given(content=st.binary(max_size=400))
@WIDE
def test_no_bytes_in_any_file_raise(press: Path, name: str, content: bytes) -> None:
    (press / "books" / name).write_bytes(content)
    assert load(press).findings


@pytest.mark.parametrize("name", FILES[:5])
@given(scraps=st.lists(SCRAPS, max_size=40))
@WIDE
def test_no_scraps_of_yaml_in_any_file_raise(press: Path, name: str, scraps: list[str]) -> None:
    (press / "books" / name).write_bytes(" ".join(scraps).encode())
    for finding in load(press).findings:
        assert finding.location.path.startswith("books/")


@pytest.mark.parametrize("name", ["june/book.yaml", "people.yaml", "june/letter.md"])
@given(data=st.data())
@WIDE
def test_no_cut_or_insertion_raises(press: Path, name: str, data: st.DataObject) -> None:
    sound = (Path(__file__).parents[1] / "presses/small/books" / name).read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 30)))
    scraps = " ".join(data.draw(st.lists(SCRAPS, max_size=5))).encode()
    (press / "books" / name).write_bytes(sound[:start] + scraps + sound[end:])
    for finding in load(press).findings:
        assert finding.message == finding.message.strip(" .\n")

"""`publisher acquire`: foreign files become texts of a book that can be built at once."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publisher.cli import main
from tests.acquire.sources import epub, html, prose


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "books").mkdir()
    (tmp_path / "books/press.yaml").write_text("name: A Press\nlanguage: en\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result


METADATA = "<dc:title>Two Tales</dc:title><dc:creator>Ada Vale</dc:creator><dc:language>en</dc:language>"
TALES = {"a.xhtml": "<h1>One</h1><p>First words.</p>", "b.xhtml": "<h1>Two</h1><p>Second words.</p>"}


def test_a_book_is_made_that_has_nothing_to_mend(press: Path) -> None:
    Path("tales.epub").write_bytes(epub(TALES, METADATA))
    result = run("acquire", "tales.epub")
    assert "2 texts for books/two-tales/" in result.stderr
    assert sorted(path.name for path in (press / "books/two-tales").glob("*")) == [
        ".acquired",
        "book.yaml",
        "one.md",
        "two.md",
    ]
    assert "no problems found" in run("check").stderr
    assert 'vale: {"name": "Ada Vale"}' in (press / "books/people.yaml").read_text()


def test_a_text_joins_a_book_and_a_known_person_is_not_registered_again(press: Path) -> None:
    Path("tales.epub").write_bytes(epub(TALES, METADATA))
    run("acquire", "tales.epub")
    Path("more.html").write_bytes(html("<h1>More</h1><p>By Ada Vale</p><p>Third words.</p>"))
    run("acquire", "more.html", "--book", "two-tales", "--as", "third")
    assert '"texts": ["one", "two", third]' in (press / "books/two-tales/book.yaml").read_text()
    assert (press / "books/people.yaml").read_text().count("Ada Vale") == 1
    assert "no problems found" in run("check").stderr


def test_where_a_text_comes_from_is_kept(press: Path) -> None:
    Path("a.html").write_bytes(html("<h1>More</h1><p>Words.</p>"))
    run("acquire", "a.html", "--book", "b")
    line = next(line for line in (press / "books/b/more.md").read_text().split("\n") if line.startswith("acquired: "))
    assert set(json.loads(line.partition(": ")[2])) == {"file", "date", "sha256"}


def test_a_plan_is_shown_corrected_and_followed(press: Path) -> None:
    page = f"<h2>ONE TALE</h2>{prose(1200)}<h2>TWO TALES</h2>{prose(1200)}<h2>THREE TALES</h2>{prose(1200)}"
    Path("t.html").write_bytes(html(page))
    shown = run("acquire", "t.html", "--book", "b", "--dry-run").stdout
    assert '  - {piece: "two-tales", title: "Two Tales"}  # 1200 words, 0 notes' in shown
    assert not (press / "books/b").exists()
    plan = shown.replace('{piece: "one-tale", title: "One Tale"}', "{piece: one-tale, name: first, author: Tom Reed}")
    plan = plan.replace('{piece: "two-tales", title: "Two Tales"}', "{piece: two-tales, join: true}")
    plan = plan.replace('{piece: "three-tales", title: "Three Tales"}', "{piece: three-tales, skip: true}")
    Path("plan.yaml").write_text(plan)
    run("acquire", "t.html", "--book", "b", "--plan", "plan.yaml")
    assert [path.name for path in (press / "books/b").glob("*.md")] == ["first.md"]
    words = (press / "books/b/first.md").read_text()
    assert 'author: "reed"\n' in words and "\n## Two Tales\n" in words
    assert "no problems found" in run("check").stderr


def test_a_wrong_plan_is_told_with_its_line(press: Path) -> None:
    Path("t.html").write_bytes(html("<h1>T</h1><p>W.</p>"))
    Path("plan.yaml").write_text("texts:\n  - {piece: t, skp: true}\n")
    assert "plan.yaml:2:16: error[M02]" in run("acquire", "t.html", "--plan", "plan.yaml", code=1).stderr


def test_all_bad_sources_are_told_and_nothing_is_written(press: Path) -> None:
    Path("good.html").write_bytes(html("<h1>T</h1><p>W.</p>"))
    Path("bad.epub").write_bytes(b"PK\x03\x04 junk")
    before = sorted(press.rglob("*"))
    result = run("acquire", "good.html", "bad.epub", "absent.docx", "--book", "b", code=1)
    assert "bad.epub: error[Q01]: the archive is damaged" in result.stderr
    assert "absent.docx: error[Q01]: the file cannot be opened: no such file or directory" in result.stderr
    assert sorted(press.rglob("*")) == before


def test_a_text_that_stands_there_is_never_overwritten(press: Path) -> None:
    Path("t.html").write_bytes(html("<h1>T</h1><p>W.</p>"))
    (press / "books/b").mkdir()
    (press / "books/b/t.md").write_text("mine")
    assert "there already and was not acquired" in run("acquire", "t.html", "--book", "b", code=1).stderr
    assert (press / "books/b/t.md").read_text() == "mine"


def test_a_newer_version_keeps_the_editors_edits(press: Path) -> None:
    old = "<h1>T</h1><p>One fish.</p><p>Two fishes.</p><p>Three fishes.</p>"
    Path("t.html").write_bytes(html(old))
    run("acquire", "t.html", "--book", "b")
    text = press / "books/b/t.md"
    text.write_text(text.read_text().replace("One fish.", "One herring."))
    Path("t.html").write_bytes(html(old.replace("Three", "Four")))
    assert "joined to your edits" in run("acquire", "t.html", "--book", "b").stderr
    assert "One herring." in text.read_text() and "Four fishes." in text.read_text()
    assert '"texts": ["t"]' in (press / "books/b/book.yaml").read_text()
    assert "no problems found" in run("check").stderr


def test_the_report_as_json(press: Path) -> None:
    Path("tales.epub").write_bytes(
        epub({**TALES, "c.xhtml": '<section epub:type="colophon"><p>Set.</p></section>'}, METADATA)
    )
    value = json.loads(run("acquire", "tales.epub", "--json").stdout)
    (source,) = value["sources"]
    assert [text["name"] for text in source["texts"]] == ["one", "two"]
    assert source["remarks"] == [{"fate": "dropped", "what": "Set.", "why": "a colophon"}]

"""`publisher new`: beginnings that are sound, and nothing overwritten."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from publisher.diagnostics import Findings
from publisher.read.yaml import parse_yaml


def facts(file: Path) -> dict:
    """What a YAML file says."""
    findings = Findings()
    document = parse_yaml(file.read_text("utf-8"), file.name, findings)
    assert findings.items == []
    return document.value


@pytest.mark.parametrize(
    ("name", "imprint"), [("demo", "Demo"), ("half-sheet-press", "Half Sheet Press"), ("1917", "1917")]
)
def test_press_takes_its_name_from_its_folder(run, tmp_path, monkeypatch, name, imprint):
    monkeypatch.chdir(tmp_path)
    assert run("new", "press", name).exit_code == 0
    assert facts(tmp_path / name / "books/press.yaml")["name"] == imprint


@pytest.mark.parametrize("imprint", ['A: "B" & C, D', "true", "Ёж {x}", "- x", "#1"])
def test_press_may_have_any_name(run, tmp_path, imprint):
    assert run("new", "press", tmp_path / "x", "--name", imprint).exit_code == 0
    press = facts(tmp_path / "x/books/press.yaml")
    assert (press["name"], press["rights"]["holder"]) == (imprint, imprint)
    assert run("--press", tmp_path / "x", "check").exit_code == 0


def test_press_can_be_made_in_the_empty_current_folder(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "press", ".").exit_code == 0
    assert (tmp_path / "books/press.yaml").is_file()


def test_two_presses_have_books_with_identifiers_of_their_own(run, tmp_path):
    for name in ("a", "b"):
        assert run("new", "press", tmp_path / name).exit_code == 0
    one, other = (facts(tmp_path / name / "books/one-sheet/book.yaml") for name in ("a", "b"))
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", one["identifier"])
    assert one["identifier"] != other["identifier"]
    assert one["modified"] == datetime.now().astimezone().date().isoformat()


def test_folder_that_holds_something_is_left_alone(run, press):
    before = sorted(press.rglob("*"))
    result = run("new", "press", press)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert sorted(press.rglob("*")) == before


def test_every_modeline_names_a_schema_that_is_there(run, press):
    assert run("new", "book", "june", "--title", "June").exit_code == 0
    assert run("new", "theme", "broadsheet").exit_code == 0
    lost = []
    for file in press.rglob("*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text("utf-8"))
        assert named, file
        lost += [file] if not (file.parent / named[1]).is_file() else []
    assert lost == []


def test_book_brings_the_schemas_that_the_press_lacks(run, press):
    shutil.rmtree(press / "schema")
    assert run("new", "book", "june", "--title", "June").exit_code == 0
    assert (press / "schema/book.json").is_file()


def test_book_and_text_are_sound_and_stand_in_order(run, press):
    assert run("new", "book", "june", "--title", "June: 1917").exit_code == 0
    assert run("new", "text", "june", "square", "--title", "On the #1 Square", "--author", "vale").exit_code == 0
    assert run("new", "text", "june", "1917", "--title", "true", "--author", "O'Brien, Flann").exit_code == 0
    book = facts(press / "books/june/book.yaml")
    assert (book["title"], book["contents"]) == ("June: 1917", [{"texts": ["first-text", "square", "1917"]}])
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "no problems found in 2 books\n")
    assert "author: vale\n" in (press / "books/june/square.md").read_text("utf-8")


@pytest.mark.parametrize(
    "words", [("book", "one-sheet", "--title", "X"), ("text", "one-sheet", "eight-pages", "--title", "X")]
)
def test_book_and_text_that_are_there_are_left_alone(run, press, words):
    before = {file: file.read_bytes() for file in press.rglob("*") if file.is_file()}
    result = run("new", *words, "--title", "X")
    assert result.exit_code == 2
    assert {file: file.read_bytes() for file in press.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("slug", ["June", "../june", "a b", "-", "июнь", ""])
def test_name_that_cannot_be_an_id_is_refused(run, press, slug):
    assert run("new", "book", "--title", "X", "--", slug).exit_code == 2
    assert [file.name for file in (press / "books").iterdir() if file.is_dir()] == ["one-sheet"]


def test_author_who_is_not_in_the_register_names_the_nearest(run, press):
    result = run("new", "text", "one-sheet", "x", "--title", "X", "--author", "ansel")
    assert result.exit_code == 2
    assert 'did you mean "ansell"?' in result.stderr
    assert not (press / "books/one-sheet/x.md").exists()


def test_manifest_that_cannot_be_added_to_is_left_alone_and_the_user_told(run, press):
    manifest = press / "books/one-sheet/book.yaml"
    manifest.write_text("title: [broken", "utf-8")
    result = run("new", "text", "one-sheet", "x", "--title", "X")
    assert result.exit_code == 0
    assert "add x to a `texts:` list in books/one-sheet/book.yaml" in result.stderr
    assert manifest.read_text("utf-8") == "title: [broken"


@pytest.mark.parametrize("extends", ["classic", "base"])
def test_theme_can_be_used_at_once(run, press, extends):
    assert run("new", "theme", "broadsheet", "--extends", extends).exit_code == 0
    manifest = press / "books/press.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("theme: classic", "theme: broadsheet"), "utf-8")
    assert run("check").exit_code == 0


def test_theme_cannot_take_the_name_of_one_that_is_known(run, press):
    assert run("new", "theme", "classic").exit_code == 2
    assert not (press / "themes").exists()


def test_theme_to_extend_must_be_known(run, press):
    result = run("new", "theme", "x", "--extends", "clasic")
    assert result.exit_code == 2
    assert 'did you mean "classic"?' in result.stderr

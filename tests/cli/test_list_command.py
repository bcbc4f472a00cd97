"""`publisher list`: the books of a press."""

import json

from tests.cli.editing import edit


def test_each_book_is_a_line_with_tabs(run, press):
    result = run("list")
    assert result.exit_code == 0
    slug, title, editions, texts, words = result.stdout.rstrip("\n").split("\t")
    assert (slug, title, editions, texts) == ("one-sheet", "One Sheet of Paper", "epub, screen, print", "4")
    assert 700 < int(words) < 1500


def test_json_has_the_same_facts(run, press):
    told = json.loads(run("list", "--json").stdout)
    assert told["press"] == "Demo"
    assert [(book["book"], book["editions"]) for book in told["books"]] == [("one-sheet", ["epub", "screen", "print"])]


def test_broken_press_lists_what_can_be_read_and_ends_with_1(run, press):
    assert run("new", "book", "june", "--title", "June").exit_code == 0
    edit(press / "books/june/book.yaml", "modified:", "modifed:")
    result = run("list")
    assert result.exit_code == 1
    assert result.stdout.startswith("one-sheet\t")
    assert "publisher check" in result.stderr

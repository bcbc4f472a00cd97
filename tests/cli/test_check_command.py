"""`publisher check`: problems with their places, and nothing written."""

import json

from tests.cli.editing import edit


def test_sound_press_is_told_so(run, press):
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "no problems found in 1 book\n")
    assert not (press / "dist").exists()


def test_every_problem_is_told_and_counted(run, press):
    edit(press / "books/one-sheet/book.yaml", "subtitle:", "subtitel:")
    edit(press / "books/press.yaml", "closing:", "closng:")
    result = run("check")
    assert result.exit_code == 1
    assert "books/press.yaml:10:1: error[M02]" in result.stderr
    assert result.stderr.endswith("\n2 errors\n")


def test_error_of_a_theme_is_found_without_a_build(run, press):
    assert run("new", "theme", "broken").exit_code == 0
    edit(press / "books/press.yaml", "theme: classic", "theme: broken")
    edit(press / "themes/broken/templates/colophon.html", "{{ super() }}", "{{ nothing.at.all }}")
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr.count("themes/broken/templates/colophon.html:4: error[H02]") == 1
    assert not (press / "dist").exists()


def test_json_lists_the_diagnostics(run, press):
    edit(press / "books/one-sheet/book.yaml", "[second-pair]", "[second-pear]")
    result = run("check", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"]) == (1, False)
    first = told["diagnostics"][0]
    assert (first["code"], first["hint"]) == ("M06", 'did you mean "second-pair.md"?')


def test_only_the_books_named_are_checked(run, press):
    assert run("new", "book", "june", "--title", "June").exit_code == 0
    edit(press / "books/june/book.yaml", "modified:", "modifed:")
    assert run("check", "one-sheet").exit_code == 0
    assert run("check").exit_code == 1

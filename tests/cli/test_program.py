"""The command line as a whole: how it begins, how it ends, what it says of wrong use."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher import __version__
from publisher.book import Book
from publisher.cli import COMMANDS, main

HEAVY = (
    "weasyprint",
    "pydantic",
    "PIL",
    "fontTools",
    "rich",
    "lxml",
    "ruamel",
    "jinja2",
    "markdown",
    "publisher.build",
)


def test_help_names_every_command(run):
    result = run("--help")
    assert result.exit_code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in result.stdout] == []


@pytest.mark.parametrize("name", [*COMMANDS, "new press", "new book", "new text", "new theme"])
def test_help_of_every_command_has_examples(run, name):
    result = run(*name.split(), "-h")
    assert result.exit_code == 0
    assert f"Examples:\n    publisher {name.split()[0]}" in result.stdout


def test_help_imports_nothing_heavy():
    call = "publisher.cli.main(['-h'], standalone_mode=False)"
    script = f"import sys, publisher.cli; {call}; print([name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_version_is_that_of_the_package(run):
    assert run("--version").stdout == f"publisher {__version__}\n"


def test_no_command_is_wrong_use_and_shows_the_help(run):
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


def test_unknown_command_names_the_nearest(run):
    result = run("bild")
    assert result.exit_code == 2
    assert result.stderr == 'error: there is no command "bild"\n  hint: did you mean "build"?\n'


def test_unknown_option_points_to_the_help_of_its_command(run):
    result = run("check", "--fast")
    assert result.exit_code == 2
    assert "--fast" in result.stderr
    assert result.stderr.endswith("check --help\n")


def test_press_after_the_command_is_told_to_stand_before_it(run):
    result = run("build", "--press", "x")
    assert result.exit_code == 2
    assert "publisher --press DIR build" in result.stderr


def test_where_there_is_no_press_the_remedy_is_a_new_one(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 2
    assert "there is no press here" in result.stderr
    assert "publisher new press NAME" in result.stderr


def test_press_option_must_name_a_press(run, tmp_path):
    result = run("--press", tmp_path, "check")
    assert result.exit_code == 2
    assert "is not a press: it has no books/press.yaml" in result.stderr


def test_press_is_found_from_a_folder_below_it(run, press, monkeypatch):
    monkeypatch.chdir(press / "books" / "one-sheet")
    assert run("list").stdout.startswith("one-sheet\t")


def test_press_option_names_a_press_elsewhere(run, press, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("--press", "demo", "list").stdout.startswith("one-sheet\t")


def test_interrupted_run_ends_with_130_and_without_traceback(press, monkeypatch):
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.build.prepare", interrupt)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 130
    assert result.stderr.strip() == "stopped"


def test_mistake_of_our_own_keeps_its_traceback_and_asks_to_be_reported(press, monkeypatch):
    monkeypatch.setattr(Book, "texts", property(lambda book: 1 / 0))
    result = CliRunner().invoke(main, ["list"])
    assert isinstance(result.exception, ZeroDivisionError)
    assert "mistake in publisher, not in your books" in result.stderr


def test_program_runs_as_a_module(start, press: Path):
    ran = start("--version")
    assert (ran.returncode, ran.stdout) == (0, f"publisher {__version__}\n")

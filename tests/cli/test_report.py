"""What the user is told, word for word."""

import io
from pathlib import Path

import pytest

from publisher.cli.report import coloured, in_order, shown, size, tally, tell_diagnostics
from publisher.diagnostics import Diagnostic, Location, Severity, as_message

ERROR = Diagnostic("M02", "unknown key", Location("books/a/book.yaml", 2, 1), 'did you mean "title"?')
OTHER = Diagnostic("M03", "a key is missing", Location("books/a/book.yaml", 1, 1))
WARNING = Diagnostic("P02", "odd", Location("books/b/book.yaml"), severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([ERROR], "1 error"),
        ([WARNING, WARNING], "2 warnings"),
        ([ERROR, OTHER, WARNING], "2 errors, 1 warning"),
        ([], ""),
    ],
)
def test_tally_counts_errors_and_warnings_apart(found, words):
    assert tally(found) == words


def test_diagnostics_stand_in_the_order_of_files_and_lines_each_once():
    assert in_order([WARNING, ERROR, OTHER, ERROR]) == (OTHER, ERROR, WARNING)


def test_diagnostics_are_printed_with_hints_and_their_count(capsys):
    tell_diagnostics([WARNING, ERROR])
    assert capsys.readouterr().err == (
        "books/a/book.yaml:2:1: error[M02]: unknown key\n"
        '  hint: did you mean "title"?\n'
        "books/b/book.yaml: warning[P02]: odd\n"
        "1 error, 1 warning\n"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 kB"), (1499, "1 kB"), (409_600, "410 kB"), (1_000_000, "1.0 MB"), (12_340_000, "12.3 MB")],
)
def test_sizes_are_in_decimal_units(count, words):
    assert size(count) == words


def test_paths_below_the_current_folder_are_shown_relative_to_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "dist" / "a.epub") == "dist/a.epub"
    assert shown(Path("/elsewhere/a.epub")) == "/elsewhere/a.epub"


def test_words_of_others_lose_capital_and_full_stop():
    assert as_message("No such option.") == "no such option"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "no_color", "stream", "expected"),
    [
        ("xterm", "", Terminal(), True),
        ("xterm", "1", Terminal(), False),
        ("dumb", "", Terminal(), False),
        ("", "", Terminal(), False),
        ("xterm", "", io.StringIO(), False),
    ],
)
def test_colours_need_a_terminal_that_wants_them(monkeypatch, term, no_color, stream, expected):
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert coloured(stream) is expected

"""`publisher build`: what is written, what is said, and with which exit code it ends."""

import errno
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2

from tests.cli.editing import edit
from tests.epubcheck import epubcheck

BOOK = Path("books/one-sheet/book.yaml")


def test_new_press_builds_a_valid_epub_and_pdfs_at_once(start, press):
    ran = start("build")
    assert ran.returncode == 0, ran.stderr
    rows = [line.split("\t") for line in ran.stdout.splitlines()]
    assert [row[1] for row in rows] == ["cover", "epub", "screen", "print", "onix"]
    assert epubcheck(press / "dist/one-sheet/one-sheet.epub") == []
    with pypdfium2.PdfDocument(press / "dist/one-sheet/one-sheet-print.pdf") as document:
        words = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert rows[3][2] == f"{len(document)} pages"
    assert "Eight Pages from One Sheet" in words
    assert "no frigate like a book" in words


def test_without_a_terminal_there_is_no_bar_and_no_colour(start, press):
    ran = start("build", "--edition", "epub", TERM="xterm-256color")
    assert "\x1b" not in ran.stdout + ran.stderr
    assert "galley" not in ran.stderr
    assert "pages" not in ran.stderr


def on_terminal(press: Path, **settings: str) -> str:
    """What a build of the EPUB shows on a terminal."""
    main, beside = pty.openpty()
    command = [sys.executable, "-m", "publisher", "build", "--edition", "epub"]
    process = subprocess.Popen(command, cwd=press, stdout=beside, stderr=beside, env={**os.environ, **settings})
    os.close(beside)
    shown = b""
    while True:
        try:
            shown += os.read(main, 4096)
        except OSError:  # the other side was closed
            break
    os.close(main)
    assert process.wait() == 0
    return shown.decode()


def test_on_a_terminal_the_bar_names_book_edition_and_step(press):
    shown = on_terminal(press, TERM="xterm-256color")
    assert re.search(r"one-sheet  (cover|epub)  \w+", shown)
    assert "dist/one-sheet/one-sheet.epub       epub   -  " in shown


def test_no_color_keeps_the_bar_and_drops_the_colours(press):
    shown = on_terminal(press, TERM="xterm-256color", NO_COLOR="1")
    assert re.search(r"one-sheet  (cover|epub)  \w+", shown)
    assert "\x1b[38" not in shown


def test_dumb_terminal_gets_lines_only(press):
    assert "\x1b" not in on_terminal(press, TERM="dumb")


def test_json_is_one_object_with_files_and_diagnostics(run, press):
    result = run("build", "one-sheet", "--edition", "epub", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["ok"] is True
    assert [file["edition"] for file in told["files"]] == ["cover", "epub", "onix"]
    epub = Path(told["files"][1]["path"])
    assert epub.stat().st_size == told["files"][1]["bytes"]


def test_output_names_another_folder(run, press, tmp_path):
    assert run("build", "--edition", "epub", "--output", tmp_path / "proofs").exit_code == 0
    assert (tmp_path / "proofs/one-sheet/one-sheet.epub").is_file()
    assert not (press / "dist").exists()


def test_error_stops_the_build_before_anything_is_written(run, press):
    edit(press / BOOK, "subtitle:", "subtitel:")
    result = run("build")
    assert result.exit_code == 1
    assert 'books/one-sheet/book.yaml:3:1: error[M02]: unknown key "subtitel"' in result.stderr
    assert result.stderr.endswith("1 error\n")
    assert not (press / "dist").exists()


def test_error_is_in_the_json_too(run, press):
    edit(press / BOOK, "subtitle:", "subtitel:")
    result = run("build", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"], told["files"]) == (1, False, [])
    assert (told["diagnostics"][0]["code"], told["diagnostics"][0]["line"]) == ("M02", 3)


def test_unknown_book_names_the_nearest(run, press):
    result = run("build", "one-shet")
    assert result.exit_code == 2
    assert 'there is no book "one-shet"\n  hint: did you mean "one-sheet"?' in result.stderr


def test_unknown_edition_names_those_known(run, press):
    result = run("build", "--edition", "scroll")
    assert result.exit_code == 2
    assert 'there is no edition "scroll"\n  hint: the editions are epub, kepub, screen, print' in result.stderr


def test_edition_that_no_book_makes_is_wrong_use(run, press):
    edit(press / BOOK, "  print: {trim: b-format}\n", "")
    result = run("build", "--edition", "print")
    assert result.exit_code == 2
    assert 'the book "one-sheet" makes no print edition' in result.stderr


def test_edition_that_one_book_does_not_make_is_noted_and_the_others_are_built(run, press):
    edit(press / BOOK, "  print: {trim: b-format}\n", "")
    result = run("build", "--edition", "print", "--edition", "epub")
    assert result.exit_code == 0
    assert 'note: the book "one-sheet" makes no print edition' in result.stderr
    assert "one-sheet.epub" in result.stdout


def test_press_without_books_says_how_to_begin_one(run, press):
    (press / BOOK).unlink()
    result = run("build")
    assert result.exit_code == 2
    assert "publisher new book SLUG" in result.stderr


def break_theme(press: Path, run) -> None:
    """A second book whose theme fails when it is rendered; by name it comes before the first."""
    assert run("new", "book", "june", "--title", "June").exit_code == 0
    assert run("new", "theme", "broken").exit_code == 0
    edit(press / "books/june/book.yaml", "introduction:", "theme: broken\nintroduction:")
    edit(press / "themes/broken/templates/colophon.html", "{{ super() }}", "{{ nothing.at.all }}")


def test_book_that_fails_while_it_is_rendered_does_not_stop_the_others(run, press):
    break_theme(press, run)
    result = run("build", "--edition", "epub")
    assert result.exit_code == 1
    assert "themes/broken/templates/colophon.html:4: error[H02]" in result.stderr
    assert (press / "dist/one-sheet/one-sheet.epub").is_file()
    assert not (press / "dist/june/june.epub").exists()


def test_folio_of_a_place_that_is_nowhere_is_told_with_its_code(run, press):
    assert run("new", "theme", "odd").exit_code == 0
    override = '{% extends "classic/colophon.html" %}{% block faces %}<a data-folio="nowhere">0</a>{% endblock %}'
    (press / "themes/odd/templates/colophon.html").write_text(override, "utf-8")
    edit(press / BOOK, "modified:", "theme: odd\nmodified:")
    result = run("build", "--edition", "screen")
    assert result.exit_code == 1
    assert (
        'books/one-sheet/book.yaml:2:1: error[P01]: no such place: "nowhere", printed in "_colophon"' in result.stderr
    )


def test_warning_of_the_typesetter_is_told_and_does_not_fail_the_build(run, press):
    assert run("new", "theme", "odd").exit_code == 0
    (press / "themes/odd/styles/paged.css").write_text("p { letter-colour: red; }", "utf-8")
    edit(press / BOOK, "modified:", "theme: odd\nmodified:")
    result = run("build", "--edition", "screen")
    assert result.exit_code == 0
    told = [line for line in result.stderr.splitlines() if "letter-colour" in line]
    assert len(told) == 1
    assert told[0].startswith("themes/odd: warning[P02]: ignored `letter-colour: red`")


def test_output_that_cannot_be_written_is_told_without_a_traceback(run, press):
    (press / "file").touch()
    result = run("build", "--output", "file/below")
    assert result.exit_code == 1
    assert result.stderr.endswith('error: cannot write to "file/below": not a directory\n')


def test_full_disk_is_told_and_what_was_written_before_is_listed(run, press, monkeypatch):
    def fail(*arguments: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("publisher.build.write_epub", fail)
    result = run("build", "--edition", "epub")
    assert result.exit_code == 1
    assert "one-sheet-cover.jpg" in result.stdout
    assert 'error: cannot write to "dist": no space left on device' in result.stderr


def test_missing_library_sends_to_the_doctor(run, press, monkeypatch):
    def fail(*arguments: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("publisher.build.write_cover", fail)
    result = run("build")
    assert result.exit_code == 1
    assert "publisher doctor" in result.stderr


def test_ctrl_c_stops_the_program_and_leaves_no_half_file(press):
    command = [sys.executable, "-m", "publisher", "build"]
    process = subprocess.Popen(command, cwd=press, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list(press.glob("dist/*/*-cover.jpg")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)  # the cover is there, the editions are being made
    _, told = process.communicate()
    assert process.returncode == 130
    assert told.strip() == "stopped"
    files = {file.name for file in press.glob("dist/*/*")}
    assert "one-sheet-cover.jpg" in files
    assert files <= {"one-sheet-cover.jpg", "one-sheet.epub", "one-sheet-screen.pdf"}

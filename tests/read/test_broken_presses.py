"""Broken presses: one fault each, and what the editor is told of it, word for word."""

from __future__ import annotations

import io
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image

from publisher.read import load
from tests.read.conftest import SMALL

NOBODY = 65534  # the user who owns nothing
Change = Callable[[Path], None]
PRESS, PEOPLE, SERIES = "books/press.yaml", "books/people.yaml", "books/series.yaml"
JUNE, JULY, MARCH = "books/june/book.yaml", "books/july/book.yaml", "books/june/march.md"
LETTER, SONG, MAP = "books/june/letter.md", "books/july/song.md", "books/june/images/map.png"
ONES, TWOS = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def edit(file: str, old: str, new: str) -> Change:
    """Words of a file that stand there once replaced by others."""

    def change(press: Path) -> None:
        words = (press / file).read_text("utf-8")
        assert words.count(old) == 1, f"{old!r} stands {words.count(old)} times in {file}"
        (press / file).write_text(words.replace(old, new), "utf-8")

    return change


def put(file: str, content: str | bytes) -> Change:
    """A file with other content."""

    def change(press: Path) -> None:
        (press / file).unlink(missing_ok=True)
        (press / file).write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


def add(file: str, words: str) -> Change:
    """Words at the end of a file."""
    return lambda press: put(file, (press / file).read_text("utf-8") + words)(press)


def remove(file: str) -> Change:
    """A file that is gone."""
    return lambda press: (press / file).unlink()


def link(file: str, target: str) -> Change:
    """A symbolic link in the place of a file."""

    def change(press: Path) -> None:
        (press / file).unlink(missing_ok=True)
        (press / file).symlink_to(target)

    return change


def folder(file: str) -> Change:
    """A folder in the place of a file."""

    def change(press: Path) -> None:
        (press / file).unlink()
        (press / file).mkdir()

    return change


def copy(file: str, target: str) -> Change:
    """A file or folder that stands in a second place."""

    def change(press: Path) -> None:
        if (press / file).is_dir():
            shutil.copytree(press / file, press / target)
            put(f"{target}/book.yaml", "title: 2\n")(press)
        else:
            shutil.copy(press / file, press / target)

    return change


def both(*changes: Change) -> Change:
    """Two changes that are one fault."""

    def change(press: Path) -> None:
        for each in changes:
            each(press)

    return change


def encode(file: str, encoding: str, words: str) -> Change:
    """A file with more words, saved in another encoding."""
    return lambda press: put(file, ((press / file).read_text("utf-8") + words).encode(encoding))(press)


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG file with these measures, and nothing more."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\0\0IDAT5\xaf\x06\x1e"
    )


def jpeg_that_breaks_off(press: Path) -> None:
    """The map as a JPEG whose second half is missing."""
    whole = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(whole, "JPEG")
    put("books/june/images/map.jpg", whole.getvalue()[: len(whole.getvalue()) // 2])(press)
    edit(MARCH, "map.png", "map.jpg")(press)


def drawing(inside: str) -> Change:
    """The map as an SVG drawing."""

    def change(press: Path) -> None:
        put("books/june/images/map.svg", inside)(press)
        edit(MARCH, "map.png", "map.svg")(press)

    return change


def told(press: Path) -> str:
    """What the editor reads."""
    return "\n".join(map(str, load(press).findings))


@dataclass(frozen=True)
class Case:
    """One fault and its diagnostic."""

    fault: str
    change: Change
    diagnostic: str


CASES = (
    Case(
        "press.yaml that is missing",
        remove(PRESS),
        """
        books/press.yaml: error[M06]: the file "books/press.yaml" does not exist
          hint: write it, with the name of the press and its language: `publisher new press` does
        """,
    ),
    Case(
        "a press without a name",
        edit(PRESS, "name: Small Press\n", ""),
        """
        books/press.yaml:1:1: error[M03]: the key "name" is missing
          hint: add a line name: …
        """,
    ),
    Case(
        "an unknown key",
        edit(PRESS, "place:", "plcae:"),
        """
        books/press.yaml:2:1: error[M02]: unknown key "plcae"
          hint: did you mean "place"?
        """,
    ),
    Case(
        "an unknown key deep in a list",
        edit(JUNE, "introduction: second.md", "intro: second.md"),
        """
        books/june/book.yaml:13:5: error[M02]: unknown key "intro"
          hint: known are: part, introduction, texts
        """,
    ),
    Case(
        "a number where words belong",
        edit(JUNE, "title: June", "title: 1917"),
        """
        books/june/book.yaml:1:8: error[M04]: expected words, found a number
          hint: put it in quotation marks
        """,
    ),
    Case(
        "a key without a value",
        edit(JUNE, "title: June", "title:"),
        """
        books/june/book.yaml:1:1: error[M04]: expected words, found nothing
          hint: write a value, or delete the key
        """,
    ),
    Case(
        "words where a list belongs",
        edit(JUNE, "[march, letter]", "march"),
        """
        books/june/book.yaml:11:12: error[M04]: expected a list, found "march"
          hint: write it in brackets, as in [one, two]
        """,
    ),
    Case(
        "a book.yaml that is a list",
        put(JULY, "- title: July\n"),
        """
        books/july/book.yaml:1:1: error[M04]: expected a mapping of keys, found a list
          hint: write lines as in title: A title
        """,
    ),
    Case(
        "an empty list of parts",
        edit(JULY, "\n  - texts: [song]", " []"),
        """
        books/july/book.yaml:6:11: error[M04]: expected at least one item, found nothing
          hint: add one, or delete the key
        """,
    ),
    Case(
        "a key that stands twice",
        edit(JUNE, "series: year\n", "series: year\nseries: year\n"),
        """
        books/june/book.yaml:6:1: error[M05]: the key "series" stands twice
          hint: delete one of them
        """,
    ),
    Case(
        "a tab",
        edit(JUNE, "  - part: First", "\t- part: First"),
        """
        books/june/book.yaml:10:1: error[M01]: a tab indents this line; YAML wants spaces
          hint: replace the tab by spaces
        """,
    ),
    Case(
        "a colon inside a value",
        edit(JUNE, "title: June\n", "title: June: a reader\n"),
        """
        books/june/book.yaml:1:12: error[M01]: a colon stands inside a value
          hint: put the value in quotation marks
        """,
    ),
    Case(
        "a line without a colon",
        edit(JUNE, "series: year", "series year"),
        """
        books/june/book.yaml:5:1: error[M01]: this line has no colon after its key
          hint: write it as in title: A title
        """,
    ),
    Case(
        "a bracket that is not closed",
        edit(JUNE, "see_also: [july]", "see_also: [july"),
        """
        books/june/book.yaml:16:11: error[M01]: this bracket is not closed
          hint: close it, or put the value in quotation marks
        """,
    ),
    Case(
        "a quotation mark that is not closed",
        edit(JULY, "title: July", 'title: "July'),
        """
        books/july/book.yaml:1:8: error[M01]: this quotation mark is not closed
          hint: close it
        """,
    ),
    Case(
        "a value that begins with an asterisk",
        edit(JUNE, "title: June\n", "title: *June*\n"),
        """
        books/june/book.yaml:1:8: error[M01]: a value that begins with * is an alias
          hint: put the value in quotation marks
        """,
    ),
    Case(
        "an alias",
        edit(
            PEOPLE,
            "  native: {ru: Борис Чехов}\n",
            "  native: &a {ru: Борис Чехов}\nvera:\n  name: Vera\n  native: *a\n",
        ),
        """
        books/people.yaml:8:11: error[M01]: the anchor &a is not allowed
          hint: write the value out wherever it is meant
        """,
    ),
    Case(
        "a line that is indented otherwise",
        edit(PRESS, "place: London", " place: London"),
        """
        books/press.yaml:2:7: error[M01]: this line is indented, as if it went on with the line above
          hint: indent it as its neighbours are
        """,
    ),
    Case(
        "a person of the register without a name",
        edit(PEOPLE, "  name: Anna Berg\n", ""),
        """
        books/people.yaml:2:3: error[M03]: the key "name" is missing
          hint: add a line name: …
        """,
    ),
    Case(
        "an id of a person with a capital",
        add(PEOPLE, "Vera:\n  name: Vera\n"),
        """
        books/people.yaml:9:1: error[M04]: "Vera" cannot be an id
          hint: use small letters, digits and hyphens, as in v-i-lenin
        """,
    ),
    Case(
        "the same person twice",
        add(PEOPLE, "anna:\n  name: Anna Berg\n"),
        """
        books/people.yaml:9:1: error[M05]: the key "anna" stands twice
          hint: delete one of them
        """,
    ),
    Case(
        "a web address that is none",
        edit(PRESS, "https://example.org", "example.org"),
        """
        books/press.yaml:3:6: error[M04]: expected a web address (https://…), found "example.org"
          hint: begin it with https://
        """,
    ),
    Case(
        "a language that is no tag",
        edit(JULY, "language: de", "language: german"),
        """
        books/july/book.yaml:2:11: error[T09]: "german" is not a language tag
          hint: write one as in en, ru or en-GB
        """,
    ),
    Case(
        "an unknown person",
        edit(MARCH, "author: anna", "author: anne"),
        """
        books/june/march.md:3:9: error[M13]: there is no person "anne"
          hint: did you mean "anna"?
        """,
    ),
    Case(
        "a contributor by two ways",
        edit(LETTER, "{name: Clara Dahl}", "{name: Clara, person: anna}"),
        """
        books/june/letter.md:4:20: error[M04]: expected either a person of the register or a name
          hint: write an id, or {name: A Name}
        """,
    ),
    Case(
        "a role in words",
        edit(JUNE, "role: edt", "role: editor"),
        """
        books/june/book.yaml:7:26: error[M18]: "editor" is not a role
          hint: did you mean "edt"?
        """,
    ),
    Case(
        "a date that is no date",
        edit(MARCH, "date: 1917-06-18", "date: 18 June 1917"),
        """
        books/june/march.md:4:7: error[M15]: "18 June 1917" is not a date
          hint: write 1917-06-18
        """,
    ),
    Case(
        "a day that the calendar lacks",
        edit(PEOPLE, "1870-04-22", "1870-04-31"),
        """
        books/people.yaml:3:9: error[M15]: April 1870 has 30 days in the Gregorian calendar, not as in "1870-04-31"
          hint: write 1870-04-01 to 1870-04-30
        """,
    ),
    Case(
        "an edition without a day",
        edit(JUNE, "2026-11-23", "2026-11"),
        """
        books/june/book.yaml:4:11: error[M15]: "2026-11" is not a day
          hint: write it as in 2026-11-23
        """,
    ),
    Case(
        "an ISBN with a wrong check digit",
        edit(JUNE, "978-0-306-40615-7", "978-0-306-40615-1"),
        """
        books/june/book.yaml:18:16: error[M16]: the ISBN "978-0-306-40615-1" has a wrong check digit
          hint: were the other digits right, the last would be 7
        """,
    ),
    Case(
        "an ISBN that is none",
        edit(JUNE, "978-0-306-40615-7", "12345"),
        """
        books/june/book.yaml:18:16: error[M16]: "12345" is not an ISBN
          hint: write its 13 digits, which begin with 978 or 979
        """,
    ),
    Case(
        "an identifier that is none",
        edit(JULY, "urn:uuid:22222222-2222-4222-8222-222222222222", "july"),
        """
        books/july/book.yaml:3:13: error[M04]: "july" is not an identifier
          hint: write urn:uuid: and a UUID, which `publisher new book` makes
        """,
    ),
    Case(
        "a copied identifier",
        edit(JUNE, ONES, TWOS),
        """
        books/june/book.yaml:3:13: error[M19]: the identifier "urn:uuid:22222222-2222-4222-8222-222222222222" also stands at books/july/book.yaml:3:13
          hint: give each its own
        """,  # noqa: E501
    ),
    Case(
        "an unknown trim",
        edit(JUNE, "trim: a5", "trim: 20x20"),
        """
        books/june/book.yaml:19:17: error[M04]: the trim "20x20" cannot be printed
          hint: each side has 70 to 450 mm
        """,
    ),
    Case(
        "a series that does not exist",
        edit(JUNE, "series: year", "series: years"),
        """
        books/june/book.yaml:5:9: error[M17]: there is no series "years"
          hint: did you mean "year"?
        """,
    ),
    Case(
        "a series that does not list the book",
        edit(SERIES, "    - july\n", ""),
        """
        books/july/book.yaml:5:9: error[M17]: the series "year" does not list "july" among its volumes
          hint: add it in books/series.yaml
        """,
    ),
    Case(
        "a series with a book that does not exist",
        edit(SERIES, "- june", "- june\n    - jume"),
        """
        books/series.yaml:5:7: error[M17]: the press has no book "jume"
          hint: did you mean "june"?
        """,
    ),
    Case(
        "a book to see that does not exist",
        edit(JUNE, "see_also: [july]", "see_also: [jully]"),
        """
        books/june/book.yaml:16:12: error[M17]: the press has no book "jully"
          hint: did you mean "july"?
        """,
    ),
    Case(
        "a text whose file is missing",
        remove(LETTER),
        """
        books/june/book.yaml:11:20: error[M06]: the file "books/june/letter.md" does not exist
          hint: write it, or correct its name
        """,
    ),
    Case(
        "a text that is named with .md",
        edit(JUNE, "[march, letter]", "[march, letter.md]"),
        """
        books/june/book.yaml:11:20: error[M04]: a text is named without .md in this list
          hint: write "letter"
        """,
    ),
    Case(
        "a text that is named twice",
        edit(JUNE, "[march, letter]", "[march, letter, march]"),
        """
        books/june/book.yaml:11:28: error[M14]: the text "march" is named twice; first at books/june/book.yaml:11:13
          hint: delete one
        """,
    ),
    Case(
        "two texts with one id",
        both(
            copy("books/july/song.md", "books/june/song.md"),
            edit(JUNE, "introduction: second.md", "introduction: song.md"),
        ),
        """
        books/june/book.yaml:15:9: error[M14]: two texts of this book have the id "song"; the other is named at books/june/book.yaml:13:19
          hint: rename one of the files
        """,  # noqa: E501
    ),
    Case(
        "a text outside the press",
        edit(JUNE, "../july/song", "../../../etc/passwd"),
        """
        books/june/book.yaml:15:9: error[M07]: "../etc/passwd.md" lies outside the press
          hint: copy the file into the press
        """,
    ),
    Case(
        "a text in a folder that is missing",
        edit(JUNE, "../july/song", "songs/song"),
        """
        books/june/book.yaml:15:9: error[M06]: the file "books/june/songs/song.md" does not exist
          hint: there is no folder "books/june/songs"
        """,
    ),
    Case(
        "a text that is a folder",
        folder(SONG),
        """
        books/july/book.yaml:7:13: error[M08]: "books/july/song.md" is a folder, not a file
          hint: name a file
        books/june/book.yaml:15:9: error[M08]: "books/july/song.md" is a folder, not a file
          hint: name a file
        """,
    ),
    Case(
        "a loop of links",
        link(SONG, "song.md"),
        """
        books/july/book.yaml:7:13: error[M08]: "books/july/song.md" cannot be opened: it is a loop of links
          hint: put the file itself there
        books/june/book.yaml:15:9: error[M08]: "books/july/song.md" cannot be opened: it is a loop of links
          hint: put the file itself there
        """,
    ),
    Case(
        "a link that leaves the press",
        link(SONG, "/etc/passwd"),
        """
        books/july/book.yaml:7:13: error[M07]: "books/july/song.md" lies outside the press
          hint: copy the file into the press
        books/june/book.yaml:15:9: error[M07]: "books/july/song.md" lies outside the press
          hint: copy the file into the press
        """,
    ),
    Case(
        "an empty text",
        put(SONG, ""),
        """
        books/july/song.md: error[M11]: the file is empty
          hint: write it, or take its name away where it is named
        """,
    ),
    Case(
        "a text of zero bytes",
        put(SONG, b"\0" * 100),
        """
        books/july/song.md: error[M10]: the file is not text: it holds bytes that no text has
          hint: save it as UTF-8
        """,
    ),
    Case(
        "a text in windows-1251",
        encode(SONG, "cp1251", "Съешь же ещё этих мягких французских булок, да выпей чаю.\n"),
        """
        books/july/song.md:11:1: error[M09]: the file is not UTF-8; it looks like windows-1251
          hint: save it as UTF-8
        """,
    ),
    Case(
        "a text in koi8-r",
        encode(SONG, "koi8-r", "Съешь же ещё этих мягких французских булок, да выпей чаю.\n"),
        """
        books/july/song.md:11:1: error[M09]: the file is not UTF-8; it looks like koi8-r
          hint: save it as UTF-8
        """,
    ),
    Case(
        "a text in utf-16",
        encode(SONG, "utf-16", "Съешь же ещё этих булок.\n"),
        """
        books/july/song.md:1:1: error[M09]: the file is not UTF-8; it looks like utf-16
          hint: save it as UTF-8
        """,
    ),
    Case(
        "a text of 17 MiB",
        put(SONG, "a" * 17 * 1024 * 1024),
        """
        books/july/book.yaml:7:13: error[M12]: "books/july/song.md" is too large: it has 17 MiB, and the limit is 16 MiB
          hint: make it smaller, or divide it
        books/june/book.yaml:15:9: error[M12]: "books/july/song.md" is too large: it has 17 MiB, and the limit is 16 MiB
          hint: make it smaller, or divide it
        """,
    ),
    Case(
        "a character that cannot be shown",
        edit(SONG, "A line,", "A \x07line,"),
        """
        books/july/song.md:8:3: error[T03]: the character U+0007 cannot be shown
          hint: delete it
        """,
    ),
    Case(
        "a character that cannot be shown, by its number",
        edit(MARCH, "At noon.", "At &#7; noon."),
        """
        books/june/march.md:15:10: error[T03]: the character &#7; cannot be shown
          hint: delete it
        """,
    ),
    Case(
        "a text without front matter",
        put(SONG, "A song.\n"),
        """
        books/july/song.md:1:1: error[T01]: the text does not begin with front matter
          hint: begin the file with a line ---, then title: …, then a line ---
        """,
    ),
    Case(
        "front matter without an end",
        put(SONG, "---\ntitle: The song\n\nA song.\n"),
        """
        books/july/song.md:1:1: error[T01]: the front matter is not closed
          hint: end it with a line ---
        """,
    ),
    Case(
        "front matter with a tab",
        edit(SONG, "author: boris", "author:\n\t- boris"),
        """
        books/july/song.md:4:1: error[M01]: a tab indents this line; YAML wants spaces
          hint: replace the tab by spaces
        """,
    ),
    Case(
        "a text without words",
        put(SONG, "---\ntitle: The song\n---\n"),
        """
        books/july/song.md:4:1: error[T06]: the text has no words
          hint: write it, or take it out of the manifest
        """,
    ),
    Case(
        "forbidden HTML",
        edit(MARCH, "It ended here.", "It ended <font>here</font>."),
        """
        books/june/march.md:13:10: error[T02]: the HTML element <font> is not allowed
          hint: use Markdown, or one of: abbr b br cite em i kbd q small span strong sub sup time
        """,
    ),
    Case(
        "a forbidden attribute",
        edit(MARCH, "It ended here.", 'It ended <b onclick="x()">here</b>.'),
        """
        books/june/march.md:13:13: error[T02]: the attribute "onclick" is not allowed on <b>
          hint: delete it
        """,
    ),
    Case(
        "braces that are no attributes",
        edit(MARCH, "It ended here.", "It *ended*{style=big} here."),
        r"""
        books/june/march.md:13:11: error[T02]: "{style=big}" is not allowed
          hint: write {#anchor}, {.class} or {lang=ru}; for a brace that is a sign write \{
        """,
    ),
    Case(
        "HTML that is not closed",
        edit(MARCH, "It ended here.", "It <b>ended here."),
        """
        books/june/march.md:13:4: error[T07]: the HTML element <b> is not closed where it should be
          hint: write </b>
        """,
    ),
    Case(
        "HTML that crosses itself",
        edit(MARCH, "It ended here.", "It <b>ended <i>here</b></i>."),
        """
        books/june/march.md:13:13: error[T07]: the HTML element <i> is not closed where it should be
          hint: write </i>
        books/june/march.md:13:24: error[T07]: </i> closes an element that is not open
          hint: delete it
        """,
    ),
    Case(
        "a comment that is not closed",
        edit(MARCH, "It ended here.", "It ended here. <!-- why?"),
        """
        books/june/march.md:13:16: error[T07]: the comment <!-- is not closed
          hint: end it with -->
        """,
    ),
    Case(
        "a heading of level 1",
        edit(MARCH, "## The square {#square}", "# The square {#square}"),
        r"""
        books/june/march.md:11:1: error[T04]: "The square" is a heading of level 1, which is the title's
          hint: begin the line with ## for a heading, with \# for the sign itself
        """,
    ),
    Case(
        "a heading that skips a level",
        edit(MARCH, "## The square", "#### The square"),
        """
        books/june/march.md:11:1: error[A02]: "The square" is a heading of level 4 after one of level 1
          hint: begin the line with ##
        """,
    ),
    Case(
        "a heading in a note",
        edit(MARCH, "[^1]: At noon.", "[^1]: At noon.\n\n    ## Noon"),
        """
        books/june/march.md:15:1: error[T04]: the heading "Noon" stands inside the note [^1]
          hint: make it a paragraph
        """,
    ),
    Case(
        "an unknown block",
        edit(SONG, "/// verse", "/// vers"),
        """
        books/july/song.md:5:5: error[T05]: there is no block "vers"
          hint: did you mean "verse"?
        """,
    ),
    Case(
        "a block that is not closed",
        edit(SONG, "  and another.\n///", "  and another."),
        """
        books/july/song.md:5:1: error[T05]: the block /// verse is not closed
          hint: end it with a line ///
        """,
    ),
    Case(
        "a block that was not opened",
        add(SONG, "\n///\n"),
        """
        books/july/song.md:12:1: error[T05]: /// closes a block that was not opened
          hint: delete the line
        """,
    ),
    Case(
        "an unknown option of a block",
        edit(SONG, "source:", "sorce:"),
        """
        books/july/song.md:6:5: error[T05]: /// verse has no option "sorce"
          hint: did you mean "source"?
        """,
    ),
    Case(
        "an option that is not words",
        edit(SONG, "From a broadsheet", "1917"),
        """
        books/july/song.md:6:5: error[T05]: the options of /// verse cannot be read
          hint: put values in quotation marks; leave a line blank above words that are indented
        """,
    ),
    Case(
        "a block in a block with as many slashes",
        edit(LETTER, "Dear all,", "/// verse\nA line\n///\n\nDear all,"),
        """
        books/june/letter.md:18:1: error[T05]: /// verse stands inside a block with as many slashes
          hint: give the block around it more slashes: //// … ////
        """,
    ),
    Case(
        "emphasis over two lines of verse",
        edit(SONG, "A line,\n  and another.", "*A line,\n  and another.*"),
        """
        books/july/song.md:8:1: error[T05]: this emphasis does not end in its line of verse
          hint: close it at the end of the line and open it again in the next
        books/july/song.md:9:15: error[T05]: this emphasis does not end in its line of verse
          hint: close it at the end of the line and open it again in the next
        """,
    ),
    Case(
        "a picture that is missing",
        remove(MAP),
        """
        books/june/march.md:9:23: error[M06]: the file "books/june/images/map.png" does not exist
          hint: write it, or correct its name
        """,
    ),
    Case(
        "a picture outside the press",
        edit(MARCH, "images/map.png", "../../../map.png"),
        """
        books/june/march.md:9:23: error[M07]: "../map.png" lies outside the press
          hint: copy the file into the press
        """,
    ),
    Case(
        "a picture on the web",
        edit(MARCH, "images/map.png", "https://example.org/map.png"),
        """
        books/june/march.md:9:23: error[M07]: the picture "https://example.org/map.png" is not a file of the press
          hint: copy the picture into the press
        """,
    ),
    Case(
        "a picture without alternative text",
        edit(MARCH, "![A map of the march]", "![]"),
        """
        books/june/march.md:9:5: error[A01]: the picture "images/map.png" has no alternative text
          hint: say what it shows: ![a description](images/map.png)
        """,
    ),
    Case(
        "a picture that cannot be read",
        put(MAP, b"\x89PNG\r\n\x1a\nnothing"),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.png" cannot be read: it is damaged, or no picture
          hint: save it anew
        """,  # noqa: E501
    ),
    Case(
        "a picture with a wrong name",
        put(MAP, b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.png" is of the kind GIF, not what its name says
          hint: save it as PNG or JPEG and name it so
        """,  # noqa: E501
    ),
    Case(
        "a picture of an unknown kind",
        edit(MARCH, "images/map.png", "march.md"),
        """
        books/june/march.md:9:23: error[T08]: "books/june/march.md" is not a picture of a known kind
          hint: use one of: .svg .png .jpg .jpeg .gif
        """,
    ),
    Case(
        "a drawing with a script",
        drawing(SVG + "<script>x()</script></svg>"),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.svg" holds a <script> element
          hint: save it as plain SVG, with nothing linked
        """,
    ),
    Case(
        "a drawing with entities",
        drawing('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG + "<text>&a;</text></svg>"),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.svg" declares entities
          hint: save it as plain SVG
        """,
    ),
    Case(
        "a drawing that refers to a file",
        drawing(SVG + '<image href="file:///etc/passwd"/></svg>'),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.svg" refers to another file
          hint: save it as plain SVG, with nothing linked
        """,
    ),
    Case(
        "a drawing without a viewBox",
        drawing('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.svg" has no viewBox
          hint: give its <svg> element one
        """,
    ),
    Case(
        "a language span that is no tag",
        edit(LETTER, "{lang=ru}", "{lang=russian}"),
        """
        books/june/letter.md:18:24: error[T09]: "russian" is not a language tag
          hint: write one as in en, ru or en-GB
        """,
    ),
    Case(
        "an option of a block without a name",
        edit(LETTER, "    dateline: Moscow", "    ? Moscow"),
        """
        books/june/letter.md:16:5: error[T05]: the options of /// letter cannot be read
          hint: put values in quotation marks; leave a line blank above words that are indented
        """,
    ),
    Case(
        "brackets without end",
        edit(MARCH, "It ended here.", "[" * 60),
        """
        books/june/march.md:13:51: error[T10]: brackets nested in more than 50 brackets cannot be read
          hint: break the passage up, or close what is left open
        """,
    ),
    Case(
        "a row that is too long",
        edit(MARCH, "It ended here.", "| a | b |\n| - | - |\n| 1 | 2 | 3 |\n\nEnd."),
        r"""
        books/june/march.md:15:1: error[T11]: this row has more cells than the head of its table
          hint: write \| for a bar that is a sign, or add a column to the head
        """,
    ),
    Case(
        "a table that is none",
        edit(MARCH, "It ended here.", "| a | b |\n| - |\n\nEnd."),
        """
        books/june/march.md:13:1: error[T11]: this table cannot be read
          hint: the second line is | --- | with one --- for each cell of the first
        """,
    ),
    Case(
        "a note that is not defined",
        edit(MARCH, "[^ed-1]: A square of that name.\n", ""),
        """
        books/june/march.md:13:15: error[N01]: the note [^ed-1] is called but not defined
          hint: add a line that begins [^ed-1]:
        """,
    ),
    Case(
        "a note that is not called",
        edit(MARCH, "here.[^ed-1]", "here."),
        """
        books/june/march.md:17:1: error[N02]: the note [^ed-1] is defined but never called
          hint: call it, or delete it
        """,
    ),
    Case(
        "a note that is called twice",
        edit(MARCH, "here.[^ed-1]", "here.[^ed-1] There.[^1]"),
        """
        books/june/march.md:13:29: error[N03]: the note [^1] is called twice
          hint: give each call its own note
        """,
    ),
    Case(
        "a note that is defined twice",
        add(MARCH, "\n[^1]: Later.\n"),
        """
        books/june/march.md:19:1: error[N04]: the note [^1] is defined twice
          hint: rename one
        """,
    ),
    Case(
        "a note with a name that is no word",
        put(SONG, "---\ntitle: The song\n---\nLa.[^a b]\n\n[^a b]: La.\n"),
        """
        books/july/song.md:6:1: error[N09]: the name of the note [^a b] is not a plain word
          hint: use letters, digits and hyphens, as in [^1] or [^ed-1]
        """,
    ),
    Case(
        "a note inside a note",
        edit(MARCH, "At noon.", "At noon.[^2]\n\n[^2]: By the clock."),
        """
        books/june/march.md:15:15: error[N11]: the note [^2] is called inside the note [^1]
          hint: put it into the same note
        """,
    ),
    Case(
        "a note inside a quotation",
        edit(MARCH, "[^1]: At noon.", "> [^1]: At noon."),
        """
        books/june/march.md:15:3: error[N12]: the note [^1] is defined inside another block
          hint: begin its line at the left margin, below the block
        """,
    ),
    Case(
        "a link to a text that does not exist",
        edit(MARCH, "text:letter#end", "text:leter"),
        """
        books/june/march.md:7:65: error[N05]: this book has no text "leter"
          hint: did you mean "letter"?
        """,
    ),
    Case(
        "a link to a person who does not exist",
        edit(MARCH, "person:boris", "person:bors"),
        """
        books/june/march.md:7:34: error[N06]: there is no person "bors"
          hint: did you mean "boris"?
        """,
    ),
    Case(
        "a link to a book that does not exist",
        edit("books/june/introduction.md", "book:july", "book:jule"),
        """
        books/june/introduction.md:5:60: error[N07]: the press has no book "jule"
          hint: did you mean "june"?
        """,
    ),
    Case(
        "a link of an unknown kind",
        edit(MARCH, "person:boris", "javascript:alert(1)"),
        """
        books/june/march.md:7:34: error[N08]: the link "javascript:alert(1)" leads nowhere that a book can lead
          hint: a link begins with one of: text: page: person: book: https:// mailto: #
        """,
    ),
    Case(
        "an anchor that stands twice",
        edit(MARCH, "It ended here.", "## Again {#square}\n\nIt ended here."),
        """
        books/june/march.md:13:12: error[N09]: the anchor "square" stands twice in this text
          hint: rename one
        """,
    ),
    Case(
        "an anchor that is no word",
        edit(MARCH, "It ended here.", "### Third {#3rd}\n\nIt ended here."),
        """
        books/june/march.md:13:13: error[N09]: the anchor "3rd" is not a plain word
          hint: begin with a letter; use letters, digits and hyphens
        """,
    ),
    Case(
        "a link to an anchor that does not exist",
        edit(MARCH, "letter#end", "letter#ends"),
        """
        books/june/march.md:7:65: error[N10]: the text "letter" has no anchor "ends"
          hint: did you mean "end"?
        """,
    ),
    Case(
        "a link to an anchor that its text lacks",
        edit(MARCH, "person:boris", "#sqare"),
        """
        books/june/march.md:7:34: error[N10]: this text has no anchor "sqare"
          hint: did you mean "square"?
        """,
    ),
    Case(
        "a dead link in a biography",
        edit(PEOPLE, "person:boris", "person:bors"),
        """
        books/people.yaml:4:8: error[N06]: there is no person "bors"
          hint: did you mean "boris"?
        """,
    ),
    Case(
        "a list in a headnote",
        edit(LETTER, "headnote: Written in haste.", 'headnote: "- Written in haste."'),
        """
        books/june/letter.md:13:11: error[T05]: only words, emphasis and links can stand here
          hint: move notes, lists, headings and pictures into a text
        """,
    ),
    Case(
        "a folder of a book with a name that is no id",
        copy("books/july", "books/July 2"),
        """
        books/July 2: error[M04]: "July 2" cannot be an id
          hint: use small letters, digits and hyphens, as in v-i-lenin
        """,
    ),
    Case(
        "a PNG bomb",
        put(MAP, png(60_000, 60_000)),
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.png" has more pixels than any printer
          hint: make it smaller
        """,
    ),
    Case(
        "a JPEG that breaks off",
        jpeg_that_breaks_off,
        """
        books/june/march.md:9:23: error[T08]: the picture "books/june/images/map.jpg" cannot be read: it breaks off before its end
          hint: save it anew
        """,  # noqa: E501
    ),
    Case(
        "the text of a biography that links to a text",
        edit(PEOPLE, "person:boris", "text:letter"),
        """
        books/people.yaml:4:8: error[N05]: no text "letter" can be linked from here
          hint: link to a book: or person: instead, for every book shows these words
        """,
    ),
    Case(
        "a volume of a series that is nothing",
        edit(SERIES, "{title: October, forthcoming: 2027}", "{forthcoming: 2027}"),
        """
        books/series.yaml:6:7: error[M04]: expected a book or the title of one to come
          hint: write its folder, or {title: …, forthcoming: 2027}
        """,
    ),
    Case(
        "an ISBN on two editions",
        edit(JUNE, "trim: a5", "trim: a5, isbn: 9780306406157"),
        """
        books/june/book.yaml:19:27: error[M19]: the ISBN "9780306406157" also stands at books/june/book.yaml:18:16
          hint: give each its own
        """,
    ),
    Case(
        "a list without a blank line above it",
        edit(MARCH, "It ended here.", "It ended:\n- here"),
        """
        books/june/march.md:14:1: warning[T12]: this line looks like an item of a list, and goes on with the paragraph
          hint: leave a line blank above a list; indent a list in a list by four spaces
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.fault.replace(" ", "-") for case in CASES])
def test_editor_is_told_of(case: Case, press: Path) -> None:
    case.change(press)
    assert told(press) == dedent(case.diagnostic).strip()


def test_sound_press_has_nothing_to_tell(press: Path) -> None:
    assert told(press) == ""


# Twenty faults at once, in eleven files.
TWENTY: tuple[Change, ...] = (
    edit(PRESS, "place:", "plcae:"),
    edit(PEOPLE, "1870-04-22", "1870-04-31"),
    edit(PEOPLE, "person:boris", "person:bors"),
    edit(SERIES, "- june", "- june\n    - jume"),
    edit(JUNE, "role: edt", "role: editor"),
    edit(JULY, "2026-11-24", "2026-11"),
    edit(MARCH, "author: anna", "author: anne"),
    edit(MARCH, "date: 1917-06-18", "date: 18 June 1917"),
    edit(MARCH, "began.[^1]", "began.[^1][^2]"),
    edit(MARCH, "It ended", "It <font>ended</font>"),
    edit(MARCH, " here.", " [here](text:leter)."),
    edit(MARCH, "![A map of the march]", "![]"),
    edit(MARCH, "## The square", "#### The square"),
    edit(LETTER, "{lang=ru}", "{lang=russian}"),
    edit(LETTER, "dateline:", "datline:"),
    edit("books/june/introduction.md", "book:july", "book:jule"),
    edit(SONG, "A line,", "A \x07line,"),
    put("books/closing.md", "We print on half sheets.\n"),
    put("books/june/second.md", "---\ntitle: The second part\n---\n"),
    put(MAP, b"nothing"),
)
TOLD = r"""
    books/closing.md:1:1: error[T01]: the text does not begin with front matter
      hint: begin the file with a line ---, then title: …, then a line ---
    books/july/book.yaml:4:11: error[M15]: "2026-11" is not a day
      hint: write it as in 2026-11-23
    books/july/song.md:8:3: error[T03]: the character U+0007 cannot be shown
      hint: delete it
    books/june/book.yaml:7:26: error[M18]: "editor" is not a role
      hint: did you mean "edt"?
    books/june/introduction.md:5:60: error[N07]: the press has no book "jule"
      hint: did you mean "june"?
    books/june/letter.md:16:5: error[T05]: /// letter has no option "datline"
      hint: did you mean "dateline"?
    books/june/letter.md:18:24: error[T09]: "russian" is not a language tag
      hint: write one as in en, ru or en-GB
    books/june/march.md:3:9: error[M13]: there is no person "anne"
      hint: did you mean "anna"?
    books/june/march.md:4:7: error[M15]: "18 June 1917" is not a date
      hint: write 1917-06-18
    books/june/march.md:7:21: error[N01]: the note [^2] is called but not defined
      hint: add a line that begins [^2]:
    books/june/march.md:9:5: error[A01]: the picture "images/map.png" has no alternative text
      hint: say what it shows: ![a description](images/map.png)
    books/june/march.md:9:5: error[T08]: the picture "books/june/images/map.png" cannot be read: it is damaged, or no picture
      hint: save it anew
    books/june/march.md:11:1: error[A02]: "The square" is a heading of level 4 after one of level 1
      hint: begin the line with ##
    books/june/march.md:13:4: error[T02]: the HTML element <font> is not allowed
      hint: use Markdown, or one of: abbr b br cite em i kbd q small span strong sub sup time
    books/june/march.md:13:30: error[N05]: this book has no text "leter"
      hint: did you mean "letter"?
    books/june/second.md:4:1: error[T06]: the text has no words
      hint: write it, or take it out of the manifest
    books/people.yaml:3:9: error[M15]: April 1870 has 30 days in the Gregorian calendar, not as in "1870-04-31"
      hint: write 1870-04-01 to 1870-04-30
    books/people.yaml:4:8: error[N06]: there is no person "bors"
      hint: did you mean "boris"?
    books/press.yaml:2:1: error[M02]: unknown key "plcae"
      hint: did you mean "place"?
    books/series.yaml:5:7: error[M17]: the press has no book "jume"
      hint: did you mean "june"?
    """  # noqa: E501


def test_twenty_faults_are_told_in_one_run(press: Path) -> None:
    for change in TWENTY:
        change(press)
    assert told(press) == dedent(TOLD).strip()
    assert len(load(press).findings) == len(TWENTY) == 20


def test_file_without_permission_is_told() -> None:
    """Read by somebody who is not root, for root may read everything."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        press = Path(shutil.copytree(SMALL, Path(folder) / "press"))
        (press / SONG).chmod(0)
        user = os.geteuid()
        os.seteuid(user or NOBODY)
        try:
            assert "cannot be opened: no permission to read it" in told(press)
        finally:
            os.seteuid(user)


def test_books_are_read_by_name(press: Path) -> None:
    edit(JULY, "title: July", "title: 1917")(press)
    assert load(press, ["june"]).findings == ()
    assert [str(finding) for finding in load(press, ["jun"]).findings] == [
        'books: error[M17]: the press has no book "jun"\n  hint: did you mean "june"?'
    ]

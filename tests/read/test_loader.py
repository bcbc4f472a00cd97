"""A small press, sound and complete: what each noun holds of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.book import Book, Contributor, Day, Press, Rights, Text
from publisher.read import load


def book(press: Path, slug: str = "june") -> Book:
    """A book of the press, which is sound."""
    reading = load(press, [slug])
    assert reading.findings == ()
    return reading.books[0]


def text(press: Path, name: str) -> Text:
    """A text of the book `june`."""
    return next(text for text in book(press).texts if text.id == name)


def hands(contributors: tuple[Contributor, ...]) -> list[tuple[str, str]]:
    """Names and roles."""
    return [(contributor.person.name, contributor.role) for contributor in contributors]


def test_press_knows_its_people_series_and_books(press: Path) -> None:
    read = load(press).press
    assert isinstance(read, Press)
    assert (read.name, read.place, read.language, read.theme) == ("Small Press", "London", "en", "classic")
    assert read.slugs == ("july", "june")
    assert list(read.people) == ["anna", "boris"]
    assert list(read.series) == ["year"]
    assert read.folder == press.resolve()


def test_person_has_a_sort_name_guessed_or_given(press: Path) -> None:
    people = book(press).press.people
    assert people["anna"].sort == "Berg, Anna"
    assert people["boris"].sort == "Chekhov, Boris"
    assert people["boris"].native == {"ru": "Борис Чехов"}
    assert people["anna"].born is not None
    assert people["anna"].born.start == Day(1870, 4, 22)
    assert people["anna"].bio == 'A printer; she taught <a href="person:boris">Boris</a>.'


def test_book_holds_its_texts_in_reading_order(press: Path) -> None:
    june = book(press)
    assert [text.id for text in june.texts] == ["introduction", "march", "letter", "second", "song", "closing"]
    assert [text.id for text in june.pieces] == ["march", "letter", "song"]
    assert [(part.id, part.title, part.introduction and part.introduction.id) for part in june.contents] == [
        ("_part-1", "First", None),
        ("_part-2", "Second", "second"),
    ]


def test_book_has_its_own_facts_and_defaults(press: Path) -> None:
    june = book(press)
    assert (june.title, june.subtitle, june.language, june.theme) == ("June", "A “reader”", "en", "classic")
    assert june.identifier == "urn:uuid:11111111-1111-4111-8111-111111111111"
    assert june.modified == "2026-11-23T00:00:00Z"
    assert hands(june.contributors) == [("Anna Berg", "edt")]
    assert june.apparatus == ("contributors", "sources")
    assert str(june.location) == "books/june/book.yaml:1:1"


def test_editions_are_those_named_or_all(press: Path) -> None:
    assert {edition.name: dict(edition.settings) for edition in book(press).editions} == {
        "epub": {"isbn": "978-0-306-40615-7", "pages": "print"},
        "print": {"trim": (148.0, 210.0), "isbn": "", "signature": 2},
    }
    assert [edition.name for edition in book(press, "july").editions] == ["epub", "screen", "print"]


def test_contributors_keep_their_roles_and_order(press: Path) -> None:
    assert hands(text(press, "letter").contributors) == [
        ("Boris Chekhov", "aut"),
        ("Anna Berg", "trl"),
        ("Clara Dahl", "trl"),
        ("Anna Berg", "ann"),
    ]
    clara = text(press, "introduction").authors[0]
    assert (clara.id, clara.name, clara.sort) == ("", "Clara Dahl", "Dahl, Clara")


def test_date_stands_in_the_calendar_of_its_source(press: Path) -> None:
    date = text(press, "march").date
    assert date is not None
    assert (date.start, date.calendar) == (Day(1917, 6, 18), "julian")


def test_source_may_give_a_year_alone(press: Path) -> None:
    source = text(press, "letter").source
    assert source is not None
    assert (source.title, source.pages) == ("Letters", "12-19")
    assert source.date is not None
    assert source.date.start == Day(1918)


def test_rights_come_down_from_the_press(press: Path) -> None:
    ours = Rights("CC-BY-4.0", "Small Press")
    assert book(press).rights == ours
    assert text(press, "march").rights == ours
    assert text(press, "letter").rights == Rights("public domain")


def test_rights_of_a_book_come_down_to_its_texts(press: Path) -> None:
    manifest = press / "books/july/book.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "rights: {licence: CC0-1.0}\n", "utf-8")
    assert [text.rights for text in book(press, "july").texts] == [Rights("CC0-1.0")] * 2


def test_language_comes_down_from_the_press(press: Path) -> None:
    assert [text.language for text in book(press).texts] == ["en", "en", "en-GB", "en", "en", "en"]
    assert [text.language for text in book(press, "july").texts] == ["de", "de"]


def test_series_lists_books_by_their_titles(press: Path) -> None:
    series = book(press).series
    assert series is not None
    assert [(volume.title, volume.slug, volume.forthcoming) for volume in series.volumes] == [
        ("June", "june", ""),
        ("July", "july", ""),
        ("October", "", "2027"),
    ]
    assert (series.position("june"), series.position("july")) == (1, 2)


def test_books_to_see_have_their_titles(press: Path) -> None:
    assert [(volume.title, volume.slug) for volume in book(press).see_also] == [("July", "july")]


def test_one_text_stands_in_two_books(press: Path) -> None:
    songs = [text for slug in ("june", "july") for text in book(press, slug).texts if text.id == "song"]
    assert [song.language for song in songs] == ["en", "de"]
    assert songs[0].content.html == songs[1].content.html


def test_headnote_notes_and_pictures_belong_to_their_text(press: Path) -> None:
    assert text(press, "letter").headnote == "Written in haste."
    march = text(press, "march").content
    assert [note.id for note in march.notes] == ["march.1", "march.ed-1"]
    assert [image.name for image in march.images] == ["images/june_map.png"]
    assert march.anchors == {"square"}


def test_press_without_people_and_series_is_a_press(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books/press.yaml").write_text("name: A Press\n", "utf-8")
    reading = load(tmp_path)
    assert (reading.findings, reading.books) == ((), ())
    assert reading.press is not None


@pytest.mark.parametrize("fault", ["plcae: London\n", "", "[", "name:\n"])
def test_books_of_a_wrong_press_are_read_for_their_faults(press: Path, fault: str) -> None:
    (press / "books/press.yaml").write_text(fault, "utf-8")
    song = press / "books/july/song.md"
    song.write_text(song.read_text("utf-8").replace("/// verse", "/// vers"), "utf-8")
    reading = load(press)
    assert (reading.press, reading.books) == (None, ())
    assert {finding.location.path for finding in reading.findings} == {"books/press.yaml", "books/july/song.md"}


def test_repository_has_nothing_to_tell() -> None:
    reading = load(Path(__file__).parents[2])
    assert reading.findings == ()
    assert [book.slug for book in reading.books] == list(reading.press.slugs if reading.press else ())


def test_two_readings_are_the_same(press: Path) -> None:
    assert load(press) == load(press)

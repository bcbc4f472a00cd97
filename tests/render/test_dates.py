"""Dates as a copy-editor of each language would print them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.book import Calendar, Date, Day
from publisher.render.dates import machine_date, show_date, show_life, to_gregorian, to_julian


def date(edtf: str, start: Day, end: Day | None = None, calendar: Calendar = "gregorian", doubt: str = "") -> Date:
    return Date(edtf, start, end, calendar, "~" in doubt, "?" in doubt)


def day(*parts: int, end: tuple[int, ...] | None = None, calendar: Calendar = "gregorian", doubt: str = "") -> Date:
    """A date by the numbers of its start and end."""
    return date("", Day(*parts), Day(*end) if end else None, calendar, doubt)


def show(words: str) -> str:
    return words.replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("value", "english", "russian", "german", "french"),
    [
        (day(1917), "1917", "1917", "1917", "1917"),
        (day(1917, 7), "July 1917", "июль 1917", "Juli 1917", "juillet 1917"),
        (day(1917, 7, 17), "17~July 1917", "17~июля 1917", "17.~Juli 1917", "17~juillet 1917"),
        (day(1917, 5, 1), "1~May 1917", "1~мая 1917", "1.~Mai 1917", "1er~mai 1917"),
        (
            day(1917, 7, 17, end=(1917, 7, 20)),
            "17–20~July 1917",
            "17–20~июля 1917",
            "17.–20.~Juli 1917",
            "17–20~juillet 1917",
        ),
        (
            day(1917, 7, end=(1917, 8)),
            "July–August 1917",
            "июль~— август 1917",
            "Juli–August 1917",
            "juillet–août 1917",
        ),
        (
            day(1917, 7, 28, end=(1917, 8, 3)),
            "28~July~– 3~August 1917",
            "28~июля~– 3~августа 1917",
            "28.~Juli~– 3.~August 1917",
            "28~juillet~– 3~août 1917",
        ),
        (
            day(1917, 12, 30, end=(1918, 1, 2)),
            "30~December 1917~– 2~January 1918",
            "30~декабря 1917~– 2~января 1918",
            "30.~Dezember 1917~– 2.~Januar 1918",
            "30~décembre 1917~– 2~janvier 1918",
        ),
        (day(1917, end=(1918,)), "1917–1918", "1917–1918", "1917–1918", "1917–1918"),
        (day(1917, doubt="~"), "c.~1917", "ок.~1917", "um~1917", "vers~1917"),
        (day(1917, 7, doubt="~"), "c.~July 1917", "ок.~июля 1917", "um~Juli 1917", "vers~juillet 1917"),
        (
            day(1917, 7, 17, doubt="~"),
            "c.~17~July 1917",
            "ок.~17~июля 1917",
            "um den~17.~Juli 1917",
            "vers le~17~juillet 1917",
        ),
        (day(1917, doubt="?"), "1917?", "1917?", "1917?", "1917_?"),
        (day(1917, doubt="~?"), "c.~1917?", "ок.~1917?", "um~1917?", "vers~1917_?"),
        (date("191X", Day(1910), Day(1919)), "1910s", "1910-е~гг.", "1910er Jahre", "années 1910"),
        (
            date("1917-22", Day(1917, 6), Day(1917, 8)),
            "summer 1917",
            "лето 1917",
            "Sommer 1917",
            "été 1917",
        ),
    ],
)
def test_gregorian_dates(value: Date, english: str, russian: str, german: str, french: str) -> None:
    shown = tuple(show(show_date(value, language)) for language in ("en-GB", "ru", "de", "fr"))
    assert shown == (english, russian, german, french)


@pytest.mark.parametrize(
    ("start", "end", "english"),
    [
        ((1917, 10, 25), None, "25~October (7~November) 1917"),
        ((1917, 7, 3), None, "3~(16)~July 1917"),
        ((1916, 12, 20), None, "20~December 1916 (2~January 1917)"),
        ((1917, 10, 25), (1917, 10, 26), "25–26~October (7–8~November) 1917"),
        ((1917, 7, 3), (1917, 7, 5), "3–5~(16–18)~July 1917"),
        ((1917, 7, 17), (1917, 7, 20), "17–20~July (30~July~– 2~August) 1917"),
        ((1917, 10, 28), (1917, 11, 3), "28~October~– 3~November (10–16~November) 1917"),
        ((1916, 12, 20), (1916, 12, 25), "20–25~December 1916 (2–7~January 1917)"),
        ((1916, 12, 17), (1916, 12, 20), "17–20~December 1916 (30~December 1916~– 2~January 1917)"),
        ((1917, 10), None, "October 1917 (old style)"),
        ((1917, 10), (1917, 11), "October–November 1917 (old style)"),
        ((1917,), None, "1917"),
    ],
)
def test_julian_dates_stand_in_both_calendars(
    start: tuple[int, ...], end: tuple[int, ...] | None, english: str
) -> None:
    assert show(show_date(day(*start, end=end, calendar="julian"), "en")) == english


def test_julian_dates_in_other_languages() -> None:
    rising, month = day(1917, 10, 25, calendar="julian"), day(1917, 10, calendar="julian")
    assert show(show_date(rising, "ru")) == "25~октября (7~ноября) 1917"
    assert show(show_date(rising, "de")) == "25.~Oktober (7.~November) 1917"
    assert show(show_date(rising, "fr")) == "25~octobre (7~novembre) 1917"
    assert show(show_date(month, "ru")) == "октябрь 1917 (ст.~ст.)"
    assert show(show_date(month, "de")) == "Oktober 1917 (alten Stils)"
    assert show(show_date(month, "fr")) == "octobre 1917 (ancien style)"
    assert show(show_date(day(1917, 7, 3, calendar="julian"), "ru")) == "3~(16)~июля 1917"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (day(1917), "1917"),
        (day(1917, 7, 17), "1917-07-17"),
        (day(1917, 7, end=(1917, 8)), "1917-07/1917-08"),
        (day(1917, doubt="~"), "1917~"),
        (day(1917, 10, 25, calendar="julian"), "1917-11-07"),
        (date("191X", Day(1910), Day(1919)), "191X"),
    ],
)
def test_an_unknown_language_gets_iso(value: Date, iso: str) -> None:
    assert show_date(value, "sw") == iso


@pytest.mark.parametrize(
    ("born", "died", "english", "russian", "german", "french", "unknown"),
    [
        (day(1870, 4, 22), day(1924, 1, 21), *["1870–1924"] * 5),
        (day(1950), None, "born 1950", "род.~1950", "geb.~1950", "1950–…", "1950–"),
        (None, day(1924), "died 1924", "ум.~1924", "gest.~1924", "…–1924", "–1924"),
        (None, None, "", "", "", "", ""),
        (
            day(1870, doubt="~"),
            day(1924),
            "c.~1870~– 1924",
            "ок.~1870~– 1924",
            "um~1870~– 1924",
            "vers~1870~– 1924",
            "~1870–1924",
        ),
        (day(1870, doubt="?"), day(1924), "1870?–1924", "1870?–1924", "1870?–1924", "1870_?~– 1924", "1870?–1924"),
        (day(1879, 12, 21, calendar="julian"), day(1953), *["1880–1953"] * 5),
        (day(1870, end=(1872,)), day(1924), *["1870/1872–1924"] * 5),
    ],
)
def test_lives(
    born: Date | None, died: Date | None, english: str, russian: str, german: str, french: str, unknown: str
) -> None:
    shown = tuple(show(show_life(born, died, language)) for language in ("en", "ru", "de", "fr", "sw"))
    assert shown == (english, russian, german, french, unknown)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (day(1917, 10, 25, calendar="julian"), "1917-11-07"),
        (day(1917, 10, calendar="julian"), "1917-10"),
        (day(1917, 11), "1917-11"),
        (day(1917, end=(1918,), doubt="~"), "1917"),
        (day(43), "0043"),
    ],
)
def test_machines_get_the_start_in_iso_new_style(value: Date, iso: str) -> None:
    assert machine_date(value) == iso


def test_known_days_in_both_calendars() -> None:
    assert to_gregorian(Day(1917, 10, 25)) == Day(1917, 11, 7)
    assert to_gregorian(Day(1870, 4, 10)) == Day(1870, 4, 22)
    assert to_gregorian(Day(1900, 2, 29)) == Day(1900, 3, 13)
    assert to_gregorian(Day(1582, 10, 5)) == Day(1582, 10, 15)
    with pytest.raises(ValueError, match="only a full day can change its calendar, not 1917-10"):
        to_gregorian(Day(1917, 10))


@given(st.dates(datetime.date(1582, 10, 15), datetime.date(2100, 1, 1)))
def test_conversion_there_and_back(at: datetime.date) -> None:
    new = Day(at.year, at.month, at.day)
    assert to_gregorian(to_julian(new)) == new


@pytest.mark.parametrize(
    ("value", "italian", "spanish"),
    [
        (day(1917, 7), "luglio 1917", "julio de 1917"),
        (day(1917, 5, 1), "1º~maggio 1917", "1~de mayo de 1917"),
        (day(1917, 7, 17, end=(1917, 7, 20)), "17–20~luglio 1917", "17–20~de julio de 1917"),
        (day(1917, 7, end=(1917, 8)), "luglio–agosto 1917", "julio–agosto de 1917"),
        (day(1917, 4, 4, calendar="julian"), "4~(17)~aprile 1917", "4~(17)~de abril de 1917"),
        (
            day(1917, 10, 25, calendar="julian"),
            "25~ottobre (7~novembre) 1917",
            "25~de octubre (7~de noviembre) de 1917",
        ),
    ],
)
def test_italian_and_spanish_dates(value: Date, italian: str, spanish: str) -> None:
    assert (show(show_date(value, "it")), show(show_date(value, "es"))) == (italian, spanish)

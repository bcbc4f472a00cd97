"""Dates as readers read them: by language, old style beside new, and as machines want them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from convertdate import julian

from publisher.book import Date, Day

NBSP = "\u00a0"
_DECADE = re.compile(r"([0-9]{3})X[?~%]?")
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])[?~%]?")


@dataclass(frozen=True, slots=True)
class Style:
    """How one language writes dates; the forms with braces are filled by `str.format`."""

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    decade: str
    about: str
    about_day: str
    old_style: str
    born: str
    died: str
    of_day: tuple[str, ...] = ()  # months after a day or a preposition, where they differ
    day: str = "{}"
    first: str = ""  # the form of day 1, where it differs
    to: str = "–"  # between two months
    of: str = ""  # before a month after its day, and a year after its month: `17 de julio de 1917`


# Ranges follow the interval formats of Unicode CLDR: closed between single words, spaced between phrases.
# Russian sets a spaced тире between words; its months take the genitive after a day and after "ок.".
STYLES: dict[str, Style] = {
    "en": Style(
        months=tuple("January February March April May June July August September October November December".split()),
        seasons=("spring", "summer", "autumn", "winter"),
        decade="{}s",
        about=f"c.{NBSP}",
        about_day=f"c.{NBSP}",
        old_style="old style",
        born="born {}",
        died="died {}",
    ),
    "ru": Style(
        months=tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
        of_day=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
        seasons=("весна", "лето", "осень", "зима"),
        decade=f"{{}}-е{NBSP}гг.",
        about=f"ок.{NBSP}",
        about_day=f"ок.{NBSP}",
        old_style=f"ст.{NBSP}ст.",
        born=f"род.{NBSP}{{}}",
        died=f"ум.{NBSP}{{}}",
        to=f"{NBSP}— ",
    ),
    "de": Style(
        months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
        seasons=("Frühjahr", "Sommer", "Herbst", "Winter"),
        decade="{}er Jahre",
        about=f"um{NBSP}",
        about_day=f"um den{NBSP}",
        old_style="alten Stils",
        born=f"geb.{NBSP}{{}}",
        died=f"gest.{NBSP}{{}}",
        day="{}.",
    ),
    "fr": Style(
        months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
        seasons=("printemps", "été", "automne", "hiver"),
        decade="années {}",
        about=f"vers{NBSP}",
        about_day=f"vers le{NBSP}",
        old_style="ancien style",
        born="{}–…",  # né, née: the language would have to know
        died="…–{}",
        first="1er",
    ),
    "it": Style(
        months=tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
        ),
        seasons=("primavera", "estate", "autunno", "inverno"),
        decade="anni {}",
        about=f"circa{NBSP}",
        about_day=f"circa il{NBSP}",
        old_style="vecchio stile",
        born=f"n.{NBSP}{{}}",
        died=f"m.{NBSP}{{}}",
        first="1º",
    ),
    "es": Style(
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        seasons=("primavera", "verano", "otoño", "invierno"),
        decade="años {}",
        about=f"hacia{NBSP}",
        about_day=f"hacia el{NBSP}",
        old_style="estilo antiguo",
        born=f"n.{NBSP}{{}}",
        died=f"m.{NBSP}{{}}",
        of="de ",
    ),
}


def to_gregorian(day: Day) -> Day:
    """The Gregorian day of a full Julian day; ValueError for one without month or day."""
    return _convert(day, julian.to_gregorian)


def to_julian(day: Day) -> Day:
    """The Julian day of a full Gregorian day; ValueError for one without month or day."""
    return _convert(day, julian.from_gregorian)


def show_date(date: Date, language: str) -> str:
    """The date in words: `17 July 1917`, `25 October (7 November) 1917`, `c. 1917`; ISO 8601 in an unknown language.

    A Julian day is followed by its Gregorian one; a Julian month, which has no Gregorian one, is called old style.
    Days and months are those of the date's calendar, a no-break space stands between them.
    """
    style = STYLES.get(language.partition("-")[0].lower())
    if style is None:
        return _iso(date)
    day = bool(date.start.day)
    if date.approximate and style.of_day and not day:
        style = replace(style, months=style.of_day)
    about = (style.about_day if day else style.about) if date.approximate else ""
    return f"{about}{_words(date, style)}{_doubt(date, language)}"


def show_life(born: Date | None, died: Date | None, language: str) -> str:
    """The years of a life, new style: `1870–1924`, `born 1870`, or the empty string where nothing is known."""
    style = STYLES.get(language.partition("-")[0].lower())
    first, last = (_years(date, style, language) if date else "" for date in (born, died))
    if first and last:
        return f"{first}{_stretch(first, last)}{last}"
    if first:
        return style.born.format(first) if style else f"{first}–"
    if last:
        return style.died.format(last) if style else f"–{last}"
    return ""


def machine_date(date: Date) -> str:
    """The start in ISO 8601, new style: `1917-11-07`, `1917-11` or `1917`; a Julian month or year as it stands."""
    return _iso_day(_new_style(date.start, date))


def _convert(at: Day, calendar: Callable[[int, int, int], tuple[int, int, int]]) -> Day:
    """A full day in another calendar."""
    if at.month is None or at.day is None:
        raise ValueError(f"only a full day can change its calendar, not {_iso_day(at)}")
    return Day(*calendar(at.year, at.month, at.day))


def _new_style(at: Day, date: Date) -> Day:
    """A day of a date in the Gregorian calendar, or as it stands where it is not a full day."""
    return to_gregorian(at) if date.calendar == "julian" and at.day else at


def _words(date: Date, style: Style) -> str:
    """The date without marks of doubt, in both calendars where its source was Julian."""
    if decade := _DECADE.fullmatch(date.edtf):
        return style.decade.format(f"{decade[1]}0")
    if season := _SEASON.fullmatch(date.edtf):
        return f"{style.seasons[int(season[2]) - 21]} {season[1]}"
    start, end = date.start, date.end or date.start
    if date.calendar == "gregorian" or not (start.month or end.month):
        return _span(start, end, style)
    if not (start.day and end.day):
        return f"{_span(start, end, style)} ({style.old_style})"
    return _both(start, end, style)


def _both(start: Day, end: Day, style: Style) -> str:
    """A Julian day or span with the Gregorian in brackets; what they share, month or year, stands once, after them."""
    first, last = to_gregorian(start), to_gregorian(end)
    if len({at.year for at in (start, end, first, last)}) > 1:
        return f"{_span(start, end, style)} ({_span(first, last, style)})"
    if len({at.month for at in (start, end, first, last)}) == 1:
        old, new = _bare_span(start, end, style, month=None), _bare_span(first, last, style, month=None)
        return f"{old}{NBSP}({new}){NBSP}{style.of}{_month(start, style)} {style.of}{start.year}"
    return f"{_bare_span(start, end, style)} ({_bare_span(first, last, style)}) {style.of}{start.year}"


def _bare_span(start: Day, end: Day, style: Style, **without: None) -> str:
    """A span without its year, and without what is named."""
    return _span(replace(start, year=0, **without), replace(end, year=0, **without), style)


def _span(start: Day, end: Day, style: Style) -> str:
    """`17–20 July 1917`, `July–August 1917`, `28 July – 3 August 1917`; a year of 0 is left out."""
    if start == end:
        return _join(_day(start, style), _month(start, style), _year(start), style)
    if start.year != end.year or bool(start.month) != bool(end.month) or bool(start.day) != bool(end.day):
        first, last = (_join(_day(at, style), _month(at, style), _year(at), style) for at in (start, end))
        return f"{first}{_stretch(first, last)}{last}"
    if start.month == end.month:
        return _join(f"{_day(start, style)}–{_day(end, style)}", _month(start, style), _year(start), style)
    if start.day is None:
        return _join("", f"{_month(start, style)}{style.to}{_month(end, style)}", _year(start), style)
    first, last = (_join(_day(at, style), _month(at, style), "", style) for at in (start, end))
    return _join("", f"{first}{_stretch(first, last)}{last}", _year(start), style)


def _stretch(first: str, last: str) -> str:
    """The dash of a range: closed between single words, spaced between phrases."""
    return f"{NBSP}– " if re.search(r"\s", first + last) else "–"


def _join(day: str, month: str, year: str, style: Style) -> str:
    """Day, month and year with what stands between them, the first space of no break."""
    named = f"{day}{NBSP}{style.of}{month}" if day and month else day or month
    return f"{named} {style.of}{year}" if named and year else named or year


def _day(at: Day, style: Style) -> str:
    """The day of the month as the language writes it, or the empty string."""
    if at.day is None:
        return ""
    return style.first if at.day == 1 and style.first else style.day.format(at.day)


def _month(at: Day, style: Style) -> str:
    """The name of the month in its case, or the empty string."""
    if at.month is None:
        return ""
    return (style.of_day or style.months)[at.month - 1] if at.day else style.months[at.month - 1]


def _year(at: Day) -> str:
    """The year in figures, or the empty string for 0."""
    return str(at.year) if at.year else ""


def _doubt(date: Date, language: str) -> str:
    """The question mark of an uncertain date, spaced in French."""
    mark = "\u202f?" if language.partition("-")[0].lower() == "fr" else "?"
    return mark if date.uncertain else ""


def _years(date: Date, style: Style | None, language: str) -> str:
    """The year of birth or death, or both years between which it lies, with its marks of doubt."""
    first, last = (_new_style(at, date).year for at in (date.start, date.end or date.start))
    about = (style.about if style else "~") if date.approximate else ""
    if style and _DECADE.fullmatch(date.edtf):
        return about + style.decade.format(first) + _doubt(date, language)
    return about + (str(first) if first == last else f"{first}/{last}") + _doubt(date, language)


def _iso(date: Date) -> str:
    """The date in ISO 8601-2, new style, its doubts marked `~`, `?` or `%`."""
    if _DECADE.fullmatch(date.edtf) or _SEASON.fullmatch(date.edtf):
        return date.edtf
    mark = "%" if date.approximate and date.uncertain else "~" if date.approximate else "?" if date.uncertain else ""
    bounds = [date.start, date.end] if date.end else [date.start]
    return "/".join(_iso_day(_new_style(at, date)) + mark for at in bounds)


def _iso_day(at: Day) -> str:
    """`1917-11-07`, `1917-11` or `1917`."""
    return "-".join([f"{at.year:04}", *(f"{part:02}" for part in (at.month, at.day) if part)])

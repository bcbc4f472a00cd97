"""Dates as editors write them, EDTF, made into `Date`s or refused with the right form."""

from __future__ import annotations

import re
from functools import lru_cache

from convertdate import gregorian, julian

from publisher.book import Calendar, Date, Day

# Library of Congress, Extended Date/Time Format (ISO 8601-2:2019): 21 spring, 22 summer, 23 autumn, 24 winter.
# Winter lies at both ends of a year, so that its months stay open.
SEASONS: dict[int, tuple[int, int]] = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
WINTER = 24
FORMS = "1917, 1917-07, 1917-07-17, 1917~, 1917? or 1917-07/1917-08"

_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)", re.ASCII)
_DECADE = re.compile(r"(\d{3})X([?~%]?)", re.ASCII)
_VAGUE_END = re.compile(r"(?:-XX)+$")
_MONTHS = "January February March April May June July August September October November December".split()
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), "{0}-{1:0>2}-{2:0>2}"),
    (re.compile(r"(\d{4})[-/.](\d)"), "{0}-{1:0>2}"),
    (re.compile(r"(\d{4})\s*(?:[–—-]|to|\.\.)\s*(\d{4})"), "{0}/{1}"),
    (re.compile(r"(\d{4}-\d\d(?:-\d\d)?)\s*(?:[–—-]|to|\.\.)\s*(\d{4}-\d\d(?:-\d\d)?)"), "{0}/{1}"),
    (re.compile(r"(?:c\.|ca\.?|circa|about|ок\.|um|vers)\s*(\d{4})"), "{0}~"),
    (re.compile(r"\[(\d{4})\??\]|(?:probably|perhaps)\s*(\d{4})"), "{0}?"),
    (re.compile(r"(\d{3})0s"), "{0}X"),
)
_SPELT = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"),
)


@lru_cache(maxsize=4096)
def parse_date(edtf: str, calendar: Calendar = "gregorian") -> Date:
    """The date of an EDTF string, its days in `calendar`; ValueError says what is wrong and shows the right form.

    A decade (`191X`) is the interval of its ten years and a season (`1917-22`) that of its months, winter that of
    its year; `Date.edtf` keeps the string, so that they can be shown as decade and season. `1917-XX` and `1917-07-XX`
    are 1917 and 1917-07. Source: EDTF levels 0 and 1, loc.gov/standards/datetime, as far as a book needs them.
    """
    written = _VAGUE_END.sub("", edtf.strip())
    lower, slash, upper = written.partition("/")
    start, end, marks = _bound(lower, written, calendar)
    if slash:
        last, span, more = _bound(upper, written, calendar)
        if end or span:
            raise ValueError(f'neither decade nor season can bound "{written}"; write years, months or days')
        _keep_order(start, last, written)
        end, marks = last, marks + more
    if slash or not start.month:
        _validate(written)
    return Date(
        edtf=written,
        start=start,
        end=end,
        calendar=calendar,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


def _bound(words: str, written: str, calendar: Calendar) -> tuple[Day, Day | None, str]:
    """One side of a slash: its first day, its last where it is a decade or season, and its marks of doubt."""
    if decade := _DECADE.fullmatch(words):
        year = int(decade[1]) * 10
        return Day(year), Day(year + 9), decade[2]
    match = _SIMPLE.fullmatch(words)
    if not match:
        raise ValueError(_complaint(words, written))
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.group(2, 3))
    if day is None and month == WINTER:
        return Day(year), Day(year), match[4]
    if day is None and month in SEASONS:
        first, last = SEASONS[month]
        return Day(year, first), Day(year, last), match[4]
    _keep_calendar(Day(year, month, day), written, calendar)
    return Day(year, month, day), None, match[4]


def _keep_calendar(at: Day, written: str, calendar: Calendar) -> None:
    """Raise ValueError for a year, month or day that the calendar does not have."""
    if at.year == 0:
        raise ValueError(f'there is no year 0 in "{written}"; write a year from 0001 on')
    if at.month is None:
        return
    if not 1 <= at.month <= 12:
        raise ValueError(f'there is no month {at.month} in "{written}"; write 01 to 12, as in 1917-07 or 1917-07-17')
    last = (julian if calendar == "julian" else gregorian).month_length(at.year, at.month)
    if at.day is None or 1 <= at.day <= last:
        return
    remedy = f"write {at.year:04}-{at.month:02}-01 to {at.year:04}-{at.month:02}-{last:02}"
    if (at.month, at.day) == (2, 29) and julian.leap(at.year):
        remedy = "add calendar: julian where the source is old style"
    name = f"{_MONTHS[at.month - 1]} {at.year}"
    raise ValueError(f'{name} has {last} days in the {calendar.title()} calendar, not as in "{written}"; {remedy}')


def _keep_order(start: Day, end: Day, written: str) -> None:
    """Raise ValueError for an interval that is over before it begins."""
    first = (start.year, start.month or 1, start.day or 1)
    last = (end.year, end.month or 12, end.day or 31)
    if first > last:
        lower, upper = written.split("/")
        raise ValueError(f'the interval "{written}" ends before it begins; write {upper}/{lower}')


def _validate(words: str) -> None:
    """Raise ValueError for what the edtf package does not accept."""
    from edtf import parse_edtf  # here, for the import takes 0.2 s and plain dates need none of it
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(words)
    except EDTFParseException as error:
        raise ValueError(f'"{words}" is not an EDTF date; write {FORMS}') from error


def _complaint(words: str, written: str) -> str:
    """What is wrong with words that are no date, with the form that was probably meant."""
    if written.startswith("/") or written.endswith("/") or ".." in written:
        return f'the interval "{written}" is open; write both ends, as in 1917-07/1917-08'
    if re.fullmatch(r"\d\dXX", words):
        years = f"{words[:2]}00/{words[:2]}99"
        return f'"{written}" is a whole century; write its years, {years}, or a decade, as in {words[:2]}1X'
    meant = _meant(written)
    return f'"{written}" is not a date; write {meant or FORMS}'


def _meant(written: str) -> str:
    """The EDTF form of a date written in another way, or the empty string where it cannot be told."""
    for pattern, form in _SLIPS:
        if match := pattern.fullmatch(written):
            return form.format(*filter(None, match.groups()))
    for pattern in _SPELT:
        if match := pattern.fullmatch(written):
            parts = match.groupdict()
            found = [n for n, name in enumerate(_MONTHS, 1) if name.lower().startswith(parts["month"].lower())]
            if found:
                day = f"-{int(parts['day']):02}" if parts.get("day") else ""
                return f"{parts['year']}-{found[0]:02}{day}"
    return ""

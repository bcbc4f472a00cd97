"""EDTF becomes a date, or the editor is told what to write instead."""

from __future__ import annotations

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from publisher.book import Date, Day
from publisher.read.dates import parse_date


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("1917", Day(1917), None),
        ("1917-07", Day(1917, 7), None),
        ("1917-07-17", Day(1917, 7, 17), None),
        ("0043", Day(43), None),
        ("1917-07/1917-08", Day(1917, 7), Day(1917, 8)),
        ("1917-07-17/1917-07-20", Day(1917, 7, 17), Day(1917, 7, 20)),
        ("1917-07-17/1917-08", Day(1917, 7, 17), Day(1917, 8)),
        ("1917/1918", Day(1917), Day(1918)),
        ("1917-07-17/1917-07", Day(1917, 7, 17), Day(1917, 7)),
        ("191X", Day(1910), Day(1919)),
        ("1917-21", Day(1917, 3), Day(1917, 5)),
        ("1917-22", Day(1917, 6), Day(1917, 8)),
        ("1917-23", Day(1917, 9), Day(1917, 11)),
        ("1917-24", Day(1917), Day(1917)),
        ("1920-02-29", Day(1920, 2, 29), None),
    ],
)
def test_precision_and_span(edtf: str, start: Day, end: Day | None) -> None:
    assert parse_date(edtf) == Date(edtf, start, end)


@pytest.mark.parametrize(
    ("edtf", "approximate", "uncertain"),
    [
        ("1917~", True, False),
        ("1917?", False, True),
        ("1917%", True, True),
        ("1917-07~", True, False),
        ("1917-07-17?", False, True),
        ("191X~", True, False),
        ("1917~/1918", True, False),
        ("1917/1918?", False, True),
        ("1917~/1918?", True, True),
    ],
)
def test_marks_of_doubt(edtf: str, approximate: bool, uncertain: bool) -> None:
    date = parse_date(edtf)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_spaces_around_are_ignored_and_unknown_parts_left_out() -> None:
    assert parse_date(" 1917 ") == parse_date("1917")
    assert parse_date("1917-07-XX") == parse_date("1917-07")
    assert parse_date("1917-XX-XX") == parse_date("1917")


def test_a_leap_day_of_the_old_style_is_refused_in_the_new() -> None:
    assert parse_date("1900-02-29", "julian").start == Day(1900, 2, 29)
    with pytest.raises(ValueError, match=r"February 1900 has 28 days in the Gregorian calendar.*add calendar: julian"):
        parse_date("1900-02-29")


@pytest.mark.parametrize(
    ("edtf", "message"),
    [
        ("1917-13", 'there is no month 13 in "1917-13"; write 01 to 12, as in 1917-07 or 1917-07-17'),
        ("1917-00", 'there is no month 0 in "1917-00"; write 01 to 12, as in 1917-07 or 1917-07-17'),
        (
            "1917-02-30",
            (
                'February 1917 has 28 days in the Gregorian calendar, not as in "1917-02-30"; '
                "write 1917-02-01 to 1917-02-28"
            ),
        ),
        (
            "1917-04-31",
            'April 1917 has 30 days in the Gregorian calendar, not as in "1917-04-31"; write 1917-04-01 to 1917-04-30',
        ),
        ("1917-08/1917-07", 'the interval "1917-08/1917-07" ends before it begins; write 1917-07/1917-08'),
        ("17 July 1917", '"17 July 1917" is not a date; write 1917-07-17'),
        ("July 17, 1917", '"July 17, 1917" is not a date; write 1917-07-17'),
        ("July 1917", '"July 1917" is not a date; write 1917-07'),
        ("1917-7-3", '"1917-7-3" is not a date; write 1917-07-03'),
        ("1917/07/17", '"1917/07/17" is not a date; write 1917-07-17'),
        ("1917-1918", '"1917-1918" is not a date; write 1917/1918'),
        ("1917–1918", '"1917–1918" is not a date; write 1917/1918'),
        ("c. 1917", '"c. 1917" is not a date; write 1917~'),
        ("[1917]", '"[1917]" is not a date; write 1917?'),
        ("1910s", '"1910s" is not a date; write 191X'),
        ("1917/..", 'the interval "1917/.." is open; write both ends, as in 1917-07/1917-08'),
        ("/1917", 'the interval "/1917" is open; write both ends, as in 1917-07/1917-08'),
        ("19XX", '"19XX" is a whole century; write its years, 1900/1999, or a decade, as in 191X'),
        ("191X/1920", 'neither decade nor season can bound "191X/1920"; write years, months or days'),
        ("1917-21/1917-22", 'neither decade nor season can bound "1917-21/1917-22"; write years, months or days'),
        ("0000", 'there is no year 0 in "0000"; write a year from 0001 on'),
        ("soon", '"soon" is not a date; write 1917, 1917-07, 1917-07-17, 1917~, 1917? or 1917-07/1917-08'),
        ("", '"" is not a date; write 1917, 1917-07, 1917-07-17, 1917~, 1917? or 1917-07/1917-08'),
    ],
)
def test_the_message_says_what_is_wrong_and_shows_the_right_form(edtf: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        parse_date(edtf)
    assert str(raised.value) == message


@given(st.from_regex(r"\A(\d{3}X|\d{4}(-\d\d){0,2})[?~%]?(/\d{4}(-\d\d){0,2}[?~%]?)?\Z"))
def test_what_is_accepted_is_edtf(words: str) -> None:
    try:
        date = parse_date(words)
    except ValueError:
        return
    assert parse_edtf(date.edtf)

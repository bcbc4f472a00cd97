"""The barcode of a book as shapes: EAN-13 and the add-on of five digits (ISO/IEC 15420); lengths are in mm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.wrap import Digits, Panel, Symbol

X = 0.33  # the narrowest bar at 100 %
TALL, GUARD, DIGITS = 22.85, 24.5, 25.93  # the bars, those of the guards, and all with the figures beneath
LEFT, RIGHT, GAP, END = 11 * X, 7 * X, 9 * X, 5 * X  # quiet zones: before, after, before the add-on and after it
FIGURES = DIGITS - TALL  # the height of a line of figures
CURRENCIES = {"GBP": "0", "AUD": "3", "NZD": "4", "USD": "5", "CAD": "6"}
"""The digit that begins an add-on (Book Industry Study Group); other currencies have none."""
PARITIES = ("BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA", "AABBA", "AAABB", "ABABA", "ABAAB", "AABAB")


def symbol(isbn: str, price: str = "") -> Symbol:
    """The barcode of a hyphenated ISBN-13 at 100 %, with the add-on of a price (`USD 14.99`) where it has one."""
    number = isbn.replace("-", "")
    bars = [*_bars(_ean13(number), LEFT, 0.0)]
    half, middle = 42 * X, LEFT + 45 * X
    digits = [
        Digits(number[0], 0.0, TALL, LEFT - X),
        Digits(number[1:7], LEFT + 3 * X, TALL, half),
        Digits(number[7:], middle + 5 * X, TALL, half),
    ]
    width = LEFT + 95 * X
    more = add_on(price)
    if more:
        left = width + GAP
        bars += _bars(_ean5(more), left, FIGURES)
        digits.append(Digits(more, left, 0.0, 47 * X))
        width = left + 47 * X + END
    else:
        width += RIGHT
    return Symbol(width, DIGITS, tuple(bars), tuple(digits), isbn)


def add_on(price: str) -> str:
    """The five digits of a price; empty for a currency without a digit, and for a price that four cannot tell."""
    currency, _, amount = price.partition(" ")
    figures = amount.replace(".", "")
    return CURRENCIES[currency] + figures.zfill(4) if currency in CURRENCIES and len(figures) <= 4 else ""


def _ean13(number: str) -> str:
    """The modules of thirteen digits: `1` a bar, `G` a bar of a guard, `0` none."""
    from barcode.ean import EuropeanArticleNumber13WithGuard

    (modules,) = EuropeanArticleNumber13WithGuard(number).build()
    return str(modules)


def _ean5(digits: str) -> str:
    """The modules of five digits, which have no guard at their end; their sum is told by their sets."""
    from barcode.charsets.ean import CODES

    check = (3 * sum(map(int, digits[::2])) + 9 * sum(map(int, digits[1::2]))) % 10
    return "1011" + "01".join(CODES[kind][int(digit)] for kind, digit in zip(PARITIES[check], digits, strict=True))


def _bars(modules: str, left: float, top: float) -> Iterator[Panel]:
    """The bars of a run of modules; equal ones that touch are one bar."""
    at = 0
    for kind, run in groupby(modules):
        count = len(list(run))
        if kind != "0":
            foot = GUARD if kind == "G" or top else TALL
            yield Panel(round(left + at * X, 4), round(top, 4), round(count * X, 4), round(foot - top, 4))
        at += count

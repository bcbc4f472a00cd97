"""The numbers by which the world knows a book: its identifier and its ISBNs."""

from __future__ import annotations

from uuid import UUID

from stdnum import ean, isbn, issn
from stdnum.exceptions import InvalidChecksum, ValidationError


def parse_identifier(words: str) -> str:
    """`urn:uuid:…` or `urn:isbn:…` in its standard form; ValueError says what is wrong and what to do."""
    if words.startswith("urn:isbn:"):
        return f"urn:isbn:{isbn.compact(parse_isbn(words.removeprefix('urn:isbn:')))}"
    try:
        return f"urn:uuid:{UUID(words.removeprefix('urn:uuid:'))}"
    except ValueError:
        message = f'"{words}" is not an identifier; write urn:uuid: and a UUID, which `publisher new book` makes'
        raise ValueError(message) from None


def parse_series_identifier(words: str) -> str:
    """`urn:issn:…` or `urn:uuid:…` in its standard form; ValueError says what is wrong and what to do."""
    if not words.startswith("urn:issn:"):
        return parse_identifier(words)
    try:
        return f"urn:issn:{issn.format(issn.validate(words.removeprefix('urn:issn:')))}"
    except ValidationError:
        message = f'"{words}" is not an ISSN; write urn:issn: and its eight signs, as in urn:issn:0317-8471'
        raise ValueError(message) from None


def parse_isbn(words: str) -> str:
    """An ISBN-13 with its official hyphens (ISO 2108); ValueError says what is wrong and what to do."""
    try:
        isbn.validate(words)
        return str(isbn.format(words, convert=True))
    except InvalidChecksum:
        last = _check_digit(isbn.compact(words))
        message = f'the ISBN "{words}" has a wrong check digit; were the other digits right, the last would be {last}'
    except ValidationError:
        message = f'"{words}" is not an ISBN; write its 13 digits, which begin with 978 or 979'
    raise ValueError(message)


def _check_digit(digits: str) -> str:
    """The check digit that belongs to the body of an ISBN-13 or ISBN-10."""
    return str(ean.calc_check_digit(digits[:-1]) if len(digits) == 13 else isbn._calc_isbn10_check_digit(digits[:-1]))

"""A stream of words with every sign made right: ellipses, quotes, dashes, ranges and spaces, in this order."""

from __future__ import annotations

import re

from publisher.read.typography.languages import Rules
from publisher.read.typography.quotes import curl
from publisher.read.typography.stream import BLOCK, CALL, KEPT, LINE, MARKS, NBSP, Q_END, Q_START, SLOT

_URL = re.compile(
    r"(?:\b[a-z][a-z+.-]{0,15}://|\bwww\.|\b(?:mailto|urn|doi):|\b10\.\d{4,9}/|(?<![\w.-])[\w-]++(?:\.[\w-]++)+(?<=[a-z]{2})/)"
    rf"[^\s<>\"“”«»…{MARKS}]*[^\s<>\"“”«»…{MARKS}.,;:!?)\]'’—–-]"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_DOTS = re.compile(r"(?<!\.)\.\.\.(?=\.?(?!\.))")
_SPACED_DOTS = re.compile(r"(?<![.\s])(\s*)\. \. \.(?!\s?\.)")

_JOIN = f"{SLOT}{CALL}"
_DASH = re.compile(rf"((?<![\s{_JOIN}])[\s{_JOIN}]*+|)(?<!-)(-{{2,3}}|(?<=[ \t\n\xa0])-(?=[ \t\n]))(?!-)([\s{_JOIN}]*)")
_GAP = re.compile(r"[ \t\r\n]+")
_OPENERS = "([{¿¡" + BLOCK + LINE + Q_START
_CLOSERS = ".,;:!?)]}" + BLOCK + LINE + Q_END

_RANGE = re.compile(r"(?<![\w.,/+‐‑–—-])(\d+(?:,\d{3})*)-(\d+(?:,\d{3})*)(?![\w‐‑–—-]|[.,:/]\d)")
_ROMAN_RANGE = re.compile(rf"(\bpp\.[ {NBSP}])([ivxlc]+)-([ivxlc]+)\b")
# What must occur before a pattern is worth trying: each is found many times faster than its pattern.
_ADDRESS_SIGNS = ("/", "www.", "mailto:", "urn:", "doi:")
_SOME_DASH = re.compile(r"--|[ \t\n\xa0]-[ \t\n]")
_SOME_RANGE = re.compile(r"\d-\d")

_LABEL = re.compile(r"(?:\+\d[\d ()]*|(?:tel|phone|fax|isbn|issn|тел)\b[.:]?\s*[\d ]*)\Z", re.IGNORECASE)


def refine_stream(words: str, rules: Rules | None) -> str:
    """A stream refined by the rules of its language; by none, its ellipses only."""
    words, kept = _keep(words)
    words = _DOTS.sub("…", words)
    if rules:
        if ". . ." in words:
            words = _SPACED_DOTS.sub(r"\1…", words)
        words = curl(words, rules)
        if _SOME_DASH.search(words):
            words = _dashes(words, rules)
        if _SOME_RANGE.search(words):
            words = _RANGE.sub(_range, words)
        if "pp." in words:
            words = _ROMAN_RANGE.sub(r"\1\2–\3", words)
        for pattern, replacement in rules.spaces:
            words = pattern.sub(replacement, words)
    return _give_back(words, kept)


def _keep(words: str) -> tuple[str, list[str]]:
    """The words with a mark for each address, and the addresses."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return KEPT

    if "@" in words:
        pattern = re.compile(f"{_MAIL.pattern}|{_URL.pattern}")
        return pattern.sub(keep, words), kept
    return (_URL.sub(keep, words) if any(sign in words for sign in _ADDRESS_SIGNS) else words), kept


def _give_back(words: str, kept: list[str]) -> str:
    """The words with the addresses in their places."""
    if not kept:
        return words
    parts = words.split(KEPT)
    return parts[0] + "".join(address + part for address, part in zip(kept, parts[1:], strict=True))


def _dashes(words: str, rules: Rules) -> str:
    """Hyphens, two, three or one between spaces, made the dash of the language; between figures an en dash."""
    openers = frozenset(_OPENERS + "".join(pair[0] for pair in rules.quotes))
    closers = frozenset(_CLOSERS + "".join(pair[1] for pair in rules.quotes))

    def dash(match: re.Match[str]) -> str:
        before, typed, after = match.groups()
        left = words[match.start() - 1] if match.start() else BLOCK
        right = words[match.end() : match.end() + 2] or BLOCK
        tight = not (before.strip(_JOIN) or after.strip(_JOIN))
        if left.isdigit() and (right[0].isdigit() or (tight and right[0] in ")]")):
            return f"{before}–{after}" if tight else match[0] if typed == "-" else f"{_before(before)}–{_after(after)}"
        if not rules.dash:
            return match[0] if typed == "-" else f"{before}—{after}"
        head = before if left in openers else _before(before)
        closes = right[0] in closers and not (right[0] == "’" and right[1:].isalnum())
        return head + rules.dash + (after if closes else _after(after))

    return _DASH.sub(dash, words)


def _before(gap: str) -> str:
    """What stands before a dash, with a space of no break."""
    if not gap.strip(_JOIN):
        return gap + NBSP
    return _GAP.sub(NBSP, gap, count=1)


def _after(gap: str) -> str:
    """What stands after a dash, with a space."""
    return gap if gap.strip(_JOIN) else f" {gap}"


def _range(match: re.Match[str]) -> str:
    """A range of figures with an en dash, or the match where it is no range that rises: a date, a number of a phone."""
    first, last = (part.replace(",", "") for part in match.groups())
    elided = len(last) < len(first)
    whole = first[: len(first) - len(last)] + last if elided else last
    plain = len(first) > 4 and "," not in match[1]
    padded = first.startswith("0") or (last.startswith("0") and not elided)
    if plain or padded or int(whole) <= int(first) or (len(first), len(last)) == (3, 4):
        return match[0]
    if _LABEL.search(match.string[max(0, match.start() - 24) : match.start()]):
        return match[0]
    return f"{match[1]}–{match[2]}"

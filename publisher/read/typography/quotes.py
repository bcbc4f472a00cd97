"""Straight quotation marks and apostrophes made into those of the language; the primes of feet and minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from publisher.read.typography.languages import Rules
from publisher.read.typography.stream import BLOCK, CALL, KEPT, LINE, OBJECT, Q_END, Q_START, SLOT

APOSTROPHE = "’"

_TOKEN = re.compile(f"[\"'«»‹›„“”‚‘’{BLOCK}{Q_START}{Q_END}]")
_FEET = re.compile(r"(?<![\w.,])(\d{1,3})'(\s?\d{1,2}[½¼¾]?)\"")
_FEW_DIGITS = re.compile(r"(?<!\d)\d{1,3}\Z")
_DOUBLE = frozenset('"«»„“”')
_OPENERS = frozenset("([{<¿¡" + Q_START)
_CLOSERS = frozenset(".,;:!?)]}>" + Q_END)
_NEUTRAL = frozenset("-‐‑‒–—―…/")


class _Side(Enum):
    """What stands next to a quotation mark; NEUTRAL leaves the decision to the other side."""

    SPACE = 0
    BRACKET = 1  # before a mark: one that opens; after it: one that closes, or a point
    NEUTRAL = 2
    WORD = 3


class _Turn(Enum):
    """What a quotation mark does."""

    OPEN = 0
    CLOSE = 1
    LEAVE = 2


@dataclass(frozen=True, slots=True)
class _Open:
    """A quotation that has begun: its level (0 or 1), and the place of its mark if that may be an apostrophe."""

    double: bool
    level: int
    index: int = -1


def curl(words: str, rules: Rules) -> str:
    """A stream with its straight quotes made right; what is right already stays."""
    if rules.primes:
        words = _FEET.sub("\\1′\\2″", words)
    return _Curler(words, rules).run()


class _Curler:
    """One pass over the quotation marks of a stream, with the quotations that are open."""

    def __init__(self, words: str, rules: Rules) -> None:
        """Stand at the beginning of the words."""
        self.words, self.rules = words, rules
        self.out: list[str] = []
        self.stack: list[_Open] = []
        self.last, self.last_side = -1, _Side.SPACE
        self.opens = frozenset(pair[0] for pair in rules.quotes)
        self.closes = frozenset(pair[1] for pair in rules.quotes)

    def run(self) -> str:
        """The words with their marks."""
        end = 0
        for match in _TOKEN.finditer(self.words):
            at = match.start()
            self.out.append(self.words[end:at])
            end = at + 1
            self.out.append(self._mark(at, match[0]))
        self.out.append(self.words[end:])
        self._settle()
        return "".join(self.out)

    def _mark(self, at: int, char: str) -> str:
        """What is written for one mark."""
        if char == '"':
            return self._double(at)
        if char == "'":
            return self._single(at)
        if char == BLOCK:
            self._settle()
        elif char == Q_START:
            self.stack.append(_Open(True, self._level()))
        elif char == Q_END:
            self._pop(double=True)
        else:
            self._typed(at, char)
        return char

    def _double(self, at: int) -> str:
        """A double quotation mark, opening, closing, of inches, or left alone between spaces."""
        left, right = self._left(at), self._right(at)
        is_open = any(quote.double for quote in self.stack)
        turn = _turn(left, right, is_open)
        if turn is _Turn.LEAVE:
            return self._seen(at, left, '"')
        if turn is _Turn.CLOSE:
            before = self._before(at)
            if self.rules.primes and not is_open and _FEW_DIGITS.search(self.words, max(0, before - 4), before + 1):
                return self._seen(at, _Side.WORD, "″")
            quote = self._pop(double=True)
            return self._seen(at, _Side.WORD, self.rules.quotes[quote.level if quote else 0][1])
        if is_open and self._starts_line(at, ""):  # each line of a quotation in verse may open it again
            level = next(quote.level for quote in reversed(self.stack) if quote.double)
        else:
            level = self._level()
            self.stack.append(_Open(True, level))
        return self._seen(at, _Side.BRACKET, self.rules.quotes[level][0])

    def _single(self, at: int) -> str:
        """A single quotation mark, an apostrophe or a prime, or left alone between spaces."""
        left, right = self._left(at), self._right(at)
        if self._joins(at) or self._elides(at, left):
            return self._seen(at, _Side.NEUTRAL, APOSTROPHE)
        is_open = any(not quote.double for quote in self.stack)
        turn = _turn(left, right, is_open)
        if turn is _Turn.LEAVE:
            return self._seen(at, left, "'")
        if turn is _Turn.OPEN:
            index = -1 if self._starts_line(at, "\"'“‘„‚«") else len(self.out)
            self.stack.append(_Open(False, 1, index))
            return self._seen(at, _Side.BRACKET, self.rules.quotes[1][0])
        if is_open:
            self._pop(double=False)
            return self._seen(at, _Side.WORD, self.rules.quotes[1][1])
        if self.rules.primes and self.words[self._before(at)].isdigit():
            return self._seen(at, _Side.WORD, "′")
        return self._seen(at, _Side.NEUTRAL, APOSTROPHE)

    def _typed(self, at: int, char: str) -> None:
        """Follow a mark that the editor typed as it should be."""
        double = char in _DOUBLE
        is_open = any(quote.double == double for quote in self.stack)
        if char == APOSTROPHE and (self._joins(at) or not is_open):
            self._seen(at, _Side.NEUTRAL, char)
        elif self._closes(at, char, is_open):
            self._pop(double=double)
            self._seen(at, _Side.WORD, char)
        else:
            self.stack.append(_Open(double, self._level() if double else 1))
            self._seen(at, _Side.BRACKET, char)

    def _closes(self, at: int, char: str, is_open: bool) -> bool:
        """Whether a typed mark closes: by the language, else by what stands around it."""
        if char in "”’" or (char in self.closes and (is_open or char not in self.opens)):
            return True
        if char in self.opens or char in "„‚":
            return False
        return _turn(self._left(at), self._right(at), is_open) is _Turn.CLOSE

    def _seen(self, at: int, side: _Side, char: str) -> str:
        """Keep what the mark is for the one that follows at once; the mark."""
        self.last, self.last_side = at, side
        return char

    def _level(self) -> int:
        """The level of a quotation that opens here: primary, or secondary within a primary one."""
        return 1 if self.stack and self.stack[-1].level == 0 else 0

    def _pop(self, double: bool) -> _Open | None:
        """End the innermost quotation of a kind; marks within that were never closed were apostrophes."""
        if not any(quote.double == double for quote in self.stack):
            return None
        while (quote := self.stack.pop()).double != double:
            self._unquote(quote)
        return quote

    def _settle(self) -> None:
        """End a block: what is still open ends with it."""
        while self.stack:
            self._unquote(self.stack.pop())

    def _unquote(self, quote: _Open) -> None:
        """Make a single mark that nothing closed an apostrophe."""
        if quote.index >= 0:
            self.out[quote.index] = APOSTROPHE

    def _before(self, at: int) -> int:
        """The index of the neighbour to the left, or -1."""
        at -= 1
        while at >= 0 and self.words[at] in (SLOT, CALL):
            at -= 1
        return at

    def _after(self, at: int) -> int:
        """The index of the neighbour to the right that is no quotation mark, or the length."""
        at += 1
        while at < len(self.words) and self.words[at] in "\x00\x05\"'’":
            at += 1
        return at

    def _left(self, at: int) -> _Side:
        """What stands to the left."""
        at = self._before(at)
        if at < 0:
            return _Side.SPACE
        if at == self.last:
            return self.last_side
        return _side(self.words[at], _OPENERS)

    def _right(self, at: int) -> _Side:
        """What stands to the right."""
        at = self._after(at)
        return _side(self.words[at], _CLOSERS) if at < len(self.words) else _Side.SPACE

    def _joins(self, at: int) -> bool:
        """Whether a mark stands between two letters or digits."""
        before, after = self._before(at), self._after(at)
        return before >= 0 and after < len(self.words) and _wordy(self.words[before]) and _wordy(self.words[after])

    def _elides(self, at: int, left: _Side) -> bool:
        """Whether a mark stands for what is left out at the beginning of a word, as in 'tis."""
        elisions = self.rules.elisions
        return left is not _Side.WORD and elisions is not None and elisions.match(self.words, at + 1) is not None

    def _starts_line(self, at: int, quotes: str) -> bool:
        """Whether nothing but spaces and these quotation marks stands before the mark in its line."""
        at -= 1
        while at >= 0 and (self.words[at] in quotes or self.words[at] in (SLOT, CALL) or self.words[at].isspace()):
            at -= 1
        return at < 0 or self.words[at] in (BLOCK, LINE)


def _turn(left: _Side, right: _Side, is_open: bool) -> _Turn:
    """Whether a mark between these neighbours opens or closes."""
    if left is _Side.SPACE and right is _Side.SPACE:
        return _Turn.LEAVE
    either = _Turn.CLOSE if is_open else _Turn.OPEN
    if left in (_Side.SPACE, _Side.BRACKET):
        return _Turn.OPEN if right in (_Side.WORD, _Side.NEUTRAL) else either
    if left is _Side.WORD:
        return either if right is _Side.WORD else _Turn.CLOSE
    if right is _Side.WORD:
        return _Turn.OPEN
    return either if right is _Side.NEUTRAL else _Turn.CLOSE


def _side(char: str, brackets: frozenset[str]) -> _Side:
    """What a neighbour is; `brackets` are those of its side."""
    if char.isspace() or char in (BLOCK, LINE):
        return _Side.SPACE
    if char in brackets:
        return _Side.BRACKET
    return _Side.NEUTRAL if char in _NEUTRAL else _Side.WORD


def _wordy(char: str) -> bool:
    """Whether a neighbour is a letter, a digit or stands for words."""
    return char.isalnum() or char in (KEPT, OBJECT)

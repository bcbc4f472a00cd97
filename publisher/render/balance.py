"""Titles broken into lines of even length, because the typesetter knows no `text-wrap: balance`."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

Lines = tuple[str, ...]


def balance(title: str, measure: int) -> Markup:
    """The title with a `<br/>` between its lines when it is longer than `measure` characters.

    It has as few lines as will hold it, broken so that they are as even as they can be.
    """
    words = tuple(title.split(" "))
    fewest = -(-len(title) // measure)
    for count in range(fewest, len(words) + 1):
        lines = even_lines(words, count)
        if max(map(len, lines)) <= measure or count == len(words):
            return Markup("<br/>").join(escape(line) for line in lines)
    return escape(title)


def even_lines(words: tuple[str, ...], count: int) -> Lines:
    """The words in that many lines, of all ways the one with the least sum of squared lengths."""

    @cache
    def best(start: int, lines: int) -> tuple[int, Lines]:
        if lines == 1:
            rest = " ".join(words[start:])
            return len(rest) ** 2, (rest,)
        tries = []
        for end in range(start + 1, len(words) - lines + 2):
            line = " ".join(words[start:end])
            cost, others = best(end, lines - 1)
            tries.append((len(line) ** 2 + cost, (line, *others)))
        return min(tries)

    return best(0, count)[1]

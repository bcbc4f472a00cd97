"""The theme's own words by language: `Contents`, `Edited by`, `Notes`."""

from __future__ import annotations

from collections.abc import Callable

from publisher.diagnostics import BookError, Diagnostic, Location
from publisher.theme import Theme

FALLBACK = "en"


def strings(theme: Theme, language: str) -> Callable[..., str]:
    """`t("contents")`: the word in the language, or in English; BookError for a word that no layer has."""
    tables = [
        layer.strings[tongue]
        for tongue in (language, language.partition("-")[0], FALLBACK)
        for layer in theme.layers
        if tongue in layer.strings
    ]

    def t(name: str, **values: object) -> str:
        for table in tables:
            if name in table:
                return _filled(table[name], name, values)
        where = Location(f"themes/{theme.name}/strings/{FALLBACK}.yaml")
        raise BookError([Diagnostic("H02", f'the theme has no words for "{name}"', where, "add a line to the file")])

    def _filled(words: str, name: str, values: dict[str, object]) -> str:
        try:
            return words.format(**values)
        except (ValueError, KeyError, IndexError, AttributeError) as problem:
            where = Location(f"themes/{theme.name}/strings")
            message = f'the words for "{name}" cannot be filled: {words}'
            raise BookError([Diagnostic("H02", message, where, "write a brace that is meant as {{ or }}")]) from problem

    return t

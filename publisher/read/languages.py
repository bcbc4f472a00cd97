"""Languages by their tags: whether the registry of languages has one."""

from __future__ import annotations

from functools import cache

from publisher.diagnostics import Findings, Location

# Those that most books are in; for the others a library is asked, which takes a twentieth of a second to load.
COMMON = frozenset("de en es fr it la nl pl pt ru uk".split())
# Codes of countries, and of languages in other lists, that are taken for those of a language.
MEANT = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "iw": "he", "jp": "ja", "kr": "ko", "ua": "uk"}


@cache
def is_known(tag: str) -> bool:
    """Whether every part of a tag is in the registry (IANA Language Subtag Registry, BCP 47 section 3.1)."""
    if tag in COMMON:
        return True
    import langcodes

    return langcodes.tag_is_valid(tag)


def check_language(tag: str, where: Location, findings: Findings) -> None:
    """Tell of a tag whose language nobody knows."""
    if not is_known(tag):
        language = tag.partition("-")[0].lower()
        meant = MEANT.get(language, "")
        hint = (
            f'did you mean "{meant}"?' if meant else "write the code of ISO 639: en English, ru Russian, uk Ukrainian"
        )
        findings.error("T13", f'no language is known by the tag "{tag}"', where, hint)

"""Names for files, pictures and people, made of words in any alphabet."""

from __future__ import annotations

import re
import unicodedata
from itertools import count

_IDENTIFIER = re.compile(r"[^a-z0-9-]+")


def slug(words: str, taken: frozenset[str] | set[str], fallback: str = "text") -> str:
    """A name for a file or an id, made of the words' Latin letters and digits, unlike all that are taken."""
    plain = _transliterated(unicodedata.normalize("NFKD", words.lower()))
    stem = _IDENTIFIER.sub("-", plain.replace("’", "").replace("'", "")).strip("-")[:48].strip("-") or fallback
    return next(name for n in count(1) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)


_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхыэ",
        "a b v g d e z i i k l m n o p r s t u f kh y e".split(),
        strict=True,
    )
) | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "ё": "e"}


def _transliterated(words: str) -> str:
    return "".join(_CYRILLIC.get(sign, sign) for sign in words if not "\u0300" <= sign <= "\u036f")

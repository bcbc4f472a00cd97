"""The rules of each language: quotes, dash, and the spaces at which a line may not break.

English  British: double and single quotes as typed; an en dash between spaces, the dash of most trade and several
         university presses in Britain (New Hart's Rules, 4.11, allows both). An em dash that was typed stays.
Russian  «ёлочки» and „лапки“; тире between spaces (Мильчин, Справочник издателя и автора).
German   „…“ and ‚…‘; an en dash between spaces (Duden; DIN 5008).
French   « … » and “…”; narrow spaces of no break, U+202F, before ; : ! ? and inside guillemets. Some houses put U+00A0
         before the colon and inside guillemets; it grows in justified lines, so U+202F stands everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from publisher.read.typography.stream import BLOCK, CALL, GAP, HAIR, LINE, NARROW, NBSP, SKIP, SLOT

Substitution = tuple[re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class Rules:
    """How one language is set: its quotes by level, its dash ("" keeps what was typed), and its spaces in order."""

    quotes: tuple[tuple[str, str], tuple[str, str]] = (("“", "”"), ("‘", "’"))
    dash: str = "–"
    spaces: tuple[Substitution, ...] = ()
    elisions: re.Pattern[str] | None = None
    primes: bool = True


def _bind(before: str, after: str) -> Substitution:
    """The space between two patterns, made one of no break."""
    return re.compile(f"((?:{before}){SKIP}){GAP}(?={SKIP}(?:{after}))"), rf"\g<1>{NBSP}"


def _words(words: str) -> str:
    """A pattern for one of the words between blanks; a full stop in them is a full stop."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True)) + ")"


def _abbreviate(*abbreviations: str) -> tuple[Substitution, ...]:
    """The points of abbreviations such as `z. B.`, followed by a space of no break, typed with a space or without."""
    found = []
    for abbreviation in abbreviations:
        parts = [re.escape(part) for part in abbreviation.split()]
        for first, second in pairwise(parts):
            found.append((re.compile(rf"(\b{first})(?:{GAP})?(?={second})"), rf"\g<1>{NBSP}"))
    return tuple(found)


# A dash, or an ellipsis that stands by itself, does not begin a line.
COMMON: tuple[Substitution, ...] = (
    _bind(f"[^\\s{BLOCK}{LINE}]", rf"[–—]{SKIP}\s|…(?!\w)"),
    _bind("[§№]", r"\d"),
    _bind(r"\d\.?", r"\(\d{1,2}\.?(?:[–-]\d{1,2}\.?)?\)\s\w"),  # 3 (16) July
)
_NUMBER = r"\d|[ivxlcIVXLC]+\b"
_UNITS = "km cm mm m kg g mg ha l kW kWh MW °C °F %"
_INITIAL = r"(?<![\w’'])[A-Z]\."

_ENGLISH_MONTHS = "January February March April May June July August September October November December"
ENGLISH = Rules(
    elisions=re.compile(
        r"(?:(?:tis|tisn|twas|twasn|twere|twill|twould|twixt|em|til|neath|gainst|midst|cos|bout|nuff)\b|n'(?=\W)|"
        r"\d\ds?\b(?![-–'.,]?\d))",
        re.IGNORECASE,
    ),
    spaces=(
        *COMMON,
        _bind(rf"\b{_words('Mr Mrs Ms Messrs Dr St Sts Prof Mme Mlle Mgr Mt')}\.?", r"[A-Z]"),
        _bind(rf"\b{_words('Capt Col Gen Lt Maj Sgt Rev Hon Sen Rep Gov Pres Fr Sr Cde')}\.", r"[A-Z]"),
        _bind(rf"\b{_words('p pp vol vols no nos No Nos ch chs fig figs art arts col cols n nn l ll sec')}\.", _NUMBER),
        _bind(rf"\b{_words('Vol Vols Ch Fig Art Sec c ca ed')}\.", _NUMBER),
        _bind(r"(?<![\w’'])(?:[A-Z]|Yu|Ya|Ye|Ia|Iu|Zh|Kh|Ch|Sh|Ts|Th|Ph)\.", r"[A-Z]"),
        _bind(r"\d", rf"{_words(_UNITS + ' lb lbs oz ft mi')}(?!\w)|{_words('a.m. p.m. am pm')}(?!\w)"),
        _bind(r"\d", rf"(?:per{GAP}cent|million|billion|thousand|roubles|rubles|kopecks|poods|versts|BC|AD|BCE|CE)\b"),
        _bind(r"\b\d{1,2}(?:st|nd|rd|th)?\)?", rf"{_words(_ENGLISH_MONTHS)}\b"),
        _bind(rf"\b{_words(_ENGLISH_MONTHS)}", r"\d{1,2}(?!\d)"),
        _bind(r"\bper(?=\s+cent\b)", "cent"),
        _bind(r"\b[A-Z][a-z]+", r"(?:II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3})\b"),
        (re.compile(f"([“‘])(?={SLOT}*[“‘])"), rf"\g<1>{HAIR}"),
        (re.compile(rf"([”’])(?={SLOT}*[”’](?!{SKIP}\w))"), rf"\g<1>{HAIR}"),
    ),
)

_RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
RUSSIAN = Rules(
    quotes=(("«", "»"), ("„", "“")),
    dash="—",
    spaces=(
        *COMMON,
        *_abbreviate("т. е.", "т. д.", "т. п.", "т. к.", "до н. э.", "н. э."),
        _bind(r"\bи", r"т\.|др\.|пр\."),
        _bind(r"(?<![\w’'])(?:[А-ЯЁ]|Дж|Ю)\.", r"[А-ЯЁ]"),
        _bind(_INITIAL, r"[A-Z]"),
        _bind(r"[\dIVX]", r"(?:гг?|вв?|тыс|руб|коп|чел|стр?)\."),
        _bind(r"\d", rf"(?:млн|млрд|года?|годов|году|века?|{_words('км см мм м кг г га л кВт % °C')})(?!\w)"),
        _bind(rf"\b{_words('с стр т тт кн гл ч рис вып ст п пп изд ок см')}\.", _NUMBER),
        _bind(rf"\b{_words('г им тов гр ул проф акад св')}\.", r"[А-ЯЁA-Z]"),
        _bind(r"\b\d{1,2}\)?", rf"{_words(_RUSSIAN_MONTHS)}\b"),
        _bind(r"\b[вкосуВКОСУ]", r"[\w«„(№§]"),
        (re.compile(rf"((?:{BLOCK}|{LINE}|\A)\s*—){GAP}"), rf"\g<1>{NBSP}"),
    ),
)

_GERMAN_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
GERMAN = Rules(
    quotes=(("„", "“"), ("‚", "‘")),
    spaces=(
        *COMMON,
        *_abbreviate(
            "z. B.", "d. h.", "u. a.", "z. T.", "i. d. R.", "v. a.", "u. U.", "o. ä.", "s. o.", "s. u.", "n. Chr."
        ),
        _bind(rf"\b{_words('S Nr Bd Bde Abs Art Kap Ziff Anm Abb Jg Sp H')}\.", _NUMBER),
        _bind(rf"\b{_words('Dr Prof Hr Fr St Gen')}\.", r"[A-ZÄÖÜ]"),
        _bind(r"(?<![\w’'])[A-ZÄÖÜ]\.", r"[A-ZÄÖÜ]"),
        _bind(r"\d", rf"{_words(_UNITS)}(?!\w)|(?:Prozent|Millionen|Milliarden|Mrd|Mio|Mark|Uhr|Rubel)\b"),
        _bind(r"\b\d{1,2}\.\)?", rf"{_words(_GERMAN_MONTHS)}\b"),
    ),
)

_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_BESIDE = f"{BLOCK}{SLOT}{CALL}{LINE}"  # no place to insert a space at
_POINTED = rf"[^\s{_BESIDE}(\[;:!?«“¿¡]"  # what a French point is spaced from
FRENCH = Rules(
    quotes=(("«", "»"), ("“", "”")),
    spaces=(
        (re.compile(rf"({_POINTED}){GAP}(?={SKIP}[;:!?])"), rf"\g<1>{NARROW}"),
        (re.compile(rf"({_POINTED}{SKIP})(?=[;!?]|:(?![\d/]))"), rf"\g<1>{NARROW}"),
        (re.compile(rf"«(?:{GAP})?+({SKIP})(?:{GAP})?+(?=[^\s{_BESIDE}])"), rf"«{NARROW}\g<1>"),
        (re.compile(rf"(?<=[^\s{_BESIDE}])(?:{GAP})?+({SKIP})(?:{GAP})?+»"), rf"\g<1>{NARROW}»"),
        *COMMON,
        _bind(rf"\b{_words('M MM Mgr Pr St')}\.", r"[A-ZÀ-Ý]"),
        _bind(rf"\b{_words('Mme Mmes Mlle Mlles Dr Me Mgr')}", r"[A-ZÀ-Ý]"),
        _bind(rf"\b{_words('p pp t vol chap fig art col n no vers')}\.|\bn[°o]|\bvers", _NUMBER),
        _bind(r"(?<![\w’'])(?:[A-ZÀ-Ý]|Ch|Th|Ph)\.", r"[A-ZÀ-Ý]"),
        _bind(r"\d", rf"{_words(_UNITS)}(?!\w)|(?:francs|millions|milliards|roubles|heures|h)\b"),
        _bind(rf"\b(?:1{SKIP}er|\d{{1,2}})\)?", rf"{_words(_FRENCH_MONTHS)}\b"),
    ),
)
SLAVONIC = Rules(quotes=RUSSIAN.quotes, dash="—", spaces=(*COMMON, _bind(r"(?<!\w)[А-ЯІЇЄҐЎ]\.", r"[А-ЯІЇЄҐЎ]")))
ITALIAN = Rules(quotes=(("«", "»"), ("“", "”")), spaces=(*COMMON, _bind(_INITIAL, "[A-Z]"), _bind(r"\bpp?\.", _NUMBER)))
# The Spanish raya clings to what it encloses: only the editor knows which side, so the spaces stay as typed.
SPANISH = Rules(quotes=(("«", "»"), ("“", "”")), dash="", spaces=COMMON[1:])

LANGUAGES: dict[str, Rules] = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "de": GERMAN,
    "fr": FRENCH,
    "uk": SLAVONIC,
    "be": SLAVONIC,
    "it": ITALIAN,
    "es": SPANISH,
}


def rules_for(primary: str) -> Rules | None:
    """The rules of a language by its primary subtag, or None where we have none."""
    return LANGUAGES.get(primary)

"""Values of EDItEUR's code lists (issue 74, ns.editeur.org/onix) for what a book of ours can be."""

from __future__ import annotations

# List 17: how somebody contributed, by MARC relator. List and relators do not match one to one: `wat` and the like have
# no code and go by "other".
ROLES = dict(
    pair.split("=")
    for pair in (
        "aut=A01 edt=B01 com=C01 trl=B06 pre=E10 "
        "ann=A20 win=A24 wpr=A15 wfw=A23 waw=A19 ill=A12 pht=A13 "
        "art=A12 ctg=A39 cov=A36 bkd=A11 ctb=A32 trc=B18"
    ).split()
)
OTHER_ROLE = "Z99"
NOT_NAMED = ("pbl",)  # the publisher has an element of its own

# List 27: schemes of subjects.
SCHEMES = {"BISAC": "10", "THEMA": "93", "LCSH": "04", "DDC": "01", "LCC": "03", "BIC": "12", "CLIL": "29", "GND": "91"}
OWN_SCHEME = "24"

# List 196: what can be said of the accessibility of an e-publication.
FEATURES = {
    "ARIA": "30",
    "alternativeText": "14",
    "displayTransformability": "36",
    "index": "12",
    "pageBreakMarkers": "19",
    "pageNavigation": "19",
    "readingOrder": "13",
    "structuralNavigation": "29",
    "tableOfContents": "11",
    "unlocked": "10",
}
LANDMARKS, LANGUAGES, UNSEEN, SUMMARY = "32", "22", "52", "00"
STANDARD, CERTIFIER, ASSESSED, REPORT, CREDENTIAL = "04", "90", "91", "94", "88"
WCAG = {"2.0": "80", "2.1": "81", "2.2": "82"}
LEVELS = {"A": "84", "AA": "85", "AAA": "86"}

# List 44: registers of people, by the address in which their numbers stand.
REGISTERS = {"viaf.org/viaf/": "31", "isni.org/isni/": "16", "orcid.org/": "21", "d-nb.info/gnd/": "25"}

# List 74 is ISO 639-2/B. The languages that most books are in; for the others a library is asked, which takes a
# twentieth of a second to load.
LANGUAGES_OF_BOOKS = {
    "de": "ger",
    "en": "eng",
    "es": "spa",
    "fr": "fre",
    "it": "ita",
    "pl": "pol",
    "ru": "rus",
    "uk": "ukr",
}


def language_code(tag: str) -> str:
    """The code of a language by its tag of BCP 47; `und` for one that is not known."""
    tongue = tag.partition("-")[0].lower()
    if tongue in LANGUAGES_OF_BOOKS:
        return LANGUAGES_OF_BOOKS[tongue]
    import langcodes

    try:
        return langcodes.get(tag).to_alpha3(variant="B")
    except (LookupError, ValueError):
        return "und"

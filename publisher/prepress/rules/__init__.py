"""The rules of the proof: each by its code, and how grave it is unless the printer says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.prepress.finding import Finding
from publisher.prepress.page import Page
from publisher.prepress.rules import boxes, colours, counts, extras, letters, pictures, standard
from publisher.prepress.rules.dossier import Dossier

FileRule = Callable[[Dossier], Iterator[Finding]]
PageRule = Callable[[Page, Dossier], Iterator[Finding]]

FILE_RULES: dict[str, FileRule] = {
    "P12": standard.version,
    "P13": standard.identification,
    "P14": standard.output_intent,
    "P15": standard.trapped,
    "P16": standard.ids,
    "P17": standard.dated,
    "P18": standard.agreeing,
    "P38": extras.bookmarks,
    "P39": extras.alive,
    "P40, P41": counts.pages,
    "P43": counts.weight,
    "P44": standard.forbidden,
    "P46": counts.blanks,
    "P47": boxes.trim_size,
}
PAGE_RULES: dict[str, PageRule] = {
    "P19": boxes.trim_box,
    "P20": boxes.nested,
    "P21": boxes.same_size,
    "P22": boxes.bleed,
    "P23": boxes.origin,
    "P24": letters.embedded,
    "P25": letters.subset,
    "P26": letters.drawn,
    "P27": letters.missing,
    "P28": colours.spaces,
    "P29": colours.black,
    "P30": colours.ink,
    "P31": colours.transparent,
    "P32": pictures.coarse,
    "P33": pictures.fine,
    "P34": colours.thin,
    "P35": letters.unsafe,
    "P36": letters.small,
    "P37": extras.annotated,
    "P42": boxes.crop_marks,
    "P45": colours.light,
}
MILD = frozenset({"P18", "P23", "P25", "P26", "P33", "P45"})
"""Findings that are warnings unless a printer's profile says otherwise."""
FIGURES = {
    **dict.fromkeys(("P12", "P13", "P14", "P15", "P16", "P17", "P19", "P31", "P44"), "form"),
    **dict.fromkeys(("P28", "P29"), "colour"),
    **dict.fromkeys(("P32", "P33"), "pictures"),
    **dict.fromkeys(("P34", "P45"), "lines"),
    **dict.fromkeys(("P37", "P38"), "extras"),
    **dict.fromkeys(("P40", "P41", "P46"), "pages"),
    "P22": "bleed",
    "P25": "lettering",
    "P30": "ink",
    "P35": "safe",
    "P36": "lettering",
    "P42": "marks",
    "P43": "file",
    "P47": "trim",
}
"""The group of a printer's figures without which a rule is not applied, or not strictly."""

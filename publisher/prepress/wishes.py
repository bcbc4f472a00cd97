"""What a printer asks for, in words, with the source of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from publisher.printer import Paper, Printer, Step

POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a printer asks for."""

    topic: str
    words: str
    source: str
    note: str = ""


def mm(length: float) -> str:
    """`3.175 mm`."""
    return f"{round(length, 3):g} mm"


def wishes(printer: Printer) -> Iterator[Wish]:
    """Everything that a printer asks for, in the order in which a book is made."""
    for name, (topic, words) in WORDS.items():
        group = getattr(printer, name)
        if group:
            yield Wish(topic, words(group), str(group.source), group.note)
    for name, paper in printer.papers.items():
        yield Wish(f"paper {name}", paper_words(paper), str(paper.source), paper.note)


def paper_words(paper: Paper) -> str:
    """A paper and the spine that it makes."""
    words = paper.title
    if paper.per_page:
        words += f"; a page adds {paper.per_page:.5f} mm to the spine"
        words += f", the cover {mm(paper.added)}" if paper.added else ""
    elif paper.steps:
        words += f"; spine {steps_words(paper.steps)}"
    else:
        words += "; no figure for the spine is known"
    return words + (f"; up to {paper.most} pages" if paper.most else "")


def steps_words(steps: tuple[Step, ...]) -> str:
    """`9.5 mm up to 150 pages, 12.7 mm up to 300`, in full."""
    return ", ".join(mm(step.width) + _span(step) for step in steps)


def _span(step: Step) -> str:
    if step.since and step.to:
        return f" from {step.since} to {step.to} pages"
    return f" up to {step.to} pages" if step.to else ""


def _form(group: Any) -> str:
    standard = "a plain PDF" if group.standard == "pdf" else group.standard.upper().replace("X-1A", "X-1a")
    condition = f", printing condition {group.condition}" if group.condition else ""
    return f"{standard}{condition}, transparency {'may' if group.transparency else 'may not'} be in it"


def _colour(group: Any) -> str:
    black = ", text in black ink alone" if group.black == "k-only" else ""
    return ", ".join(group.spaces) + black


def _bleed(group: Any) -> str:
    sides = ", ".join(f"{side} {mm(getattr(group, side))}" for side in ("top", "bottom", "outside", "inside"))
    return sides + (", required" if group.required else ", or none at all")


def _safe(group: Any) -> str:
    more = f", {mm(group.with_bleed)} on pages with bleed" if group.with_bleed else ""
    return f"text keeps {mm(group.margin)} from the trim{more}"


def _pages(group: Any) -> str:
    words = [f"at least {group.least}" if group.least else "", f"at most {group.most}" if group.most else ""]
    words += [f"a multiple of {group.multiple}" if group.multiple > 1 else ""]
    words += ["the last one blank" if group.last_blank else ""]
    words += [f"no more than {group.blanks} blank ones in a row" if group.blanks else ""]
    return ", ".join(filter(None, words)) or "any count"


def _trim(group: Any) -> str:
    least, most = (" × ".join(mm(side) for side in size) for size in (group.least, group.most))
    return f"from {least} to {most}"


def _pictures(group: Any) -> str:
    words = [f"at least {group.least} ppi" if group.least else "", f"better {group.best} ppi" if group.best else ""]
    words += [f"no more than {group.most} ppi" if group.most else ""]
    words += [f"{group.line} ppi for black and white without greys" if group.line else ""]
    return ", ".join(filter(None, words))


def _lettering(group: Any) -> str:
    least = f"type of {group.least / POINT:.3g} pt or more" if group.least else ""
    return ", ".join(filter(None, (least, "fonts embedded whole" if group.whole else "")))


def _lines(group: Any) -> str:
    tint = f", greys of {group.tint} % or more" if group.tint else ""
    return f"lines of {group.least / POINT:.3g} pt or more{tint}"


def _extras(group: Any) -> str:
    allowed = [name for name in ("bookmarks", "annotations") if getattr(group, name)]
    return f"{' and '.join(allowed)} may stay" if allowed else "neither bookmarks nor annotations"


def _file(group: Any) -> str:
    most = f", up to {group.most} MB" if group.most else ""
    return f"inside {group.interior}, cover {group.cover}{most}"


def _spine_text(group: Any) -> str:
    words = [f"from {group.pages} pages" if group.pages else "", f"from {mm(group.width)}" if group.width else ""]
    words += [f"{mm(group.clear)} clear of each fold" if group.clear else ""]
    return ", ".join(filter(None, words))


def _barcode(group: Any) -> str:
    least = f", at least {mm(group.least_width)} × {mm(group.least_height)}" if group.least_width else ""
    clear = f", {mm(group.clear)} from trim and spine" if group.clear else ""
    who = {"editor": "made by you", "printer": "made by the printer", "either": "made by you or the printer"}
    return f"{mm(group.width)} × {mm(group.height)}{least}{clear}, {who[group.by]}"


WORDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "form": ("standard", _form),
    "colour": ("colours", _colour),
    "ink": ("ink", lambda group: f"no more than {group.limit} % on one spot"),
    "trim": ("trim", _trim),
    "bleed": ("bleed", _bleed),
    "marks": ("crop marks", lambda group: group.use + (f", {mm(group.offset)} from the trim" if group.offset else "")),
    "safe": ("safe zone", _safe),
    "gutter": ("bind side", lambda group: steps_words(group.steps)),
    "pages": ("pages", _pages),
    "pictures": ("pictures", _pictures),
    "lines": ("lines", _lines),
    "lettering": ("type", _lettering),
    "extras": ("for the screen", _extras),
    "file": ("files", _file),
    "cover": ("cover", lambda group: f"{mm(group.bleed)} of bleed, words {mm(group.safe)} from the trim"),
    "spine_text": ("words on the spine", _spine_text),
    "barcode": ("barcode", _barcode),
}
"""The groups of a printer's figures: what they are called, and how they are said."""

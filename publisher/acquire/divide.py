"""A source divided into the pieces that it holds: by its own files, by its contents, or by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from publisher.acquire.compose import LANGUAGE
from publisher.acquire.names import slug
from publisher.acquire.page import drop, words_of
from publisher.acquire.piece import Credit, Element, Fate, Foreign, Piece, Remark
from publisher.acquire.plan import Level

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FURNITURE = {
    "titlepage": "a title page", "cover": "a cover", "toc": "contents", "loi": "a list of illustrations",
    "imprint": "an imprint", "colophon": "a colophon", "copyright-page": "a copyright page", "landmarks": "landmarks",
    "halftitlepage": "a half title", "index": "an index",
}  # fmt: skip
INTRODUCES = {"introduction": "introduction", "preface": "preface", "foreword": "foreword"}
ORDINAL = re.compile(r"\W*(?:(?:section|§|abschnitt|раздел)\s*[\dIVXLCM.]+|[IVXLCM]{1,9}|\d{1,3})\W*", re.I)
SECTION = re.compile(r"(?:section|§|abschnitt|раздел).*", re.I)
BYLINE = re.compile(r"^by\s+(.{3,60})$", re.I)
ENOUGH = 120  # words below a heading for it to head a text rather than a page of furniture


def divide(foreign: Foreign, level: Level = "") -> tuple[tuple[Piece, ...], tuple[Remark, ...]]:
    """The pieces in order, and what became of everything that is none."""
    remarks: list[Remark] = []
    whole = len(foreign.parts) < 2 or level
    runs = _sections(foreign, level, remarks) if whole else _parts(foreign, remarks)
    pieces: list[Piece] = []
    for run in runs:
        pieces.append(_piece(run, foreign, {piece.name for piece in pieces}))
    return tuple(pieces), tuple(remarks)


def _parts(foreign: Foreign, remarks: list[Remark]) -> Iterator[Element]:
    """The source's own files, furniture left out, a file without a heading joined to the one before."""
    runs: list[Element] = []
    for part in foreign.body:
        if reason := _furniture(part):
            remarks.append(Remark(Fate.DROPPED, words_of(part), reason))
        elif not _content(part):
            if words_of(part):
                remarks.append(Remark(Fate.DROPPED, words_of(part), "a heading without a text"))
        elif runs and not any(each.tag in HEADINGS for each in part.iter()):
            runs[-1].extend(list(part))
        else:
            runs.append(part)
    return iter(runs)


def _furniture(part: Element) -> str:
    """Why a file of the source is no text: it is a title page, an imprint …; "" where it is one."""
    kinds = {kind for each in [part, *part][:3] for kind in str(each.get("kind", "")).split()}
    name = str(part.get("id", "")).rpartition("/")[2].partition(".")[0]
    return next(
        (what for kind, what in FURNITURE.items() if kind in kinds or kind == name or f"doc-{kind}" in kinds), ""
    )


def _sections(foreign: Foreign, level: Level, remarks: list[Remark]) -> Iterator[Element]:
    """The sections below the headings that divide the page best; the whole page where none do."""
    blocks = list(_flat(foreign.body))
    if level == "whole":
        return iter([foreign.body])
    if level:
        openings = [block for block in blocks if block.tag == level and words_of(block)]
    else:
        openings = _openings(blocks, [each.what for each in foreign.remarks])
    if not openings:
        return iter([foreign.body])
    runs: list[list[Element]] = [[]]
    for block in blocks:
        if block in openings:
            runs.append([])
        runs[-1].append(block)
    made: list[Element] = []
    for number, run in enumerate(runs):
        words = " ".join(words_of(block) for block in run).strip()
        if (number and (level or len(words.split()) >= ENOUGH)) or (not number and len(words.split()) > 10 * ENOUGH):
            made.append(_wrapped(run))
        elif words:
            remarks.append(Remark(Fate.DROPPED, words, "furniture, or too short for a text of its own"))
    return iter(made)


def _flat(body: Element) -> Iterator[Element]:
    """The blocks of a page in order, with every wrapper around headings taken off."""
    for child in list(body):
        if not isinstance(child.tag, str):
            continue
        if child.tag not in HEADINGS and any(each.tag in HEADINGS for each in child.iter()):
            if (child.text or "").strip():
                paragraph = etree.Element("p")
                paragraph.text = child.text
                yield paragraph
            yield from _flat(child)
        else:
            yield child
        if (child.tail or "").strip():
            paragraph = etree.Element("p")
            paragraph.text, child.tail = child.tail, None
            yield paragraph


def _openings(blocks: Sequence[Element], lists: Sequence[str]) -> list[Element]:
    """The headings that each open a text: of the highest level at which two texts or more begin."""
    for level in HEADINGS[:4]:
        headings = [block for block in blocks if block.tag == level and words_of(block)]
        named = [each for each in headings if not ORDINAL.fullmatch(words_of(each)) and not _numbered(each)]
        if len(named) > 2:
            named = _listed(named, blocks, lists)
        if not named and all(_subtitle(each) is not None for each in headings):
            named = [each for each in headings if not SECTION.fullmatch(words_of(each))]
        counts = _counts(blocks, named)
        if sum(count >= ENOUGH for count in counts) >= 2 and sum(counts) > 2000:
            return named
        if len(headings) > 2 and len(named) < 2:
            return []  # numbered sections of one text
    return []


def _listed(headings: list[Element], blocks: Sequence[Element], lists: Sequence[str]) -> list[Element]:
    """The headings that a table of contents lists, or below which an author stands; all where there is no table."""
    lines = [words.casefold() for words in lists]
    found = []
    for block in blocks:
        words = words_of(block).casefold()
        if block in headings and (any(line.startswith(words) for line in lines) or _signed(block)):
            found.append(block)
        if 0 < len(words.split()) <= 15:
            lines.append(words)
    return found if len(found) >= 0.6 * len(headings) else headings


def _numbered(heading: Element) -> bool:
    """Whether the number of a section stands in a heading of its own before this one."""
    before = heading.getprevious()
    while before is not None and not words_of(before):
        before = before.getprevious()
    return before is not None and before.tag in HEADINGS and bool(SECTION.fullmatch(words_of(before)))


def _signed(heading: Element) -> bool:
    """Whether the next block names an author."""
    following = heading.getnext()
    return following is not None and (following.get("class") == "byline" or bool(BYLINE.match(words_of(following))))


def _counts(blocks: Sequence[Element], headings: Sequence[Element]) -> list[int]:
    """The words below each of the headings."""
    counts: list[int] = []
    for block in blocks:
        if block in headings:
            counts.append(0)
        elif counts:
            counts[-1] += len(words_of(block).split())
    return counts


def _subtitle(heading: Element) -> Element | None:
    """The line below a number that is its title: a heading, or a few words without a full stop."""
    following = heading.getnext()
    if following is None or following.tag not in ("p", *HEADINGS):
        return None
    words = words_of(following)
    return following if 0 < len(words.split()) <= 14 and words[-1] not in ".:;," else None


def _wrapped(blocks: Sequence[Element]) -> Element:
    section = etree.Element("section")
    section.extend(blocks)
    return section


def _piece(run: Element, foreign: Foreign, taken: set[str]) -> Piece:
    """The text of a run of blocks: its heading becomes the title, a byline below it the author."""
    guessed: set[str] = set()
    title, subtitle = _take_title(run)
    if not title:
        title, guessed = foreign.about.title or foreign.name, {"title"}
    if title.isupper() and len(title) > 4:
        title, guessed = _lowered(title), guessed | {"title"}
    byline = _take_byline(run)
    kinds = {kind for each in [run, *run][:3] for kind in str(each.get("kind", "")).split()}
    role = next((name for kind, name in INTRODUCES.items() if kind in kinds), "text")
    makers = (Credit(byline),) if byline else _credits(foreign, role)
    if byline:
        guessed.add("author")
    language = next(filter(LANGUAGE.fullmatch, (run.get("lang", ""), foreign.about.language)), "")
    if not language and (language := _language(run)):
        guessed.add("language")
    return Piece(slug(title, taken), title, run, subtitle, language, makers, role, guessed=frozenset(guessed))


def _lowered(title: str) -> str:
    """A title in capitals as titles are written: with capitals in English, as a sentence in Cyrillic letters."""
    if any("А" <= sign <= "я" for sign in title):
        return title.capitalize()
    from titlecase import titlecase

    return str(titlecase(title.lower()))


def _language(run: Element) -> str:
    """The language that the letters betray: Russian for Cyrillic; "" for all others."""
    letters = [sign for sign in words_of(run)[:5000] if sign.isalpha()]
    return "ru" if sum("а" <= sign.lower() <= "я" for sign in letters) > len(letters) / 2 else ""


def _take_title(run: Element) -> tuple[str, str]:
    """The words of the first heading, which leaves the blocks; a group of headings gives `Ordinal: Title`.

    A note or a reference that the title calls goes to the end of the first paragraph.
    """
    first = [each for each in run.iter(*HEADINGS) if words_of(each) and _words_before(run, each) <= 60]
    if not first:
        return "", ""
    heading = min(first, key=lambda each: str(each.tag))
    group = heading.getparent()
    lines = [heading]
    gone = heading
    if group is not None and group is not run and group.tag in ("hgroup", "header"):
        lines, gone = [line for line in group if words_of(line)], group
    elif ORDINAL.fullmatch(words_of(heading)) and (below := _subtitle(heading)) is not None:
        lines.append(below)
    calls = [
        call for line in lines for call in line.iter("a") if call.get("data-note") or "noteref" in call.get("kind", "")
    ]
    for call in calls:
        drop(call)
    words = [" ".join(" ".join(map(str, line.xpath(".//text()"))).split()) for line in lines]
    for element in {gone, *(lines[1:] if gone is heading else ())}:
        drop(element)
    _call_later(run, calls)
    return ": ".join(words[:2]), ": ".join(words[2:])


def _call_later(run: Element, calls: Sequence[Element]) -> None:
    """Put the calls of a title at the end of the first paragraph."""
    paragraph = next((each for each in run.iter("p") if words_of(each)), None)
    if paragraph is not None:
        paragraph.extend(calls)


def _words_before(run: Element, heading: Element) -> int:
    """The words of a run that stand before a heading."""
    count = 0
    for each in run.iter():
        if each is heading:
            return count
        count += len((each.text or "").split())
    return count


def _take_byline(run: Element) -> str:
    """The author named in the first blocks, `By So-and-so`; the line leaves the blocks."""
    marked = next((each for each in run.iter("p") if each.get("class") == "byline"), None)
    if marked is not None:
        drop(marked)
        return _name(re.sub(r"^by\s+", "", words_of(marked), flags=re.I))
    for block in [each for each in run.iter("p", *HEADINGS) if words_of(each)][:2]:
        words = words_of(block)
        if match := BYLINE.match(words):
            drop(block)
            name = match[1].strip(" .")
            return _name(name)
    return ""


def _name(capitals: str) -> str:
    """A name in capitals as names are written: `A. S. Pushkin`; any other as it stands."""
    if not capitals.isupper():
        return capitals
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), re.sub(r"\.(?=\w)", ". ", capitals))


def _credits(foreign: Foreign, role: str) -> tuple[Credit, ...]:
    """Who made a text, of those whom the source names: an introduction has an author of its own where one is named."""
    wanted = {"introduction": ("win", "aui"), "preface": ("wpr",), "foreword": ("wfw",)}.get(role, ())
    own = [credit for credit in foreign.about.credits if credit.role in wanted]
    if own:
        return tuple(Credit(each.name, each.sort, "aut") for each in own)
    return tuple(each for each in foreign.about.credits if each.role in ("aut", "trl"))


def _content(part: Element) -> bool:
    """Whether anything stands in a file besides headings."""
    headings = sum(len(words_of(each)) for each in part.iter(*HEADINGS))
    return len(words_of(part)) > headings or any(True for _ in part.iter("img", "svg"))

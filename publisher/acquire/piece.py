"""What an acquisition works on: a `Foreign` source as one tree, the `Piece`s it holds, and the remarks on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lxml import etree

Element = etree._Element


class Fate(StrEnum):
    """What became of something in the source."""

    CONVERTED = "converted"
    GUESSED = "guessed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the report: what became of something, what it is, and why."""

    fate: Fate
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody named by the source: the name as printed, the name as sorted ("" where unknown), a MARC relator."""

    name: str
    sort: str = ""
    role: str = "aut"


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of itself; whatever is "" it does not say."""

    title: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    rights: str = ""
    url: str = ""
    description: str = ""
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A source opened: a `body` without namespaces, ids unique, links inside it `#id`; its pictures by the names in it.

    `parts` are the ids of the elements that the source itself keeps as files of their own, in reading order.
    """

    name: str
    body: Element
    about: About = About()
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note lifted out: the id that its call bears in `data-note`, whose it is (`""`, `ed`, `tr`), and its blocks."""

    id: str
    kind: str
    body: Element


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to be: its name (the file's, without `.md`), what is known of it, and its blocks.

    `piece` is the name under which it was found, where a plan gave another; `guessed` names the keys of the front
    matter that the editor should look at.
    """

    name: str
    title: str
    body: Element
    subtitle: str = ""
    language: str = ""
    credits: tuple[Credit, ...] = ()
    role: str = "text"
    piece: str = ""
    guessed: frozenset[str] = frozenset()

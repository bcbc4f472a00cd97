"""What the editor decides about a source's pieces: a plan that can be shown, corrected, kept and followed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from lxml import etree

from publisher.acquire.page import words_of
from publisher.acquire.piece import Credit, Element, Fate, Piece, Remark

Level = Literal["", "whole", "h1", "h2", "h3", "h4"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of one piece; what is empty stays as it was found. `join` makes it part of the one before."""

    name: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    skip: bool = False
    join: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The level of headings that divides the source ("" where that is found out), and choices by the pieces' names.

    With `skip_rest`, pieces without a choice are left out.
    """

    divide: Level = ""
    skip_rest: bool = False
    choices: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))


FOUND = Plan()
"""The plan of an editor who leaves everything as it was found."""


def follow(plan: Plan, pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Remark, ...]]:
    """The pieces as the plan wants them, and what it leaves out."""
    kept: list[Piece] = []
    remarks: list[Remark] = []
    for piece in pieces:
        choice = plan.choices.get(piece.name, Choice(skip=plan.skip_rest))
        if choice.skip:
            remarks.append(Remark(Fate.DROPPED, f"{piece.title} {words_of(piece.body)}", "the plan skips it"))
        elif choice.join and kept:
            kept[-1].body.append(_headed(piece))
        else:
            kept.append(_chosen(piece, choice))
    return tuple(kept), tuple(remarks)


def _headed(piece: Piece) -> Element:
    """The body of a piece below its title again."""
    section = piece.body
    section.tag = "section"
    heading = etree.Element("h2")
    heading.text = piece.title
    section.insert(0, heading)
    return section


def _chosen(piece: Piece, choice: Choice) -> Piece:
    """A piece with what the plan says of it, which is no guess any more."""
    others = tuple(credit for credit in piece.credits if credit.role != "aut")
    named = (*(Credit(name) for name in choice.authors), *others) if choice.authors else piece.credits
    known = {key for key, said in (("title", choice.title), ("author", choice.authors)) if said}
    return replace(
        piece,
        name=choice.name or piece.name,
        piece=piece.name,
        title=choice.title or piece.title,
        credits=named,
        guessed=piece.guessed - known,
    )

"""Elements of a message: those that hold others, and those that hold words."""

from __future__ import annotations

from lxml import etree

Node = etree._Element


def element(name: str, *children: Node | None) -> Node:
    """An element with those children that are there."""
    made = etree.Element(name)
    made.extend(child for child in children if child is not None)
    return made


def leaf(name: str, words: str, **attributes: str) -> Node:
    """An element with words in it."""
    made = etree.Element(name, attributes)
    made.text = words
    return made

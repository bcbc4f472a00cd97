"""The titles of a product, its series and its texts."""

from __future__ import annotations

from publisher.render.onix.tree import Node, element, leaf

ARTICLES = ("The", "A", "An")


def title_detail(title: str, subtitle: str, level: str, language: str) -> Node:
    """A title; an English article is parted from it, so that catalogues sort by the next word."""
    prefix, _, rest = title.partition(" ")
    parted = language.partition("-")[0] == "en" and prefix in ARTICLES and rest
    words = (
        [leaf("TitlePrefix", prefix), leaf("TitleWithoutPrefix", rest)]
        if parted
        else [element("NoPrefix"), leaf("TitleWithoutPrefix", title)]
    )
    return element(
        "TitleDetail",
        leaf("TitleType", "01"),
        element(
            "TitleElement",
            leaf("TitleElementLevel", level),
            *words,
            leaf("Subtitle", subtitle) if subtitle else None,
        ),
    )

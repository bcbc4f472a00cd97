"""What the shipped themes may not take from the reader of an EPUB: size, colour, alignment."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.diagnostics import Findings, Location
from publisher.read.themes import load_theme, shipped_themes
from publisher.render.templates import Templates

THEMES = sorted(path.parent.name for path in shipped_themes().glob("*/theme.yaml"))
ABSOLUTE = re.compile(r"(?<![\w#.-])[\d.]+(?:px|pt|pc|mm|cm|in|q)\b", re.IGNORECASE)
OWN_COLOURS = {"inherit", "currentcolor"}
# A border's thickness is no text; a width in px in a condition would be.
HAIRLINES = re.compile(r"border(?:-(?:top|bottom|left|right))?(?:-width)?|text-decoration-thickness")
BREAKS = ("h1", "h2", "h3", "h4", "h5", "h6")


def style(name: str) -> str:
    """The EPUB stylesheet of a theme with the layers below it, without comments."""
    theme = load_theme(name, Path("no-press"), Location("press.yaml"), Findings())
    assert theme
    options = {option.name: option.default for option in theme.options}
    css = Templates(theme, t=str).style("epub", width=0, height=0, options=options, edition="epub")
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def rules(css: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each selector with its declarations."""
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        pairs = (line.partition(":") for line in block.split(";") if line.strip())
        yield selector.strip(), [(name.strip(), value.strip()) for name, _, value in pairs]


def declarations(name: str) -> list[tuple[str, str]]:
    return [pair for _, pairs in rules(style(name)) for pair in pairs]


@pytest.mark.parametrize("name", THEMES)
def test_no_length_of_text_is_absolute(name: str) -> None:
    found = [pair for pair in declarations(name) if ABSOLUTE.search(pair[1]) and not HAIRLINES.fullmatch(pair[0])]
    assert not found and not ABSOLUTE.search("".join(re.findall(r"@media[^{]*", style(name))))


@pytest.mark.parametrize("name", THEMES)
def test_text_keeps_the_colour_of_the_reader(name: str) -> None:
    assert {value.lower() for key, value in declarations(name) if key == "color"} <= OWN_COLOURS


@pytest.mark.parametrize("name", THEMES)
def test_only_pictures_have_a_ground_of_their_own(name: str) -> None:
    grounds = [s for s, pairs in rules(style(name)) for p, _ in pairs if p.startswith("background")]
    assert all(selector.split()[-1] == "img" for selector in grounds)


@pytest.mark.parametrize("name", THEMES)
def test_nothing_is_justified(name: str) -> None:
    assert "justify" not in {value for key, value in declarations(name) if key == "text-align"}


@pytest.mark.parametrize("name", THEMES)
def test_the_size_of_the_page_is_the_reader_s(name: str) -> None:
    for selector, pairs in rules(style(name)):
        if {"html", "body", ":root"} & set(re.split(r"[\s,]+", selector)):
            assert "font-size" not in dict(pairs) and "font" not in dict(pairs)


@pytest.mark.parametrize("heading", BREAKS)
def test_headings_are_whole_and_stay_with_their_text(heading: str) -> None:
    found = dict(p for s, pairs in rules(style("base")) if heading in re.split(r",\s*", s) for p in pairs)
    assert (found["hyphens"], found["break-after"]) == ("none", "avoid")


def test_calls_of_notes_do_not_push_the_lines() -> None:
    found = dict(p for s, pairs in rules(style("base")) if s == "a.noteref" for p in pairs)
    assert found["line-height"] == "0"


@pytest.mark.parametrize("name", THEMES)
def test_the_faces_of_the_print_edition_stay_at_home(name: str) -> None:
    families = {value for key, value in declarations(name) if key == "font-family"}
    assert not [value for value in families if "Caption" in value or "Cover" in value]

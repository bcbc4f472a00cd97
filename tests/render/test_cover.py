"""Covers of the theme `classic`: their size, their colours, their emblems, and titles that stay on the page."""

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageColor

from publisher.book import Book, Contributor, Person, Press, Series, Volume
from publisher.diagnostics import Findings, Location
from publisher.publication import Publication
from publisher.read.themes import check_options, load_theme, shipped_themes
from publisher.render.renderer import render_cover
from publisher.theme import Theme
from publisher.write.cover import draw_cover
from publisher.write.pdf.galleys import Galley, Style, set_galley

HERE = Location("book.yaml")
SVG = "{http://www.w3.org/2000/svg}"
EMBLEMS = sorted(path.stem for path in (shipped_themes() / "classic/emblems").glob("*.svg"))
TITLES = {
    5: "April",
    20: "Ten Myths of October",
    45: "The Railwaymen and the Defence of the Capital",
    80: "Antidisestablishmentarianism in the Parishes of Petrograd before and after July!",
}
PAGE = (1200.0, 1920.0)  # 1600 × 2560 px in pt
MARGIN = 75.0  # 100 px in pt; the covers keep 120 px, less the overhang of large letters


@cache
def classic() -> Theme:
    theme = load_theme("classic", Path("no-press"), HERE, Findings())
    assert theme
    return theme


def publication(
    title: str = "April",
    emblem: str = "wedge",
    subtitle: str = "",
    lines: tuple[str, ...] = (),
    contributors: tuple[Contributor, ...] = (),
    in_series: bool = True,
) -> Publication:
    series = Series("reading", "Reading the Revolution", (Volume("First", "first"), Volume(title, "book")))
    book = Book(
        slug="book",
        title=title,
        subtitle=subtitle,
        language="en",
        identifier="urn:uuid:0",
        modified="2026-11-23T00:00:00Z",
        press=Press(Path(), "Example Press", "en", "classic"),
        contents=(),
        location=HERE,
        contributors=contributors,
        series=series if in_series else None,
        cover={"emblem": emblem, "title": lines},
    )
    return render_cover(book, classic(), check_options(classic(), {}, HERE, Findings()))


def drawing(cover: Publication) -> bytes:
    style = Style(cover.stylesheet, cover.language, cover.fonts, cover.resources)
    return set_galley(Galley(cover.documents[0].html, style, tagged=False)).pdf


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_bounded().split())


def boxes(pdf: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every run of text, in pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        yield from (page.get_rect(index) for index in range(page.count_rects()))


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def close(one: object, other: tuple[int, ...]) -> bool:
    """Whether two colours differ by no more than a JPEG makes them differ."""
    return isinstance(one, tuple) and max(abs(a - b) for a, b in zip(one, other, strict=True)) < 16


def test_the_cover_is_a_jpeg_of_1600_by_2560() -> None:
    cover = draw_cover(publication())
    with Image.open(io.BytesIO(cover)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1600, 2560))


@pytest.mark.parametrize("name", ["cover-ink", "cover-strong"])
def test_words_on_the_cover_can_be_read(name: str) -> None:
    colours = {option.name: option.default for option in classic().options}
    assert contrast(colours[name], colours["cover-ground"]) >= 4.5


@pytest.mark.parametrize("name", EMBLEMS)
def test_an_emblem_is_a_drawing_without_a_size_or_colours_of_its_own(name: str) -> None:
    root = etree.parse(shipped_themes() / f"classic/emblems/{name}.svg").getroot()
    paints = {value for element in root.iter("{*}*") for key in ("fill", "stroke") if (value := element.get(key))}
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") and not root.get("width")
    assert paints - {"none"} <= {"currentColor", "var(--strong)", "var(--ground)"}


@pytest.mark.parametrize("name", EMBLEMS)
def test_an_emblem_shows_ink_and_the_strong_colour(name: str) -> None:
    with Image.open(io.BytesIO(draw_cover(publication(emblem=name)))) as picture:
        field = picture.crop((0, 260, 1600, 1600)).resize((160, 134), Image.Resampling.NEAREST)
    count = field.width * field.height
    colours = {option.name: str(option.default) for option in classic().options}
    for option in ("cover-ink", "cover-strong"):
        wanted = ImageColor.getrgb(colours[option])
        found = (n for n, colour in field.getcolors(count) or [] if close(colour, wanted))
        assert sum(found) > count / 50, option


@pytest.mark.parametrize("length", TITLES)
def test_a_title_stays_on_the_page(length: int) -> None:
    assert len(TITLES[length]) == length
    pdf = drawing(publication(TITLES[length], subtitle="A reading guide to the months from April to October 1917"))
    runs = list(boxes(pdf))
    assert TITLES[length] in words(pdf)
    assert all(left >= MARGIN and bottom >= MARGIN for left, bottom, _, _ in runs)
    assert all(right <= PAGE[0] - MARGIN and top <= PAGE[1] - MARGIN for _, _, right, top in runs)


def test_a_title_leaves_room_for_subtitle_and_imprint() -> None:
    runs = sorted(boxes(drawing(publication(TITLES[80], subtitle="A reader " * 14))), key=lambda box: -box[3])
    column = [box for box in runs if box[0] < PAGE[0] / 2]
    assert all(above[1] >= below[3] - 8 for above, below in pairwise(column))


def test_shorter_titles_are_larger() -> None:
    heights = [max(top - bottom for _, bottom, _, top in boxes(drawing(publication(t)))) for t in TITLES.values()]
    assert heights == sorted(heights, reverse=True) and heights[0] > 2 * heights[-1]


def test_lines_broken_by_hand_are_kept() -> None:
    html = publication("The Kornilov Affair", lines=("The", "Kornilov", "Affair")).documents[0].html
    assert "The<br/>Kornilov<br/>Affair" in html


def test_the_head_names_the_series_and_the_number_in_it() -> None:
    shown = words(drawing(publication("May Day")))
    assert "Reading the Revolution" in shown and "2" in shown


def test_a_book_without_series_has_no_head() -> None:
    html = publication(in_series=False).documents[0].html
    assert 'class="series"' not in html and 'style="top: 0rem' in html


def test_people_are_named_in_their_roles() -> None:
    people = (Contributor(Person("", "Anna Petrova", ""), "aut"), Contributor(Person("", "Jane Doe", ""), "edt"))
    shown = words(drawing(publication(contributors=people)))
    assert "Anna Petrova" in shown and "Edited by Jane Doe" in shown and "by Anna" not in shown


def test_the_editors_of_the_imprint_are_left_to_its_name() -> None:
    house = (Contributor(Person("", "The Editors of Example Press", ""), "edt"),)
    assert "Edited by" not in words(drawing(publication(contributors=house)))

"""Texts by author and by date: pages of the book and lists for reading systems."""

from __future__ import annotations

from publisher.book import Book, Contributor, Date, Day, Part
from publisher.publication import Index, Publication
from tests.render.conftest import KOLLONTAI, LENIN, make_book, make_text
from tests.render.test_renderer import document, rendered, words

LISTS = ("authors", "dates")


def by(*people: object, **more: object) -> dict[str, object]:
    return {"contributors": tuple(Contributor(person, "aut") for person in people), **more}  # type: ignore[arg-type]


def lines(index: Index) -> list[tuple[str, list[str]]]:
    return [(entry.title, [child.target for child in entry.children]) for entry in index.entries]


def lists(publication: Publication) -> dict[str, list[tuple[str, list[str]]]]:
    return {index.kind: lines(index) for index in publication.indexes}


def several(**more: object) -> Book:
    """Four texts of two hands, three of them dated, one in the old style."""
    old = Date("1916-12-31", Day(1916, 12, 31), calendar="julian")
    return make_book(
        make_text("a", **by(LENIN, date=Date("1917-05", Day(1917, 5)))),
        make_text("b", **by(KOLLONTAI, LENIN, date=old)),
        make_text("c", **by(KOLLONTAI)),
        make_text("d", **by(LENIN, date=Date("1905", Day(1905)))),
        **more,
    )


def test_authors_come_by_their_sort_names_with_every_text_they_had_a_hand_in() -> None:
    found = lists(rendered(several(lists=LISTS)))["authors"]
    assert found == [("Kollontai, Alexandra", ["b", "c"]), ("Lenin, V. I.", ["a", "b", "d"])]


def test_dates_are_ordered_by_our_calendar_and_texts_without_one_left_out() -> None:
    """The last of December, old style, lies in the year that follows."""
    found = lists(rendered(several(lists=LISTS)))["dates"]
    assert found == [("1905", ["d"]), ("1917", ["b", "a"])]


def test_the_page_links_to_the_texts_and_prints_folios_where_there_are_some() -> None:
    book = several(lists=LISTS)
    page = document(rendered(book), "_dates")
    assert words(page).startswith("Texts by date 1905 D 1905, V. I. Lenin 1917 B 31 December 1916")
    assert [a.get("href") for a in page.iter("a")] == ["#d", "#b", "#a"]
    assert [a.get("data-folio") for a in document(rendered(book, "print"), "_authors").iter("a", "{*}a")][1::2] == [
        "b",
        "c",
        "a",
        "b",
        "d",
    ]


def test_they_are_in_the_contents_before_the_apparatus() -> None:
    titles = [entry.target for entry in rendered(several(lists=LISTS, apparatus=("sources",))).toc]
    assert titles[-3:] == ["_authors", "_dates", "_sources"]


def test_one_hand_and_no_dates_make_no_list() -> None:
    assert rendered(make_book(make_text("a"), make_text("b"), lists=LISTS)).indexes == ()


def test_an_epub_has_them_unasked_where_they_are_long_enough_and_a_pdf_has_not() -> None:
    assert rendered(several()).indexes[0].kind == "authors"
    assert len(rendered(several()).indexes) == 1
    few = make_book(make_text("a"), make_text("b", **by(KOLLONTAI)))
    assert rendered(few).indexes == ()
    assert rendered(several(), "print").indexes == ()


def test_an_introduction_of_a_part_is_listed_only_where_it_has_a_place_of_its_own() -> None:
    for title, expected in (("Spring", []), ("", ["intro"])):
        part = Part("_part-1", title, (make_text("a", **by(LENIN)),), make_text("intro", **by(KOLLONTAI)))
        found = dict(lists(rendered(make_book(contents=(part,), lists=("authors",))))["authors"])
        assert found.get("Kollontai, Alexandra", []) == expected

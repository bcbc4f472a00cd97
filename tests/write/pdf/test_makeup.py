import pytest

from publisher.write.pdf.makeup import Extent, Leaf, make_up, openings, page_map, roman


def labels(leaves: tuple[Leaf, ...]) -> list[str]:
    return [leaf.label if leaf.galley is not None else f"({leaf.label})" for leaf in leaves]


def test_numbers_become_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 8, 9, 14, 40, 99, 444, 1917)] == [
        "i", "iv", "viii", "ix", "xiv", "xl", "xcix", "cdxliv", "mcmxvii",
    ]  # fmt: skip


def test_zero_has_no_roman_numeral() -> None:
    with pytest.raises(ValueError, match="no roman numeral for 0"):
        roman(0)


def test_a_recto_galley_leaves_a_blank_verso_before_it_that_is_counted() -> None:
    leaves = make_up([Extent("body", "page", 1), Extent("body", "recto", 2)], mirrored=True)
    assert labels(leaves) == ["1", "(2)", "3", "4"]
    assert [leaf.side for leaf in leaves] == ["right", "left", "right", "left"]


def test_a_galley_that_opens_a_page_takes_the_next_one_whatever_its_side() -> None:
    leaves = make_up([Extent("body", "page", 1), Extent("body", "page", 1)], mirrored=True)
    assert labels(leaves) == ["1", "2"]


def test_the_body_starts_at_one_on_a_recto_even_when_it_only_opens_a_page() -> None:
    leaves = make_up([Extent("front", "recto", 3), Extent("body", "page", 2)], mirrored=True)
    assert labels(leaves) == ["i", "ii", "iii", "(iv)", "1", "2"]


def test_the_back_goes_on_from_the_body() -> None:
    leaves = make_up([Extent("body", "page", 2), Extent("back", "page", 2)], mirrored=True)
    assert labels(leaves) == ["1", "2", "3", "4"]


def test_a_mirrored_book_has_an_even_number_of_pages() -> None:
    assert labels(make_up([Extent("body", "page", 3)], mirrored=True)) == ["1", "2", "3", "(4)"]


def test_pages_fill_whole_signatures() -> None:
    assert len(make_up([Extent("body", "page", 17)], mirrored=True, multiple=16)) == 32


def test_a_book_for_the_screen_has_no_blanks_and_no_left_pages() -> None:
    leaves = make_up(
        [Extent("front", "recto", 1), Extent("body", "recto", 1), Extent("body", "recto", 1)], mirrored=False
    )
    assert labels(leaves) == ["i", "1", "2"]
    assert {leaf.side for leaf in leaves} == {"right"}


def test_every_galley_is_found_at_its_first_page() -> None:
    leaves = make_up([Extent("body", "recto", 1), Extent("body", "recto", 1)], mirrored=True)
    assert openings(leaves) == {0: 0, 1: 2}


def test_the_page_map_has_the_folio_of_every_anchor_and_the_label_of_every_page() -> None:
    leaves = make_up([Extent("front", "recto", 2), Extent("body", "recto", 2)], mirrored=True)
    pages = page_map(leaves, [{"preface": 0, "end": 1}, {"april": 1}])
    assert dict(pages.folios) == {"preface": "i", "end": "ii", "april": "2"}
    assert pages.labels == ("i", "ii", "1", "2")

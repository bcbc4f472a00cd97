"""Every book in foliate-js, a reader with pop-up notes: what a finger does, and what the reader then shows."""

from __future__ import annotations

from typing import Any

from tests.readers.epub import Epub, Link


def links(report: list[dict[str, Any]]) -> list[Link]:
    """The lines that a reader lists."""
    return [Link(entry["label"], entry["href"]) for entry in report]


def test_nothing_is_amiss(foliate: Any) -> None:
    """The reader's console has no errors."""
    assert foliate["errors"] == []


def test_every_line_of_the_contents_leads_to_its_place(foliate: Any, epub: Epub) -> None:
    assert links(foliate["contents"]) == epub.nav("toc")
    assert [entry for entry in foliate["contents"] if entry["at"] != entry["href"] or not entry["seen"]] == []


def test_a_note_opens_at_its_call_and_leads_back_to_it(foliate: Any, epub: Epub) -> None:
    """The first words of the pop-up are the mark of its call; its last are the way back."""
    assert {note["call"]: note["text"] for note in foliate["notes"]} == {
        note["call"]: epub.notes[note["call"]].words for note in foliate["notes"]
    }
    assert {(note["type"], note["text"].split()[0] == note["mark"], note["back"]) for note in foliate["notes"]} <= {
        ("footnote", True, True)
    }


def test_notes_of_every_hand_are_opened(foliate: Any, epub: Epub) -> None:
    opened = {epub.notes[note["call"]].hand for note in foliate["notes"]}
    assert opened == {note.hand for note in epub.notes.values()}


def test_every_printed_page_is_listed_and_found(foliate: Any, epub: Epub) -> None:
    """A book without a page list has none here."""
    assert links(foliate["pages"]) == epub.nav("page-list")
    assert [page for page in foliate["pages"] if not page["seen"]] == []


def test_the_landmarks_are_known(foliate: Any, epub: Epub) -> None:
    assert links(foliate["landmarks"]) == epub.nav("landmarks")


def test_the_book_is_known_by_its_title(foliate: Any, epub: Epub) -> None:
    assert foliate["metadata"]["title"] == epub.meta("dc:title")[0]


def test_the_series_is_known_with_the_place_in_it(foliate: Any, epub: Epub) -> None:
    known = foliate["metadata"].get("belongsTo", {}).get("series")
    series = dict(zip(epub.meta("belongs-to-collection"), map(float, epub.meta("group-position")), strict=True))
    assert ({known["name"]: known["position"]} if known else {}) == series

"""Every book in epub.js, on which many readers of the web are built: it turns pages and follows links."""

from __future__ import annotations

from typing import Any

from tests.readers.epub import Epub, Link

FOLDER = "EPUB/"


def test_nothing_is_amiss(epubjs: Any) -> None:
    """The reader's console has no errors."""
    assert epubjs["errors"] == []


def test_every_line_of_the_contents_leads_to_its_place(epubjs: Any, epub: Epub) -> None:
    assert [Link(entry["label"], FOLDER + entry["href"]) for entry in epubjs["contents"]] == epub.nav("toc")
    assert [entry for entry in epubjs["contents"] if not entry["seen"]] == []


def test_a_click_opens_a_note_and_another_leads_back(epubjs: Any, epub: Epub) -> None:
    assert [note for note in epubjs["notes"] if not (note["seen"] and note["back"])] == []
    assert {note["call"]: note["text"] for note in epubjs["notes"]} == {
        note["call"]: epub.notes[note["call"]].words for note in epubjs["notes"]
    }


def test_notes_of_every_hand_are_opened(epubjs: Any, epub: Epub) -> None:
    opened = {epub.notes[note["call"]].hand for note in epubjs["notes"]}
    assert opened == {note.hand for note in epub.notes.values()}


def test_every_printed_page_is_listed_and_found(epubjs: Any, epub: Epub) -> None:
    """A book without a page list has none here; epub.js reads roman numbers as none."""
    assert [FOLDER + page["href"] for page in epubjs["pages"]] == [link.href for link in epub.nav("page-list")]
    assert [page for page in epubjs["pages"] if not page["seen"]] == []


def test_the_landmarks_are_known(epubjs: Any, epub: Epub) -> None:
    found = [Link(entry["label"], FOLDER + entry["href"]) for entry in epubjs["landmarks"]]
    assert found == epub.nav("landmarks")


def test_the_cover_takes_one_page(epubjs: Any) -> None:
    assert epubjs["cover"] == 1

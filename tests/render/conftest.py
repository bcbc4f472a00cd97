"""A small book and a small theme, made as values, for the tests of rendering."""

from pathlib import Path
from types import MappingProxyType

import pytest

from publisher.book import Book, Content, Contributor, Date, Day, Note, Part, Person, Press, Rights, Source, Text
from publisher.diagnostics import Location
from publisher.theme import Layer, Theme

LENIN = Person(
    "lenin", "V. I. Lenin", "Lenin, V. I.", MappingProxyType({"ru": "В. И. Ленин"}), bio="A <em>Bolshevik</em>."
)
KOLLONTAI = Person("kollontai", "Alexandra Kollontai", "Kollontai, Alexandra")
EDITOR = Person("", "Rosa Editor", "Editor, Rosa")
WHERE = Location("books/small/book.yaml", 1, 1)


def make_text(id: str, html: str = "<p>Words.</p>", **more: object) -> Text:
    """A text with this body."""
    notes = more.pop("notes", ())
    anchors = more.pop("anchors", frozenset())
    content = Content(html, notes, (), (), anchors, 1)  # type: ignore[arg-type]
    fields: dict[str, object] = {"title": id.title(), "language": "en", "contributors": (Contributor(LENIN, "aut"),)}
    return Text(id=id, content=content, location=WHERE, **{**fields, **more})  # type: ignore[arg-type]


def make_book(*texts: Text, **more: object) -> Book:
    """A book of one part with these texts."""
    people = {person.id: person for person in (LENIN, KOLLONTAI)}
    press = Press(Path("/press"), "Small Press", "en", "plain", people=MappingProxyType(people))
    fields: dict[str, object] = {
        "contents": (Part("part-1", "", texts),),
        "contributors": (Contributor(EDITOR, "edt"),),
        "language": "en",
    }
    return Book(
        slug="small",
        title="A Small Book",
        identifier="urn:uuid:00000000-0000-4000-8000-000000000000",
        modified="2026-11-23T00:00:00Z",
        press=press,
        location=WHERE,
        theme="plain",
        **{**fields, **more},  # type: ignore[arg-type]
    )


def make_theme(**templates: str) -> Theme:
    """A theme `plain` of one layer with these templates."""
    sources = {f"{name}.html": source for name, source in templates.items()}
    words = {"en": {"hand-editor": "Ed.", "hand-translator": "Trans.", "back-to-text": "Back to the text"}}
    return Theme("plain", (Layer("plain", "themes/plain", MappingProxyType(sources), strings=words),))


@pytest.fixture
def two_hands() -> Book:
    """A book of two texts by two authors, with notes of three kinds, links and a date in the old style."""
    notes = (
        Note("theses.1", "author", 1, "<p>One.</p><p>Two.</p>"),
        Note("theses.ed-1", "editor", 1, "<p>Of the <em>editor</em>.</p>"),
        Note("theses.tr-1", "translator", 1, "<p>Of the translator.</p>"),
    )
    body = (
        '<p>First words, and <a href="text:land">land</a>.<a class="note-call" data-note="theses.1"/> By '
        '<a href="person:lenin"/>.<a class="note-call" data-note="theses.ed-1"/> In <a href="book:other">it</a>'
        '<a class="note-call" data-note="theses.tr-1"/></p><p>Second.</p>'
    )
    theses = make_text(
        "theses",
        body,
        notes=notes,
        date=Date("1917-04-04", Day(1917, 4, 4), calendar="julian"),
        source=Source("Pravda", date=Date("1917-04-07", Day(1917, 4, 7))),
        headnote="Read in <em>April</em>.",
    )
    land = make_text("land", contributors=(Contributor(KOLLONTAI, "aut"), Contributor(EDITOR, "trl")))
    return make_book(theses, land, apparatus=("people", "contributors", "sources"), rights=Rights("CC0-1.0", "us"))

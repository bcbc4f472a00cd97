"""A book through the shipped theme: the documents of each edition and what describes them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from publisher.book import Book, Contributor, Date, Day, Edition, Part, Person, Rights, Series, Source, Volume
from publisher.diagnostics import Findings
from publisher.publication import Meta, Publication
from publisher.read.themes import check_options, load_theme
from publisher.render import render, render_cover
from publisher.theme import Theme
from tests.render.conftest import EDITOR, KOLLONTAI, LENIN, WHERE, make_book, make_text

TRIM = {"trim": (129.0, 198.0)}


@cache
def classic() -> Theme:
    """The shipped theme."""
    findings = Findings()
    theme = load_theme("classic", Path("/press"), WHERE, findings)
    assert theme and not findings.items
    return theme


def rendered(book: Book, edition: str = "epub") -> Publication:
    """An edition of a book in the classic theme."""
    options = check_options(classic(), book.options, WHERE, Findings())
    return render(book, classic(), Edition(edition, {} if edition == "epub" else TRIM), options)


def document(publication: Publication, id: str) -> etree._Element:
    """The tree of a document."""
    html = next(document.html for document in publication.documents if document.id == id)
    return etree.fromstring(html.replace("<section ", '<section xmlns:epub="http://www.idpf.org/2007/ops" ', 1))


def words(element: etree._Element) -> str:
    """The words of an element, spaces collapsed."""
    return " ".join("".join(element.itertext()).split())


def flat(metas: tuple[Meta, ...]) -> list[tuple[str, str]]:
    """Names and values of metadata, refinements after what they refine."""
    return [pair for meta in metas for pair in ((meta.name, meta.value), *flat(meta.refinements))]


def test_the_epub_opens_with_the_title_page(two_hands: Book) -> None:
    """A half title is for print."""
    ids = [document.id for document in rendered(two_hands).documents]
    assert ids == [
        "_title-page",
        "_copyright",
        "_contents",
        "theses",
        "land",
        "_people",
        "_contributors",
        "_sources",
        "_colophon",
    ]


def test_the_printed_book_opens_with_the_half_title(two_hands: Book) -> None:
    """And front matter is apart from the body."""
    documents = rendered(two_hands, "print").documents
    assert [document.id for document in documents][:3] == ["_half-title", "_title-page", "_copyright"]
    assert [document.matter for document in documents] == ["front"] * 4 + ["body"] * 2 + ["back"] * 4
    assert [document.opens for document in documents][:2] == ["recto", "recto"]


def test_a_series_faces_the_title_page() -> None:
    """Its volumes in order, this one marked, those to come dated."""
    series = Series(
        "s", "Readers", (Volume("First", "first"), Volume("A Small Book", "small"), Volume("Last", "", "2027"))
    )
    publication = rendered(make_book(make_text("a"), series=series), "print")
    items = [words(item) for item in document(publication, "_series").iter("li")]
    assert items == ["First", "A Small Book (this volume)", "Last (forthcoming 2027)"]


def test_contents_name_authors_only_where_they_vary(two_hands: Book) -> None:
    """Two hands are named, one hand is not."""
    assert [entry.authors for entry in rendered(two_hands).toc][:2] == [("V. I. Lenin",), ("Alexandra Kollontai",)]
    assert rendered(make_book(make_text("a"), make_text("b"))).toc[0].authors == ()


def test_contents_print_folios_and_the_epub_does_not(two_hands: Book) -> None:
    """Folio placeholders are for paged editions."""
    printed = document(rendered(two_hands, "print"), "_contents").findall(".//*[@data-folio]")
    assert [element.get("data-folio") for element in printed] == [
        "theses",
        "land",
        "_people",
        "_contributors",
        "_sources",
    ]
    assert document(rendered(two_hands), "_contents").find(".//*[@data-folio]") is None


def test_a_text_opens_with_title_author_date_and_headnote(two_hands: Book) -> None:
    """In both calendars where the source is old style."""
    opening = document(rendered(two_hands), "theses").find("header")
    assert opening is not None
    assert [words(line) for line in opening] == [
        "Theses",
        "V. I. Lenin",
        "4 (17) April 1917",
        "Read in April.",
    ]
    stamp = opening.find(".//time")
    assert stamp is not None
    assert stamp.get("datetime") == "1917-04-17"


def test_the_translator_is_named_in_the_opening(two_hands: Book) -> None:
    """Beside the date, or alone."""
    assert "Translated by Rosa Editor" in words(document(rendered(two_hands), "land"))


def test_who_presented_a_text_is_named_apart_from_its_author() -> None:
    """A speech that another read out."""
    text = make_text("a", contributors=(Contributor(LENIN, "aut"), Contributor(KOLLONTAI, "pre")))
    opening = document(rendered(make_book(text, make_text("b", contributors=()))), "a").find("header")
    assert opening is not None
    assert [words(line) for line in opening] == ["A", "V. I. Lenin", "Presented by Alexandra Kollontai"]


def test_notes_are_asides_in_the_epub_and_floats_in_print(two_hands: Book) -> None:
    """Each kind told apart by class and hand."""
    asides = document(rendered(two_hands), "theses").findall(".//aside")
    assert [aside.get("class") for aside in asides] == ["note author", "note editor", "note translator"]
    printed = document(rendered(two_hands, "print"), "theses")
    assert printed.find(".//aside") is None
    marks = [span.get("data-mark") for span in printed.iter("span") if (span.get("class") or "").startswith("note ")]
    assert marks == ["1", "*", "a"]
    assert "Of the editor. —\u2060Ed." in words(printed).replace("\u00a0", " ")


def test_notes_open_in_readers_that_look_for_the_prefix(two_hands: Book) -> None:
    """Some reading systems search for the words `epub:type`."""
    html = next(document.html for document in rendered(two_hands).documents if document.id == "theses")
    assert html.count('epub:type="noteref"') == 3
    assert html.count('epub:type="footnote"') == 3
    assert "xmlns" not in html


def test_running_heads_come_from_the_section(two_hands: Book) -> None:
    """Author left, title right, from attributes and never from the text."""
    section = document(rendered(two_hands, "print"), "theses")
    assert (section.get("data-author"), section.get("data-title")) == ("V. I. Lenin", "Theses")


def test_the_opening_words_are_marked(two_hands: Book) -> None:
    """As far as a comma allows."""
    span = document(rendered(two_hands), "theses").find('.//span[@class="opening-words"]')
    assert span is not None
    assert span.text == "First words,"


def test_sources_tell_what_was_taken_from_where(two_hands: Book) -> None:
    """A text without a source was written for the book."""
    page = words(document(rendered(two_hands), "_sources"))
    assert "Source: Pravda (7 April 1917)." in page.replace("\u00a0", " ")


def test_a_part_introduces_its_texts() -> None:
    """Its introduction stands on the page of the part."""
    part = Part("_part-1", "Spring", (make_text("a"),), make_text("intro", "<p>Of spring.</p>"))
    publication = rendered(make_book(contents=(part,)))
    assert [document.id for document in publication.documents if document.matter == "body"] == ["_part-1", "a"]
    assert "Part 1 Spring Intro Of spring." in words(document(publication, "_part-1"))
    spring = publication.toc[0]
    assert (spring.title, [child.title for child in spring.children]) == ("Spring", ["A"])


def test_a_pamphlet_without_authors_or_apparatus_still_renders() -> None:
    """Nothing but a title and a text."""
    publication = rendered(make_book(make_text("a", contributors=()), contributors=(), apparatus=()))
    assert [document.id for document in publication.documents] == [
        "_title-page",
        "_copyright",
        "_contents",
        "a",
        "_colophon",
    ]


def test_a_russian_book_speaks_russian() -> None:
    """The theme's own words follow the language of the book."""
    publication = rendered(make_book(make_text("a", language="ru"), language="ru"))
    assert "Содержание" in words(document(publication, "_contents"))


@pytest.mark.parametrize("name", ["dc:title", "dc:creator", "schema:hasPart", "schema:accessMode"])
def test_metadata_has_what_catalogues_ask_for(two_hands: Book, name: str) -> None:
    """Titles, people, texts, accessibility."""
    assert name in [meta.name for meta in rendered(two_hands).metadata]


def test_editors_come_first_with_their_roles(two_hands: Book) -> None:
    """MARC relators and sort names refine every person."""
    people = [meta for meta in rendered(two_hands).metadata if meta.name == "dc:creator"]
    assert [person.value for person in people] == ["Rosa Editor", "V. I. Lenin", "Alexandra Kollontai"]
    assert flat(people[0].refinements) == [("role", "edt"), ("role", "trl"), ("file-as", "Editor, Rosa")]
    assert ("alternate-script", "В. И. Ленин") in flat(people[1].refinements)


def test_the_author_of_the_whole_comes_before_its_editor_and_both_before_authors_of_texts() -> None:
    """Whatever their order in the manifest."""
    book = make_book(make_text("a"), contributors=(Contributor(EDITOR, "edt"), Contributor(KOLLONTAI, "aut")))
    people = [meta.value for meta in rendered(book).metadata if meta.name == "dc:creator"]
    assert people == ["Alexandra Kollontai", "Rosa Editor", "V. I. Lenin"]


def test_many_authors_and_all_helpers_are_contributors() -> None:
    hands = [Person("", f"Hand {number}", f"{number}") for number in range(9)]
    texts = [make_text(f"t{number}", contributors=(Contributor(hand, "aut"),)) for number, hand in enumerate(hands)]
    metas = rendered(make_book(*texts)).metadata
    assert [meta.value for meta in metas if meta.name == "dc:creator"] == ["Rosa Editor"]
    assert len([meta for meta in metas if meta.name == "dc:contributor"]) == 9


ELSEWHERE = "https://viaf.org/viaf/7393146/"


def test_people_are_linked_to_what_others_know_of_them() -> None:
    """In the package, and where the book lists them; a printed page has no links."""
    text = make_text("a", contributors=(Contributor(replace(LENIN, same_as=(ELSEWHERE,)), "aut"),))
    book = make_book(text, apparatus=("contributors",))
    person = next(meta for meta in rendered(book).metadata if meta.value == "V. I. Lenin")
    assert Meta("link", ELSEWHERE, {"rel": "schema:sameAs"}) in person.refinements
    for edition, expected in (("epub", ["viaf.org"]), ("screen", ["viaf.org"]), ("print", [])):
        page = document(rendered(book, edition), "_contributors")
        assert [a.text for a in page.iter("a") if a.get("href") == ELSEWHERE] == expected


def test_the_series_is_described_with_its_number_and_the_book_in_it() -> None:
    volumes = (Volume("First", "first"), Volume("A Small Book", "small"))
    series = Series("s", "Readers", volumes, "What they are.", "urn:issn:0317-8471")
    book = make_book(make_text("a"), series=series)
    for edition in ("epub", "print"):
        assert "What they are." in words(document(rendered(book, edition), "_series"))
    meta = next(meta for meta in rendered(book).metadata if meta.name == "belongs-to-collection")
    assert flat(meta.refinements) == [
        ("collection-type", "series"),
        ("group-position", "2"),
        ("dcterms:identifier", "urn:issn:0317-8471"),
    ]


def test_every_text_has_a_record_of_its_own(two_hands: Book) -> None:
    introduction = make_text("intro", rights=Rights("CC0-1.0", "us"), subtitle="Why")
    book = replace(two_hands, introduction=introduction)
    records = [flat(meta.refinements) for meta in rendered(book).metadata if meta.name == "schema:hasPart"]
    assert [dict(record)["schema:name"] for record in records] == ["Intro", "Theses", "Land"]
    assert ("schema:license", "CC0-1.0") in records[0]
    assert ("schema:alternativeHeadline", "Why") in records[0]
    assert ("schema:dateCreated", "1917-04-17") in records[1]
    assert ("schema:isBasedOn", "Pravda, 7\u00a0April 1917") in records[1]
    assert ("schema:translator", "Rosa Editor") in records[2]


def test_the_numbers_of_the_book_say_what_they_are(two_hands: Book) -> None:
    edition = Edition("epub", {"isbn": "978-3-16-148410-0"})
    metas = render(two_hands, classic(), edition, check_options(classic(), {}, WHERE, Findings())).metadata
    numbers = [(meta.value, flat(meta.refinements)) for meta in metas if meta.name == "dc:identifier"]
    assert numbers == [
        (two_hands.identifier, [("identifier-type", "22")]),
        ("urn:isbn:9783161484100", [("identifier-type", "15")]),
    ]


def test_rights_sources_and_length_are_told(two_hands: Book) -> None:
    said = {meta.name: meta.value for meta in rendered(two_hands).metadata}
    assert said["dc:rights"] == "© 2026 us. CC0-1.0"
    assert said["dc:source"] == "Pravda, 7\u00a0April 1917"
    assert said["schema:wordCount"] == "2"


@pytest.mark.parametrize(("columns", "boxed"), [(5, False), (6, True)])
def test_a_wide_table_stands_in_a_box_that_scrolls_in_an_epub(columns: int, boxed: bool) -> None:
    """Reached by key, and with a name; print has none."""
    table = "<p>Before.</p><table><tr>" + "<td>1</td>" * columns + "</tr></table><p>After.</p>"
    book = make_book(make_text("a", table))
    page = document(rendered(book), "a")
    boxes = [div for div in page.iter("div") if div.get("class") == "wide-table"]
    assert [(div.get("role"), div.get("tabindex"), div.get("aria-label")) for div in boxes] == [
        ("region", "0", "Table 1")
    ] * boxed
    assert words(page).endswith("1After.")
    assert "wide-table" not in etree.tostring(document(rendered(book, "print"), "a"), encoding="unicode")


def test_the_words_of_the_writer_are_in_the_language_of_the_book() -> None:
    publication = rendered(make_book(make_text("a", language="ru"), language="ru"))
    assert publication.words["landmarks"] == "Ориентиры"
    assert publication.words["cover-of"] == "Обложка: A Small Book"


def test_a_book_without_pictures_claims_none(two_hands: Book) -> None:
    """Accessibility is computed."""
    claims = [meta.value for meta in rendered(two_hands).metadata if meta.name.startswith("schema:access")]
    assert "visual" not in claims
    assert "alternativeText" not in claims


def test_every_id_of_a_publication_is_its_own(two_hands: Book) -> None:
    """No two texts collide."""
    for edition in ("epub", "screen", "print"):
        ids = [
            element.get("id")
            for each in rendered(two_hands, edition).documents
            for element in document(rendered(two_hands, edition), each.id).iter("*")
            if element.get("id")
        ]
        assert len(ids) == len(set(ids))


def test_the_cover_shows_title_and_imprint(two_hands: Book) -> None:
    """One document at the size that bookshops ask for."""
    options = check_options(classic(), two_hands.options, WHERE, Findings())
    publication = render_cover(two_hands, classic(), options)
    html = etree.fromstring(publication.documents[0].html)
    assert "A Small Book" in words(html).replace(" A Small", " A Small")
    assert "Small Press" in words(html)
    assert "1600px 2560px" in publication.stylesheet


def test_other_books_are_named_at_the_end() -> None:
    """Where the manifest says see also."""
    publication = rendered(make_book(make_text("a"), see_also=(Volume("The Other Book", "other"),)))
    assert words(document(publication, "_see-also")) == "See also The Other Book"


@pytest.mark.parametrize("name", ["contents", "sources", "contributors", "colophon", "title-page", "people", "part-1"])
def test_a_text_may_have_the_name_of_a_page_of_ours(name: str) -> None:
    """No id of the program can be an id of the editor's."""
    body = '<h2 id="x.title">Title</h2><h2 id="x.notes">Notes</h2>'.replace("x.", f"{name}.")
    part = Part("_part-1", "Part", (make_text(name, body), make_text("b")))
    book = make_book(contents=(part,), apparatus=("people", "contributors", "sources"))
    for edition in ("epub", "print"):
        publication = rendered(book, edition)
        trees = [document(publication, each.id) for each in publication.documents]
        ids = [element.get("id") for tree in trees for element in tree.iter("*") if element.get("id")]
        assert len(ids) == len(set(ids))


def test_the_introduction_of_loose_texts_is_in_the_contents() -> None:
    """A part without a title has no page of its own."""
    part = Part("_part-1", "", (make_text("a"),), make_text("intro"))
    assert [entry.title for entry in rendered(make_book(contents=(part,), apparatus=())).toc] == ["Intro", "A"]


def test_an_introduction_of_a_part_keeps_its_front_matter(two_hands: Book) -> None:
    """Date, translator, headnote, source."""
    intro = make_text(
        "intro",
        subtitle="Of spring",
        headnote="Read first.",
        date=Date("1917", Day(1917)),
        source=Source("Pravda"),
        contributors=(Contributor(LENIN, "aut"), Contributor(KOLLONTAI, "trl")),
    )
    part = Part("_part-1", "Spring", (make_text("a"),), intro)
    page = words(document(rendered(make_book(contents=(part,))), "_part-1"))
    for shown in (
        "Of spring",
        "Read first.",
        "1917",
        "Translated by Alexandra Kollontai",
        "Source: Pravda",
        "V. I. Lenin",
    ):
        assert shown in page


def test_a_text_with_a_date_was_not_written_for_the_book() -> None:
    """Nothing is said of its rights that is not known."""
    old = make_text("old", date=Date("1871", Day(1871)))
    page = words(document(rendered(make_book(old, make_text("new"), apparatus=("sources",))), "_sources"))
    assert page == "Sources and permissions The following texts were written for this book. New Old No source is given."


def test_dates_in_doubt_are_no_facts_for_machines() -> None:
    """A decade is not its first year."""
    doubtful = Date("191X", Day(1910), Day(1919))
    publication = rendered(make_book(make_text("a", date=doubtful), make_text("b", date=Date("1917", Day(1917)))))
    created = [value for name, value in flat(publication.metadata) if name == "schema:dateCreated"]
    assert created == ["1917"]


FIGURE = '<figure id="{}"><img src="m.svg" alt="A map."/><figcaption>The <em>map</em></figcaption></figure>'


def test_captioned_figures_are_listed_after_the_contents_with_their_texts() -> None:
    plain = '<figure><img src="m.svg" alt="A map."/></figure>'
    texts = (make_text("one", FIGURE.format("one._figure-1") + plain), make_text("two", FIGURE.format("two.map")))
    publication = rendered(make_book(*texts, lists=("illustrations",)), "print")
    ids = [document.id for document in publication.documents]
    assert ids.index("_illustrations") == ids.index("_contents") + 1
    assert [(entry.title, entry.target, entry.authors) for entry in publication.illustrations] == [
        ("The map", "one._figure-1", ("One",)),
        ("The map", "two.map", ("Two",)),
    ]
    page = document(publication, "_illustrations")
    assert [each.get("data-folio") for each in page.iter("a") if each.get("data-folio")] == ["one._figure-1", "two.map"]


def test_there_is_no_list_of_illustrations_unless_it_is_asked_for_and_has_something_to_list() -> None:
    for book in (
        make_book(make_text("one", FIGURE.format("x"))),
        make_book(make_text("one"), lists=("illustrations",)),
    ):
        assert "_illustrations" not in [document.id for document in rendered(book).documents]

"""Where links lead."""

from lxml import etree

from publisher.book import Book
from publisher.render.addresses import addresses, mentions


def resolved(book: Book, html: str, people: frozenset[str] = frozenset()) -> str:
    """The HTML of a paragraph with its links resolved."""
    root = etree.fromstring(f"<body>{html}</body>")
    addresses(book, people).resolve(root)
    return etree.tostring(root[0], encoding="unicode")


def test_a_text_is_a_place_in_the_publication(two_hands: Book) -> None:
    """`text:` leads to the id of the text, or to an anchor in its name space."""
    assert resolved(two_hands, '<a href="text:land">x</a>') == '<a href="#land" class="text">x</a>'
    assert resolved(two_hands, '<a href="text:land#plan">x</a>') == '<a href="#land.plan" class="text">x</a>'


def test_a_link_without_words_takes_the_title(two_hands: Book) -> None:
    """An empty link is filled with what it leads to."""
    assert resolved(two_hands, '<a href="text:land"/>') == '<a href="#land" class="text">Land</a>'


def test_a_person_without_an_entry_is_plain_words(two_hands: Book) -> None:
    """No link leads nowhere."""
    assert resolved(two_hands, '<a href="person:lenin"/>') == '<span class="person">V. I. Lenin</span>'
    assert resolved(two_hands, '<a href="person:lenin"/>', frozenset({"lenin"})) == (
        '<a href="#_people.lenin" class="person">V. I. Lenin</a>'
    )


def test_the_web_stays_the_web(two_hands: Book) -> None:
    """Links outside keep their address."""
    link = '<a href="https://example.org/a?b=c">x</a>'
    assert resolved(two_hands, link) == '<a href="https://example.org/a?b=c" class="external">x</a>'


def test_mentions_are_found_in_text_and_notes(two_hands: Book) -> None:
    """Every person to whom a text links."""
    assert [mentions(text) for text in two_hands.texts] == [frozenset({"lenin"}), frozenset()]


def test_a_link_to_a_page_prints_its_folio(two_hands: Book) -> None:
    """Alone it is the folio; after words it stands in brackets; without folios it is a link to the text."""
    printed = addresses(two_hands, frozenset(), "p.")
    root = etree.fromstring('<body><a href="page:land#plan"/><a href="page:land">the <em>land</em></a></body>')
    printed.resolve(root)
    assert [etree.tostring(link, encoding="unicode") for link in root] == [
        '<a href="#land.plan" class="text">p.&#160;<span data-folio="land.plan">0</span></a>'.replace(
            "&#160;", "\u00a0"
        ),
        '<a href="#land" class="text">the <em>land</em> (p.\u00a0<span data-folio="land">0</span>)</a>',
    ]
    assert resolved(two_hands, '<a href="page:land"/>') == '<a href="#land" class="text">Land</a>'

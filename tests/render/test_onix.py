"""The ONIX record: valid by EDItEUR's own schemas, and true to the book."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import onixcheck
import pytest
from lxml import etree

from publisher.book import Book, Contributor, Edition, Part, Rights, Series, Subject, Volume
from publisher.build import prepare
from publisher.render.onix import onix_record
from publisher.render.strings import strings
from tests.render.conftest import EDITOR, KOLLONTAI, LENIN, make_book, make_text
from tests.render.test_renderer import classic

ROOT = Path(__file__).parents[2]
PRESSES = (ROOT, ROOT / "tests/presses/small", ROOT / "tests/presses/specimen")
NAMES = {"o": "http://ns.editeur.org/onix/3.1/reference"}
CERTIFIED = {"by": "Ada Audits", "date": "2026-11-20", "wcag": "2.2", "level": "AA", "credential": "", "report": ""}


@cache
def schemas() -> tuple[etree.RelaxNG, etree.XMLSchema]:
    """The schemas of release 3.1 as EDItEUR publishes them, code lists included."""
    folder = Path(str(files(onixcheck))) / "schema"
    name = "ONIX_BookProduct_3.1_reference"
    rng = etree.RelaxNG(etree.parse(str(folder / "rng3.1" / f"{name}.rng")))
    return rng, etree.XMLSchema(etree.parse(str(folder / "xsd3.1" / f"{name}.xsd")))


def record(book: Book) -> etree._Element:
    """The message of a book, after both schemas found nothing wrong in it."""
    message = etree.fromstring(onix_record(book, strings(classic(), book.language)).data)
    for schema in schemas():
        schema.assertValid(message)
    return message


def texts(message: etree._Element, path: str) -> list[str]:
    """The words of the elements on a path."""
    found = message.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return ["".join(map(str, element.itertext())) for element in found]


def with_editions(**settings: dict[str, object]) -> tuple[Edition, ...]:
    return tuple(Edition(name, MappingProxyType(held)) for name, held in settings.items())


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.name)
def test_the_records_of_all_our_books_are_valid(press: Path) -> None:
    for job in prepare(press).jobs:
        assert texts(record(job.book), "//o:ProductIdentifier/o:IDValue")[0] == job.book.identifier


def test_a_book_with_all_that_can_be_said_is_valid(two_hands: Book) -> None:
    series = Series("s", "The Series", (Volume("A Small Book", "small"),), "", "urn:issn:0317-8471")
    more = {
        "series": series,
        "description": "What it is.",
        "subjects": (Subject("HISTORY", "BISAC", "HIS032000"), Subject("Ferries", "House list", "7"), Subject("Ships")),
        "editions": with_editions(
            epub={"isbn": "978-3-16-148410-0", "certified": {**CERTIFIED, "report": "https://example.org/r"}},
            screen={},
            print={"isbn": "978-0-306-40615-7", "trim": (129.0, 198.0)},
        ),
    }
    message = record(make_book(*two_hands.pieces, **more, rights=Rights("CC0-1.0", "us")))
    assert texts(message, "//o:Product/o:DescriptiveDetail/o:ProductForm") == ["ED", "BC"]
    assert texts(message, "//o:Product[1]//o:CollectionIdentifier/o:IDValue") == ["03178471"]
    assert texts(message, "//o:Product[1]//o:RelatedProduct/o:ProductIdentifier[2]/o:IDValue") == ["9780306406157"]
    assert texts(message, "//o:Measure/o:Measurement") == ["198", "129"]


def test_a_pamphlet_of_which_nothing_is_known_is_valid() -> None:
    bare = make_book(make_text("a", contributors=()), contributors=(), editions=with_editions(epub={}))
    message = record(bare)
    assert len(message.xpath("//o:NoContributor", namespaces=NAMES)) == 1  # type: ignore[arg-type]
    assert texts(message, "//o:Contributor") == []


def test_people_have_their_roles_numbers_and_names() -> None:
    person = type(LENIN)(
        "x", "X. Y", "Y, X.", MappingProxyType({"ru": "Икс"}), same_as=("https://viaf.org/viaf/7393146/",)
    )
    text = make_text("a", contributors=(Contributor(person, "aut"), Contributor(KOLLONTAI, "trl")))
    message = record(make_book(text, contributors=(Contributor(EDITOR, "edt"),), editions=with_editions(epub={})))
    path = "//o:DescriptiveDetail/o:Contributor"
    assert texts(message, f"{path}/o:ContributorRole") == ["B01", "A01", "B06"]
    assert texts(message, f"{path}/o:NameIdentifier/o:IDValue") == ["7393146"]
    assert texts(message, f"{path}/o:AlternativeName/o:PersonName") == ["Икс"]
    assert texts(message, "//o:ContentItem/o:Contributor/o:ContributorRole") == ["A01", "B06"]


def test_each_text_is_an_item_in_reading_order_with_its_language() -> None:
    part = Part("p", "", (make_text("a", title="The One"), make_text("b", language="ru")), None)
    book = make_book(contents=(part,), introduction=make_text("intro"), editions=with_editions(epub={}))
    message = record(book)
    assert texts(message, "//o:ContentItem/o:LevelSequenceNumber") == ["1", "2", "3"]
    assert texts(message, "//o:ContentItem//o:TextItemType") == ["02", "03", "03"]
    assert texts(message, "//o:ContentItem//o:TitleWithoutPrefix") == ["Intro", "One", "B"]
    assert texts(message, "//o:ContentItem/o:Language/o:LanguageCode") == ["rus"]


@pytest.mark.parametrize(("tag", "code"), [("de-AT", "ger"), ("grc", "grc"), ("sr-Latn", "srp"), ("cs", "cze")])
def test_languages_go_by_their_codes_of_libraries(tag: str, code: str) -> None:
    message = record(make_book(make_text("a", language=tag), language=tag, editions=with_editions(epub={})))
    assert texts(message, "//o:DescriptiveDetail/o:Language/o:LanguageCode") == [code]


def test_no_standard_is_claimed_unless_somebody_certified_it(two_hands: Book) -> None:
    def claimed(certified: dict[str, str] | None) -> set[str]:
        editions = with_editions(epub={"certified": certified} if certified else {})
        message = record(make_book(*two_hands.pieces, editions=editions))
        return set(texts(message, "//o:ProductFormFeatureValue")) & {"04", "82", "85", "90", "91"}

    assert claimed(None) == set()
    assert claimed(CERTIFIED) == {"04", "82", "85", "90", "91"}

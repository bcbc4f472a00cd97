"""Every book in Readium's parser, on which Thorium and many apps of libraries are built: what is known of the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.readers.conftest import Run
from tests.readers.epub import Epub, Link, find, words

ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
}  # those that the parser has words for


@pytest.fixture(scope="session")
def publication(node: Run, epub: Epub) -> Any:
    """The book as a Readium web publication."""
    return node("readium.cjs", epub.path)


def links(entries: list[dict[str, Any]]) -> Iterator[Link]:
    """The lines of a list, those beneath after the one above."""
    for entry in entries:
        yield Link(entry["title"], entry["href"])
        yield from links(entry.get("children", []))


def names(people: Any) -> set[str]:
    """The names of one person or several, in whatever script the parser puts first."""
    found = [person["name"] for person in listed(people)]
    return {name if isinstance(name, str) else next(iter(name.values())) for name in found}


def listed(value: Any) -> list[Any]:
    """What the parser gives as a list where there are several, and alone where there is one."""
    return value if isinstance(value, list) else [value]


def persons(epub: Epub) -> list[tuple[set[str], set[str]]]:
    """Each contributor that the package names: the name in its scripts, and the roles that the parser has words for."""
    found = []
    for person in find(epub.package, "opf:metadata/dc:creator | opf:metadata/dc:contributor"):
        refined = f"opf:metadata/opf:meta[@refines='#{person.get('id')}']"
        scripts = find(epub.package, f"{refined}[@property='alternate-script']")
        roles = {words(role) for role in find(epub.package, f"{refined}[@property='role']")}
        found.append(({words(person), *map(words, scripts)}, {ROLES[role] for role in roles & ROLES.keys()}))
    return found


def test_the_title_is_known(publication: Any, epub: Epub) -> None:
    assert publication["metadata"]["title"] == epub.meta("dc:title")[0]


def test_contributors_are_known_by_their_roles(publication: Any, epub: Epub) -> None:
    """A person of two roles is known by one of them, since the parser takes no more."""
    known = {role: names(publication["metadata"].get(role, [])) for role in ROLES.values()}
    for name, roles in persons(epub):
        found = {role for role in ROLES.values() if known[role] & name}
        assert found <= roles, name
        assert found or not roles, name


def test_the_series_is_known(publication: Any, epub: Epub) -> None:
    assert listed(publication["metadata"].get("belongs-to-collection", [])) == epub.meta("belongs-to-collection")


def test_accessibility_is_known(publication: Any, epub: Epub) -> None:
    said = publication["metadata"]["accessibility"]
    assert said["summary"] == epub.meta("schema:accessibilitySummary")[0]
    assert listed(said["accessMode"]) == epub.meta("schema:accessMode")
    assert listed(said["feature"]) == epub.meta("schema:accessibilityFeature")


def test_contents_landmarks_and_pages_are_known(publication: Any, epub: Epub) -> None:
    assert list(links(publication["toc"])) == epub.nav("toc")
    assert list(links(publication["landmarks"])) == epub.nav("landmarks")
    assert list(links(publication.get("pageList", []))) == epub.nav("page-list")


def test_the_reading_order_is_that_of_the_book(publication: Any, epub: Epub) -> None:
    assert [link["href"] for link in publication["readingOrder"]] == list(epub.pages)

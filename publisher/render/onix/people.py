"""Contributors of a product or of one of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.book import Book, Person, Text
from publisher.render.metadata import ranked_people
from publisher.render.onix import codes
from publisher.render.onix.tree import Node, element, leaf


def contributors(book: Book) -> Iterator[Node]:
    """Everybody who made the book, in the order of the package; or that there is nobody."""
    yield from _listed([(person, roles) for person, roles, _ in ranked_people(book)])


def text_contributors(text: Text) -> Iterator[Node]:
    """Everybody who made a text, in the order of its front matter."""
    roles: dict[str, tuple[Person, list[str]]] = {}
    for contributor in text.contributors:
        person = contributor.person
        roles.setdefault(person.id or person.name, (person, []))[1].append(contributor.role)
    yield from _listed([(person, tuple(held)) for person, held in roles.values()])


def _listed(people: Iterable[tuple[Person, tuple[str, ...]]]) -> Iterator[Node]:
    named = [(person, roles) for person, roles in people if set(roles) - set(codes.NOT_NAMED)]
    if not named:
        yield element("NoContributor")
    for number, (person, roles) in enumerate(named, 1):
        yield _contributor(number, person, roles)


def _contributor(number: int, person: Person, roles: tuple[str, ...]) -> Node:
    played = dict.fromkeys(codes.ROLES.get(role, codes.OTHER_ROLE) for role in roles if role not in codes.NOT_NAMED)
    return element(
        "Contributor",
        leaf("SequenceNumber", str(number)),
        *(leaf("ContributorRole", code) for code in played),
        *_numbers(person),
        leaf("PersonName", person.name),
        leaf("PersonNameInverted", person.sort),
        *(_native(language, name) for language, name in person.native.items()),
    )


def _numbers(person: Person) -> Iterator[Node]:
    """The numbers of a person in the registers that the trade knows (list 44)."""
    for address in person.same_as:
        for register, kind in codes.REGISTERS.items():
            _, found, number = address.partition(register)
            if found and number:
                value = number.strip("/").replace("-", "")
                yield element("NameIdentifier", leaf("NameIDType", kind), leaf("IDValue", value))


def _native(language: str, name: str) -> Node:
    """The name in its own script: the same name, transliterated in the book (list 18)."""
    return element(
        "AlternativeName", leaf("NameType", "00"), leaf("PersonName", name, language=codes.language_code(language))
    )

"""A newer version of a source goes into the editor's file and loses none of her edits."""

import pytest

from publisher.acquire import Haul, SourceError, acquire, file_texts
from publisher.acquire.again import join
from tests.acquire.sources import html, prose

OLD = "<h1>T</h1><p>One fish.</p><p>Two fishes.</p><p>Three fishes.</p>"


def bring(page: str) -> Haul:
    return acquire(html(page), "t.html", {}.get)


def test_both_sides_changes_stand() -> None:
    joined = join("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n")
    assert (joined.words, joined.conflicts) == ("A\nb\nc\nD\n", 0)


def test_a_contradiction_is_marked_and_nothing_of_either_is_lost() -> None:
    joined = join("a\nb\n", "mine\nb\n", "theirs\nb\n")
    assert joined.conflicts == 1
    assert joined.words == "<<<<<<< your edits\nmine\n=======\ntheirs\n>>>>>>> the newer source\nb\n"


def test_a_newer_source_is_joined_to_the_edited_text() -> None:
    standing = dict(file_texts(bring(OLD), "b", {}.get).files)
    standing["books/b/t.md"] = standing["books/b/t.md"].replace(b"One fish.", b"One herring.")
    filing = file_texts(bring(OLD.replace("Three fishes", "Four fishes")), "b", standing.get)
    assert filing.joined == ("t",)
    words = filing.files["books/b/t.md"].decode()
    assert "One herring." in words and "Four fishes." in words and "Three" not in words


def test_the_same_source_again_changes_nothing() -> None:
    standing = dict(file_texts(bring(OLD), "b", {}.get).files)
    filing = file_texts(bring(OLD), "b", standing.get)
    assert (filing.unchanged, dict(filing.files)) == (("t",), {})


def test_a_text_of_another_source_is_never_joined() -> None:
    first = acquire(html(OLD), "t.html", {}.get, acquired={"file": "one.html"})
    second = acquire(html(OLD), "t.html", {}.get, acquired={"file": "two.html"})
    standing = dict(file_texts(first, "b", {}.get).files)
    with pytest.raises(SourceError, match=r'acquired from "one\.html"'):
        file_texts(second, "b", standing.get)


def test_one_name_is_not_given_to_many_texts() -> None:
    page = f"<h1>One</h1>{prose(1200)}<h1>Two</h1>{prose(1200)}"
    with pytest.raises(SourceError, match="holds 2 texts"):
        acquire(html(page), "t.html", {}.get, name="one")

"""The manual's own tools: what they find in a page, and what they let pass."""

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, FENCE, ROOT, TITLE, blocks, commands, matches

PAGES = [ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]


def test_a_fence_with_a_title_is_a_file_and_one_without_is_not(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('# T\n\n```yaml title="a/b.yaml"\nx: 1\n```\n\n```text\n$ no\n```\n', "utf-8")
    assert [(block.language, block.title, block.words) for block in blocks(page)] == [
        ("yaml", "a/b.yaml", "x: 1\n"),
        ("text", "", "$ no\n"),
    ]


def test_a_fence_of_four_may_hold_fences_of_three(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("````markdown\n```text\nx\n```\n````\n", "utf-8")
    assert [block.words for block in blocks(page)] == ["```text\nx\n```\n"]


def test_what_stands_below_a_command_is_what_it_prints() -> None:
    assert list(commands("$ a b\none\ntwo\n$ c\n")) == [("a b", "one\ntwo\n"), ("c", "")]


def test_output_may_differ_in_blanks_and_where_dots_stand() -> None:
    assert matches("one\t two\n3 MB\n", "one  two\n... MB\n")
    assert matches("one\ntwo\nthree\n", "one\n...\nthree\n")


def test_output_may_not_differ_elsewhere() -> None:
    assert not matches("one\ntwo\n", "one\n")
    assert not matches("one\nthree\n", "one\ntwo\n")


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_name_of_a_file_can_be_read_above_it(page: Path) -> None:
    words, end, hidden = page.read_text("utf-8"), 0, []
    for match in FENCE.finditer(words):
        title = TITLE.search(match[3])
        if title and f"`{title[1]}`" not in words[end : match.start()]:
            hidden.append(title[1])
        end = match.end()
    assert hidden == []

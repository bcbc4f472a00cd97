"""Links of the manual lead somewhere: to files of the repository and to headings in them."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, FENCE, ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"(?:\]\(|<img src=\")([^)\s\"]+)")


def prose(page: Path) -> str:
    """A page without its fenced blocks and code."""
    return re.sub(r"`[^`\n]*`", lambda match: match[0].replace("](", "]_("), FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_page_of_the_manual_is_linked_from_its_contents() -> None:
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(prose(DOCS / "index.md"))}
    assert sorted(page.name for page in DOCS.rglob("*.md") if page.resolve() not in listed | {DOCS / "index.md"}) == []


def test_every_picture_is_shown_and_small_enough_to_load() -> None:
    pictures = sorted((DOCS / "pictures").iterdir())
    shown = {(page.parent / link).resolve() for page in PAGES for link in LINK.findall(prose(page))}
    assert len(pictures) == 6
    assert [picture.name for picture in pictures if picture not in shown or picture.stat().st_size > 300_000] == []

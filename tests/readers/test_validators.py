"""What the validators say of every book: the W3C's epubcheck, its twin in TypeScript, and Ace by DAISY."""

from __future__ import annotations

from tests.epubcheck import epubcheck
from tests.readers.conftest import Run
from tests.readers.epub import Epub

# Remarks on what is there, and meant to be: fonts of the book, and the record, which the metadata links to. EPUB 3.3
# (section 5.5.4) keeps linked records out of the manifest, and epubcheck agrees (OPF-067); epubcheck-ts does not.
HARMLESS = ("USAGE CSS-028 ", 'USAGE OPF-003 Item "EPUB/onix.xml"')


def test_epubcheck_finds_nothing_to_mend(epub: Epub) -> None:
    """No errors, no warnings, and no usage notes but harmless ones."""
    assert [line for line in epubcheck(epub.path, usage=True) if not line.startswith(HARMLESS)] == []


def test_the_quick_check_finds_nothing_to_mend(node: Run, epub: Epub) -> None:
    """Epubcheck-ts agrees, in half a second."""
    assert [line for line in node("quick.mjs", epub.path) if not line.startswith(HARMLESS)] == []


def test_ace_finds_no_violation(node: Run, epub: Epub) -> None:
    """Ace checks accessibility: structure, names, contrast, metadata."""
    assert node("ace.cjs", epub.path) == {"outcome": "pass", "violations": []}

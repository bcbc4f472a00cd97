"""Every page of every book in narrow and wide windows, with the colours, the size and the typeface of the reader."""

from __future__ import annotations

from tests.readers.conftest import Run, chromium
from tests.readers.epub import Epub


def test_every_page_follows_the_reader(node: Run, epub: Epub) -> None:
    """At 320, 768 and 1280 px, and with letters of twice the size: nothing is cut off, nothing keeps its own look.

    In the style of Foliate, which justifies paragraphs and hides notes, what is centred stays so, and no head is left.
    """
    assert node("settings.mjs", epub.path, chromium()) == []

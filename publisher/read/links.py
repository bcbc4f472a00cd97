"""Links from the words of a press to its texts, people and books: each must lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import unescape

from publisher.book import Text
from publisher.diagnostics import Findings, Location, nearest

_LINK = re.compile(r'href="((text|page|person|book):([^"#]*)(?:#([^"]*))?)"')


@dataclass(frozen=True, slots=True)
class Targets:
    """What a link may name: people, books, ids of texts (None where they cannot be told), and texts that were read."""

    people: Collection[str]
    books: Collection[str]
    ids: Collection[str] | None = ()
    texts: Mapping[str, Text] | None = None

    def check(self, html: str, place: Callable[[str, int], Location], findings: Findings) -> None:
        """Tell of every link in a run of XHTML that is dead; `place` finds a target that stands for the nth time."""
        counts: Counter[str] = Counter()
        for match in _LINK.finditer(html):
            href, kind, target, anchor = (unescape(part or "") for part in match.groups())
            where = place(href, counts[href])
            counts[href] += 1
            if kind in ("text", "page"):
                self._check_text(target, anchor, where, findings)
            elif kind == "person" and target not in self.people:
                hint = nearest(target, self.people) or "add the person to books/people.yaml"
                findings.error("N06", f'there is no person "{target}"', where, hint)
            elif kind == "book" and target not in self.books:
                hint = nearest(target, self.books) or f"there are: {', '.join(sorted(self.books))}"
                findings.error("N07", f'the press has no book "{target}"', where, hint)

    def _check_text(self, target: str, anchor: str, where: Location, findings: Findings) -> None:
        if self.texts is None:
            hint = "link to a book: or person: instead, for every book shows these words"
            findings.error("N05", f'no text "{target}" can be linked from here', where, hint)
        elif self.ids is not None and target not in self.ids:
            hint = nearest(target, self.ids) or "a text is named as its file, without .md"
            findings.error("N05", f'this book has no text "{target}"', where, hint)
        elif anchor and target in self.texts and anchor not in self.texts[target].content.anchors:
            hint = nearest(anchor, self.texts[target].content.anchors) or f"write {{#{anchor}}} where it is to lead"
            findings.error("N10", f'the text "{target}" has no anchor "{anchor}"', where, hint)

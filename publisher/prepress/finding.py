"""What the proof of a PDF finds: a code, a page and a place on it, what stands there, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.codes import CODES
from publisher.diagnostics import Severity


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A rectangle on a page in mm: the distances of its top left corner from that of the trim, and its size."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        """`12.0 × 3.5 mm at 20.1, 40.0 mm`."""
        return f"{self.width:.1f} × {self.height:.1f} mm at {self.left:.1f}, {self.top:.1f} mm"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; page 0 is the file as a whole, `subject` the text or image concerned."""

    code: str
    message: str
    page: int = 0
    place: Place | None = None
    subject: str = ""
    hint: str = ""
    source: str = ""
    count: int = 1  # how many things on the page are meant
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Raise KeyError for a code that the catalogue does not list."""
        CODES[self.code]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several pages."""

    first: Finding
    pages: tuple[int, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings with the same words together, errors first, then in the order of codes and pages."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.severity, finding.code, finding.message), []).append(finding)
    ordered = sorted(found.items(), key=lambda item: (item[0][0] != Severity.ERROR, item[0][1], item[1][0].page))
    return tuple(Group(items[0], tuple(sorted({item.page for item in items}))) for _, items in ordered)


def ranges(pages: Iterable[int]) -> str:
    """`1–3, 7, 9–10` for rising page numbers."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

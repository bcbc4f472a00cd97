"""What the editor is told: a diagnostic is a value with a code, a place, a message and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from publisher.codes import CODES


class Severity(StrEnum):
    """How grave a finding is: an error stops the build, a warning does not, and of what is waived the editor knows."""

    ERROR = "error"
    WARNING = "warning"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: a path relative to the press, and 1-based line and column (0 where unknown)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`books/x/book.yaml:12:3`, without the parts that are unknown."""
        known = [str(part) for part in (self.line, self.column) if part]
        return ":".join([self.path, *known])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: `file:line:column: severity[code]: message`, with a hint where there is a remedy."""

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Raise KeyError for a code that the catalogue does not list."""
        CODES[self.code]

    def __str__(self) -> str:
        """The finding as the editor reads it, its hint on a second line."""
        line = f"{self.location}: {self.severity}[{self.code}]: {self.message}"
        label = "" if self.severity is Severity.WAIVED else "hint: "
        return f"{line}\n  {label}{self.hint}" if self.hint else line


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that the editor waives by its code, why, where that is written, and for which files it holds."""

    code: str
    why: str
    location: Location
    paths: frozenset[str] = frozenset()

    def covers(self, finding: Diagnostic) -> bool:
        """Whether it holds for a finding."""
        return finding.code == self.code and finding.location.path in self.paths


def waive(findings: Iterable[Diagnostic], waivers: Iterable[Waiver]) -> tuple[Diagnostic, ...]:
    """The findings, those that are waived marked so, with the reason in the place of the remedy."""
    waivers = tuple(waivers)

    def judged(finding: Diagnostic) -> Diagnostic:
        why = next((waiver.why for waiver in waivers if waiver.covers(finding)), "")
        return replace(finding, severity=Severity.WAIVED, hint=f"waived: {why}") if why else finding

    return tuple(judged(finding) for finding in findings)


def idle(waivers: Iterable[Waiver], findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """M20 for each waiver that covers none of the findings, which are all that the rules can find."""
    findings = tuple(findings)
    useless = (waiver for waiver in waivers if not any(map(waiver.covers, findings)))
    return tuple(
        Diagnostic("M20", f"nothing is waived here: no {waiver.code} was found", waiver.location, "delete the waiver")
        for waiver in useless
    )


class BookError(Exception):
    """The problems that stand between a book and its edition, all of them at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics in the order of files and lines."""
        self.diagnostics = tuple(sorted(diagnostics, key=lambda d: (d.location, d.code, d.message)))
        super().__init__("\n".join(map(str, self.diagnostics)))


@dataclass(slots=True)
class Findings:
    """The list that a reading fills: problems are added as they are met and reported together."""

    items: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, location: Location, hint: str = "") -> None:
        """Add an error."""
        self.items.append(Diagnostic(code, message, location, hint))

    def warning(self, code: str, message: str, location: Location, hint: str = "") -> None:
        """Add a warning."""
        self.items.append(Diagnostic(code, message, location, hint, Severity.WARNING))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a build."""
        return tuple(item for item in self.items if item.severity is Severity.ERROR)


def as_message(words: str) -> str:
    """A library's complaint as a message of ours: it begins small and ends without a full stop."""
    return (words[:1].lower() + words[1:]).rstrip(".")


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a mistaken one, or the empty string."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{found[0]}"?' if found else ""

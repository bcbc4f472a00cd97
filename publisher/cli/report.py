"""What the user is told: diagnostics, counts, sizes, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

import click

from publisher.diagnostics import BookError, Diagnostic, Severity, as_message

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.WAIVED: "cyan"}


class WrongUse(click.UsageError):
    """A command line that cannot be obeyed, with a hint; the program exits with 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take what is wrong and the remedy."""
        super().__init__(message)
        self.hint = hint


class CannotWrite(click.ClickException):
    """A file or folder that the system does not let us write; the program exits with 1."""

    def __init__(self, folder: Path, problem: OSError) -> None:
        """Take where we wrote and what the system said."""
        reason = (problem.strerror or str(problem)).lower()
        super().__init__(f'cannot write to "{shown(folder)}": {reason}')


class NoTypesetter(click.ClickException):
    """Libraries of the system that are missing; the program exits with 1."""

    hint = "`publisher doctor` says what to install"

    def __init__(self, problem: OSError) -> None:
        """Take what the loader said."""
        super().__init__(f"the typesetter cannot be loaded: {str(problem).splitlines()[0]}")


def guard(run: Callable[[], Any]) -> int:
    """The exit code of a run; its mishaps are printed, and only a mistake of our own shows a traceback."""
    try:
        code = run()
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as problem:
        tell_error(as_message(problem.format_message()), _hint(problem))
        return problem.exit_code
    except BookError as problem:
        tell_diagnostics(problem.diagnostics)
        return 1
    except Exception:
        tell_error("this is a mistake in publisher, not in your books", "please report it, with all that follows")
        raise
    return code if isinstance(code, int) else 0


def _hint(problem: click.ClickException) -> str:
    if isinstance(problem, WrongUse | NoTypesetter):
        return problem.hint
    if getattr(problem, "option_name", "") == "--press":
        return "write it before the command: publisher --press DIR build"
    if isinstance(problem, click.UsageError) and problem.ctx:
        return f"{problem.ctx.command_path} --help"
    return ""


def coloured(stream: IO[Any]) -> bool:
    """Whether colours may decorate what a stream shows: on a terminal that knows them, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")


def tell(words: str) -> None:
    """Print a line for the user, on stderr."""
    click.echo(words, err=True)


def tell_error(message: str, hint: str = "") -> None:
    """Print an error that stands in no file."""
    tell(_painted("error", Severity.ERROR) + f": {message}" + (f"\n  hint: {hint}" if hint else ""))


def tell_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics in the order of files and lines, on stderr, and how many there are."""
    ordered = in_order(diagnostics)
    for diagnostic in ordered:
        kind = f"{diagnostic.severity}[{diagnostic.code}]"
        tell(str(diagnostic).replace(f" {kind}: ", f" {_painted(kind, diagnostic.severity)}: ", 1))
    if ordered:
        tell(tally(ordered))


def _painted(words: str, severity: Severity) -> str:
    return click.style(words, fg=COLOURS[severity], bold=True) if coloured(sys.stderr) else words


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, in the order of files and lines."""
    return BookError(dict.fromkeys(diagnostics)).diagnostics


def errors(diagnostics: Iterable[Diagnostic]) -> int:
    """How many of them stop a build."""
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """`3 errors, 1 warning, 2 waived`."""
    met = Counter(diagnostic.severity for diagnostic in diagnostics)
    counts = [count(met[kind], str(kind)) for kind in (Severity.ERROR, Severity.WARNING) if met[kind]]
    return ", ".join([*counts, *([f"{met[Severity.WAIVED]} waived"] if met[Severity.WAIVED] else [])])


def count(number: int, noun: str, many: str = "") -> str:
    """`1 book`, `2 books`; `many` is a plural that is not the noun with an s."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def diagnostic_value(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic for `--json`; line and column are 0 where they are unknown."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "hint": diagnostic.hint,
    }


def print_json(value: Any) -> None:
    """Print one JSON value, on stdout."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def shown(path: Path) -> str:
    """A path as the user would type it: relative when it lies below the current folder."""
    whole = path.absolute()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)


def size(count: int) -> str:
    """A count of bytes in words: `410 kB`, `1.2 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(min(count, 1), round(count / 1000))} kB"

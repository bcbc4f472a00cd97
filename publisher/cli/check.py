"""`publisher check`: every problem of books and themes, with nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.press import complete_book, complete_edition, named_books, named_editions, press_folder
from publisher.cli.progress import Display
from publisher.cli.report import count, diagnostic_value, errors, in_order, print_json, tell, tell_diagnostics
from publisher.diagnostics import Diagnostic, idle

if TYPE_CHECKING:
    from publisher.build import Plan


@click.command("check", short_help="Find every problem, without writing anything.")
@click.argument("books", nargs=-1, metavar="[BOOK]...", shell_complete=complete_book)
@click.option("--built", is_flag=True, help="Compare the words of what was built with those of the texts, too.")
@click.option(
    "--edition",
    "editions",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_edition,
    help="With --built, only this edition. May be given again.",
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it was built. When absent, dist in the press.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the diagnostics.")
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[str, ...],
    built: bool,
    editions: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> int:
    """Check books and the themes that they use, without writing anything.

    Every problem is printed with file, line and remedy. An error makes the exit code 1, a warning does not. With
    --built, every word of every text is looked for in the EPUB and the PDFs that were built: none may be lost, doubled
    or out of order.

    \b
    Examples:
      publisher check
      publisher check kornilov
      publisher check kornilov --built
      publisher check --json
    """
    from publisher.build import prepare

    folder = press_folder(ctx)
    chosen = named_books(folder, books)
    with Display(quiet=as_json) as display:
        plan = prepare(folder, chosen)
        found = [*plan.findings]
        if plan.sound:
            found.extend(
                _examine(plan, (output or folder / "dist") if built else None, named_editions(editions), display)
            )
    if plan.sound:  # else the rules have not all been asked
        found.extend(idle([waiver for job in plan.jobs for waiver in job.book.waivers], found))
    findings = in_order(found)
    if as_json:
        print_json({"ok": not errors(findings), "diagnostics": [diagnostic_value(each) for each in findings]})
    else:
        tell_diagnostics(findings)
        if not findings:
            tell(f"no problems found in {count(len(plan.jobs), 'book')}")
    return 1 if errors(findings) else 0


def _examine(plan: Plan, output: Path | None, editions: tuple[str, ...], display: Display) -> Iterator[Diagnostic]:
    """What is found in the books of a sound plan, and in what was built of them where a folder is named."""
    from publisher.examine import examine, examine_built

    for job in plan.jobs:
        yield from examine(job, display.tell)
        if output:
            yield from examine_built(job, output / job.book.slug, editions, display.tell)

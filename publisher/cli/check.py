"""`publisher check`: every problem of books and themes, with nothing written."""

from __future__ import annotations

import click

from publisher.cli.press import complete_book, named_books, press_folder
from publisher.cli.progress import Display
from publisher.cli.report import count, diagnostic_value, errors, in_order, print_json, tell, tell_diagnostics
from publisher.diagnostics import idle


@click.command("check", short_help="Find every problem, without writing anything.")
@click.argument("books", nargs=-1, metavar="[BOOK]...", shell_complete=complete_book)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the diagnostics.")
@click.pass_context
def command(ctx: click.Context, books: tuple[str, ...], as_json: bool) -> int:
    """Check books and the themes that they use, without writing anything.

    Every problem is printed with file, line and remedy. An error makes the exit code 1, a warning does not.

    \b
    Examples:
      publisher check
      publisher check kornilov
      publisher check --json
    """
    from publisher.build import examine, prepare

    folder = press_folder(ctx)
    chosen = named_books(folder, books)
    with Display(quiet=as_json) as display:
        plan = prepare(folder, chosen)
        found = [*plan.findings]
        for job in plan.jobs if plan.sound else ():
            found.extend(examine(job, display.tell))
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

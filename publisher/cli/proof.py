"""`publisher proof`: a PDF held against what a printer asks for."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.printers import complete_printer, named_printer, nearest_press
from publisher.cli.report import CannotWrite, WrongUse, count, print_json, shown, tell
from publisher.diagnostics import Severity

if TYPE_CHECKING:
    from publisher.prepress.finding import Group
    from publisher.prepress.proof import Proof
    from publisher.printer import Printer

DEFAULT = "generic-x4"


@click.command("proof", short_help="Check a PDF as a printer would.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option(
    "--printer",
    "name",
    default=DEFAULT,
    metavar="NAME",
    show_default=True,
    shell_complete=complete_printer,
    help="For which printer.",
)
@click.option("--cover", is_flag=True, help="The file is a cover in one piece: back, spine and front.")
@click.option(
    "--inside",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --cover, the inside that it must fit; with --paper, the spine is reckoned.",
)
@click.option("--paper", metavar="PAPER", default="", help="The printer's paper; its first when absent.")
@click.option("--html", "report", type=click.Path(path_type=Path), metavar="FILE", help="Write a report with pictures.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: every finding with page and place.")
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    name: str,
    cover: bool,
    inside: Path | None,
    paper: str,
    report: Path | None,
    as_json: bool,
) -> int:
    """Check any PDF, made here or elsewhere, against what a printer asks for.

    Boxes, fonts, colours, ink, pictures, margins, counts and PDF/X are looked at. Places are in mm from the top left
    corner of the trimmed page. The exit code is 1 when the printer would refuse the file.

    \b
    Examples:
      publisher proof dist/june/june-print.pdf
      publisher proof june.pdf --printer kdp --html report.html
      publisher proof june-cover.pdf --cover --inside june-print.pdf --printer kdp --paper cream
      publisher proof june.pdf --json
    """
    printer = named_printer(name, nearest_press(ctx))
    made = opened(file, _of_covers(printer) if cover else printer)
    if cover and inside:
        made = _fitted(made, opened(inside, printer), paper)
    if report:
        _write(report, file, made)
    if as_json:
        print_json(_value(made))
    else:
        tell_proof(made)
    return 0 if made.sound else 1


def _of_covers(printer: Printer) -> Printer:
    from publisher.prepress.wrapping import cover_printer

    return cover_printer(printer)


def _fitted(cover: Proof, inside: Proof, paper: str) -> Proof:
    """The proof of a cover with what is wrong between it and its inside; WrongUse where no spine can be reckoned."""
    from publisher.prepress.wrapping import check_fit

    printer = inside.printer
    try:
        sheet = paper or next(iter(printer.papers), "")
        found = check_fit(cover.trim[0], (inside.trim[0], inside.pages), printer, sheet)
        return replace(cover, findings=(*cover.findings, *found))
    except ValueError as problem:
        message, _, hint = str(problem).partition("; ")
        raise WrongUse(message, hint) from None


def opened(file: Path, printer: Printer) -> Proof:
    """The proof of a file that the user named; WrongUse where it is not there, or may not be read."""
    from publisher.prepress.proof import proof

    if not file.is_file():
        raise WrongUse(f'there is no file "{file}"', "name a PDF")
    try:
        return proof(file, printer)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise WrongUse(f'"{file}" cannot be opened: {reason}', "see that you may read it") from None


def _write(report: Path, file: Path, made: Proof) -> None:
    from publisher.prepress.report import report_html
    from publisher.write.files import place

    try:
        place(report, report_html(made, file))
    except OSError as problem:
        raise CannotWrite(report, problem) from None
    tell(f"report: {shown(report)}")


def _value(made: Proof) -> dict[str, Any]:
    """A proof for `--json`."""
    findings = [{**asdict(finding), "severity": str(finding.severity)} for finding in made.findings]
    trim = [round(side, 2) for side in made.trim]
    head = {"ok": made.sound, "file": made.name, "printer": made.printer.name, "pages": made.pages, "trim": trim}
    return {**head, "findings": findings}


def tell_proof(made: Proof) -> None:
    """Print a proof for people: what is said of several pages once."""
    from publisher.prepress.finding import grouped

    for group in grouped(made.findings):
        tell(told(made.name, group))
    wrong = sum(finding.severity is Severity.ERROR for finding in made.findings)
    size = f"{count(made.pages, 'page')} of {made.trim[0]:.1f} × {made.trim[1]:.1f} mm"
    if made.findings:
        tell(f"{count(wrong, 'error')}, {count(len(made.findings) - wrong, 'warning')} in {size}")
    else:
        tell(f"{made.printer.title} can print {made.name}: nothing found in {size}")


def told(name: str, group: Group) -> str:
    """What was found, where, and what to do about it."""
    from publisher.prepress.finding import ranges

    first = group.first
    pages = f" {'page' if len(group.pages) == 1 else 'pages'} {ranges(group.pages)}:" if first.page else ""
    lines = [f"{name}:{pages} {first.severity}[{first.code}]: {first.message}"]
    if first.place:
        subject = f' "{first.subject}",' if first.subject else ""
        also = f" (and {first.count - 1} more on the page)" if first.count > 1 else ""
        lines.append(f"  first:{subject} {first.place}{also}")
    lines += [f"  hint: {first.hint}"] if first.hint else []
    lines += [f"  source: {first.source}"] if first.source else []
    return "\n".join(lines)

"""`publisher printers`: what print shops ask for, and what it makes of a book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.press import press_folder
from publisher.cli.report import WrongUse, print_json, tell_diagnostics
from publisher.diagnostics import BookError, Findings, Location, nearest

if TYPE_CHECKING:
    from publisher.printer import Printer


def complete_printer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The printers whose names begin so, for the shell."""
    from publisher.read.printers import list_printers

    try:
        return [name for name in list_printers(nearest_press(ctx)) if name.startswith(incomplete)]
    except WrongUse:
        return []


@click.command("printers", short_help="List the printers, or say what one of them asks for.")
@click.argument("name", required=False, metavar="[NAME]", shell_complete=complete_printer)
@click.option("--pages", type=click.IntRange(1, 10_000), metavar="N", help="Reckon gutter and spine for a book of N.")
@click.option("--paper", metavar="PAPER", default="", help="The paper on which the spine is reckoned.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(ctx: click.Context, name: str | None, pages: int | None, paper: str, as_json: bool) -> int:
    """List the printers whose wishes are known, or say what one asks for, and who says so.

    A press has its own printers in its folder printers/, in files like those that travel with the program.
    With --pages, gutter, spine and blank pages are reckoned for a book.

    \b
    Examples:
      publisher printers
      publisher printers kdp
      publisher printers kdp --pages 320 --paper cream
      publisher printers ingramspark --json
    """
    press = nearest_press(ctx)
    if not name:
        if pages or paper:
            raise WrongUse("no printer is named", "publisher printers NAME --pages N --paper PAPER")
        return _list(press, as_json)
    printer = named_printer(name, press)
    if paper and paper not in printer.papers:
        known = ", ".join(printer.papers) or "none"
        hint = nearest(paper, printer.papers) or f"its papers are: {known}"
        raise WrongUse(f'{name} has no paper "{paper}"', hint)
    reckoned = reckon(printer, pages, paper) if pages else {}
    if as_json:
        print_json(_value(printer) | ({"book": reckoned} if reckoned else {}))
    elif reckoned:
        for key, said in reckoned.items():
            click.echo(f"{key:<14}{_said(said)}")
    else:
        click.echo("\n".join(_explained(printer)))
    return 0


def nearest_press(ctx: click.Context) -> Path | None:
    """The folder of the press, or None where there is none and none was named."""
    try:
        return press_folder(ctx)
    except WrongUse:
        if ctx.find_root().params.get("press") is not None:
            raise
        return None


def named_printer(name: str, press: Path | None) -> Printer:
    """The printer of that name; WrongUse where there is none, BookError where its profile is wrong."""
    from publisher.read.printers import list_printers, load_printer

    known = list_printers(press)
    if name not in known:
        raise WrongUse(f'there is no printer "{name}"', nearest(name, known) or f"known are: {', '.join(known)}")
    findings = Findings()
    printer = load_printer(name, press, Location(f"printers/{name}.yaml"), findings)
    if not printer:
        raise BookError(findings.items)
    return printer


def _list(press: Path | None, as_json: bool) -> int:
    from publisher.read.printers import list_printers, load_printer

    findings = Findings()
    loaded = [load_printer(name, press, Location(f"printers/{name}.yaml"), findings) for name in list_printers(press)]
    printers = [printer for printer in loaded if printer]
    if as_json:
        print_json({"printers": [_value(printer) for printer in printers]})
    else:
        for printer in printers:
            click.echo(f"{printer.name:<14}{printer.title} (checked {printer.checked})")
    tell_diagnostics(findings.items)
    return 1 if findings.errors else 0


def reckon(printer: Printer, pages: int, paper: str) -> dict[str, Any]:
    """What a printer's figures make of a book: lengths in mm; None where there is no figure."""
    from publisher.prepress.reckoning import check_pages, gutter, padded, spine, takes_spine_text

    count = padded(printer, pages)
    found: dict[str, Any] = {"pages": pages, "with blanks": count}
    found["gutter"] = _known(lambda: round(gutter(printer, count), 2))
    if paper:
        width = found["spine"] = _known(lambda: round(spine(printer, count, paper), 2))
        found["spine text"] = None if width is None else takes_spine_text(printer, count, width)
    groups = [printer.pages, printer.gutter, printer.papers.get(paper), printer.spine_text if paper else None]
    found["sources"] = [*dict.fromkeys(str(group.source) for group in groups if group)]
    problems = [finding.message for finding in check_pages(printer, count, paper)]
    return found | ({"problems": problems} if problems else {})


def _known(figure: Any) -> Any:
    try:
        return figure()
    except ValueError:
        return None


def _said(value: Any) -> str:
    """A figure in words; what is listed stands line by line."""
    if isinstance(value, list):
        return ("\n" + " " * 14).join(value)
    if value is None:
        return "no figure is known"
    if isinstance(value, bool):
        return "allowed" if value else "not allowed"
    return f"{value} mm" if isinstance(value, float) else str(value)


def _value(thing: Any) -> Any:
    """A printer, or a part of it, as JSON has it; groups without figures are left out."""
    if hasattr(thing, "__dataclass_fields__"):
        pairs = ((each.name, getattr(thing, each.name)) for each in fields(thing))
        return {key: _value(value) for key, value in pairs if value is not None}
    if hasattr(thing, "items"):
        return {key: _value(value) for key, value in thing.items()}
    if isinstance(thing, tuple):
        return [_value(each) for each in thing]
    return round(thing, 4) if isinstance(thing, float) else thing


def _explained(printer: Printer) -> Iterator[str]:
    """The lines that say what a printer asks for, and who says so."""
    from publisher.prepress.wishes import wishes

    yield f"{printer.title} ({printer.name}), checked {printer.checked}"
    yield printer.description
    for wish in wishes(printer):
        yield ""
        yield f"{wish.topic}: {wish.words}"
        yield f"  source: {wish.source}"
        if wish.note:
            yield f"  note: {wish.note}"

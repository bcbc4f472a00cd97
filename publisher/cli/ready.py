"""`publisher ready`: a PDF made ready for a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.printers import complete_printer, named_printer, nearest_press
from publisher.cli.proof import opened, tell_proof, told
from publisher.cli.report import CannotWrite, WrongUse, shown, tell

if TYPE_CHECKING:
    from publisher.prepress.profiles import Profile
    from publisher.printer import Printer


@click.command("ready", short_help="Make a PDF ready for a printer.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option(
    "--printer", "name", required=True, metavar="NAME", shell_complete=complete_printer, help="For which printer."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, metavar="FILE", help="What to write.")
@click.option(
    "--icc",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The colour profile. When absent, the machine's for the printing condition.",
)
@click.pass_context
def command(ctx: click.Context, file: Path, name: str, output: Path, icc: Path | None) -> int:
    """Make a PDF ready for a printer, write it beside, and proof what was written.

    Black and greys become black ink alone; where the printer takes no RGB, other colours and photographs become CMYK by
    the colour profile of the printing condition. Without one, colours become CMYK by a formula, and each is told. Links
    and bookmarks go where they are forbidden. For PDF/X-1a and PDF/X-4 the file says what it is. Everything that needs
    a decision stays as it is, and the proof tells it.

    \b
    Examples:
      publisher ready dist/june/june-print.pdf --printer ingramspark -o june-for-ingram.pdf
    """
    from publisher.prepress.finding import grouped
    from publisher.prepress.proof import proof
    from publisher.prepress.ready import make_ready
    from publisher.write.files import place

    printer = named_printer(name, nearest_press(ctx))
    if output.absolute() == file.absolute():
        raise WrongUse("the file would be written over itself", "name another file with --output")
    before = opened(file, printer)
    if not before.pages or any(finding.code == "P11" for finding in before.findings):
        tell_proof(before)
        return 1
    made = make_ready(file, printer, _profile(printer, icc))
    try:
        place(output, made.pdf)
    except OSError as problem:
        raise CannotWrite(output, problem) from None
    for group in grouped(made.findings):
        tell(told(output.name, group))
    tell(f"written: {shown(output)}")
    after = proof(output, printer)
    tell_proof(after)
    return 0 if after.sound else 1


def _profile(printer: Printer, icc: Path | None) -> Profile | None:
    """The profile that was named, or the machine's for the printer's condition; WrongUse where the file is none."""
    from publisher.prepress.profiles import open_profile, profile_for

    if icc is None:
        return profile_for(printer.form.condition) if printer.form else None
    profile = open_profile(icc)
    if not profile:
        raise WrongUse(
            f'"{icc}" is no colour profile for printing in four colours', "name a file *.icc of a CMYK press"
        )
    return profile

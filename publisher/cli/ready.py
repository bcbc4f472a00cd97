"""`publisher ready`: a PDF made ready for a printer."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.printers import complete_printer, named_printer, nearest_press
from publisher.cli.proof import opened, tell_proof, told
from publisher.cli.report import CannotWrite, WrongUse, shown, tell


@click.command("ready", short_help="Make a PDF ready for a printer.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option(
    "--printer", "name", required=True, metavar="NAME", shell_complete=complete_printer, help="For which printer."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, metavar="FILE", help="What to write.")
@click.pass_context
def command(ctx: click.Context, file: Path, name: str, output: Path) -> int:
    """Make a PDF ready for a printer, write it beside, and proof what was written.

    Black and greys become black ink alone; where the printer takes no RGB, other colours become CMYK by a formula, and
    each is told. Links and bookmarks go where they are forbidden. For PDF/X-1a the file says what it is. Photographs in
    colour, transparency and everything that needs a decision stay as they are, and the proof tells them.

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
    made = make_ready(file, printer)
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

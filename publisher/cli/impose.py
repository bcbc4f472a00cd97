"""`publisher impose`: the pages of a PDF on the sheets of which a book is folded."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.report import CannotWrite, WrongUse, count, shown, tell


@click.command("impose", short_help="Put the pages of a PDF on sheets to be folded.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, metavar="FILE", help="What to write.")
@click.option(
    "--scheme",
    type=click.Choice(["booklet", "quires", "signatures", "2-up"]),
    default="booklet",
    show_default=True,
    help="Sheets in one another; booklets of --pages each; sheets folded at right angles; two pages side by side.",
)
@click.option(
    "--pages",
    type=click.Choice(["4", "8", "16", "32"]),
    default="16",
    show_default=True,
    help="The pages of a quire or a signature.",
)
@click.option(
    "--sheet",
    type=click.Choice(["a3", "a4", "letter", "tabloid"]),
    help="The paper; as large as the pages need when absent.",
)
@click.option(
    "--blanks",
    type=click.Choice(["end", "before-last"]),
    default="end",
    show_default=True,
    help="Where blank pages go.",
)
@click.option("--creep", type=click.FloatRange(0, 1), default=0.0, metavar="MM", help="The thickness of the paper.")
def command(file: Path, output: Path, scheme: str, pages: str, sheet: str | None, blanks: str, creep: float) -> int:
    """Put the pages of a PDF on both sides of the sheets of which a book is folded.

    Print the booklet on both sides, turned over the short edge, fold it and staple it. Sheets are in the order in which
    they lie, each with its outer side first.

    \b
    Examples:
      publisher impose dist/june/june-print.pdf --sheet a4 -o june-booklet.pdf
      publisher impose june.pdf --scheme quires --pages 16 --creep 0.1 -o june-quires.pdf
      publisher impose june.pdf --scheme signatures --pages 8 -o june-signatures.pdf
    """
    from publisher.prepress.imposition import SHEETS, impose
    from publisher.write.files import place

    if not file.is_file():
        raise WrongUse(f'there is no file "{file}"', "name a PDF")
    if output.absolute() == file.absolute():
        raise WrongUse("the file would be written over itself", "name another file with --output")
    try:
        made = impose(file, scheme, int(pages), blanks, SHEETS[sheet] if sheet else None, creep)  # type: ignore[arg-type]
    except ValueError as problem:
        message, _, hint = str(problem).partition("; ")
        raise WrongUse(message, hint) from None
    try:
        place(output, made.pdf)
    except OSError as problem:
        raise CannotWrite(output, problem) from None
    size = " × ".join(f"{side:.0f}" for side in made.size)
    tell(f"written: {shown(output)} ({count(made.sheets, 'sheet')} of {size} mm, {made.blanks} blank)")
    return 0

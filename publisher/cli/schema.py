"""`publisher schema`: the form of the editor's files as JSON Schema."""

from __future__ import annotations

import click

from publisher.cli.report import WrongUse, print_json

SCHEMAS = {
    "press": "books/press.yaml, the imprint",
    "people": "books/people.yaml, each person once",
    "series": "books/series.yaml, series of books",
    "book": "books/SLUG/book.yaml, the manifest of a book",
    "text": "the front matter of a text",
    "theme": "themes/NAME/theme.yaml, the description of a theme",
    "printer": "printers/NAME.yaml, what a printer asks for",
}


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("name", required=False, type=click.Choice(tuple(SCHEMAS)), metavar="[NAME]")
@click.option("--list", "listed", is_flag=True, help="List the names, and the file that each describes.")
def command(name: str | None, listed: bool) -> int:
    """Print the JSON Schema of one kind of file: press, people, series, book, text, theme or printer.

    Programs that edit YAML complete keys and mark mistakes with it. The files of `publisher new press` name the
    copies in the press's folder schema/.

    \b
    Examples:
      publisher schema book
      publisher schema book > schema/book.json
      publisher schema --list
    """
    if listed:
        for known, meaning in SCHEMAS.items():
            click.echo(f"{known}\t{meaning}")
        return 0
    if not name:
        raise WrongUse("no file is named", f"publisher schema {'|'.join(SCHEMAS)}")
    from publisher.read.schema import json_schema

    print_json(json_schema(name))
    return 0

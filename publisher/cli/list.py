"""`publisher list`: the books of a press."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.press import press_folder
from publisher.cli.report import count, errors, print_json, tell, tell_error

if TYPE_CHECKING:
    from publisher.book import Book


@click.command("list", short_help="List the books of the press.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the books.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """List the books of the press: name, title, editions, count of texts and of words.

    On a terminal a table; elsewhere a line for each book, with tabs between name, title, editions, texts and words.

    \b
    Examples:
      publisher list
      publisher list | cut -f 1
      publisher list --json
    """
    from publisher.read import load

    reading = load(press_folder(ctx))
    rows = [_row(book) for book in reading.books]
    if as_json:
        print_json({"press": reading.press.name if reading.press else "", "books": rows})
    elif not rows:
        tell("the press has no books that can be read")
    elif sys.stdout.isatty():
        _print_table(rows)
    else:
        _print_lines(rows)
    wrong = errors(reading.findings)
    if wrong:
        tell_error(f"the press has {count(wrong, 'error')}", "`publisher check` names them")
    return 1 if wrong else 0


def _row(book: Book) -> dict[str, Any]:
    texts = tuple(book.texts)
    return {
        "book": book.slug,
        "title": book.title,
        "editions": [edition.name for edition in book.editions],
        "texts": len(texts),
        "words": sum(text.content.words for text in texts),
    }


def _print_table(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("book", "title", "editions"):
        table.add_column(name, overflow="fold")
    for name in ("texts", "words"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(Text(word) for word in _words(row)[:3]), str(row["texts"]), f"{row['words']:,}")
    Console().print(table)


def _print_lines(rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        click.echo("\t".join(_words(row)))


def _words(row: dict[str, Any]) -> tuple[str, ...]:
    return row["book"], row["title"], ", ".join(row["editions"]), str(row["texts"]), str(row["words"])

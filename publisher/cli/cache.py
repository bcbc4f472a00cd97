"""`publisher cache`: the store of finished work, looked at, trimmed and cleared."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from publisher.cli.plant import cache_option, open_cache, parse_size
from publisher.cli.report import count, print_json, size


@click.group("cache", short_help="Look at the store of finished work, trim it or clear it.")
def command() -> None:
    """Look at the store of finished work, trim it or clear it.

    Everything in it can be made again: a build only takes longer.

    \b
    Examples:
      publisher cache info
      publisher cache trim --max-size 500M
      publisher cache clear
    """


@command.command("info")
@cache_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(cache: Path | None, as_json: bool) -> int:
    """Say where the store is and how much it holds."""
    store = open_cache(cache)
    held = store.size()
    if as_json:
        print_json({"folder": str(store.folder), **asdict(held)})
    else:
        click.echo(f"{store.folder}: {count(held.entries, 'entry', 'entries')}, {size(held.bytes)}")
    return 0


@command.command("trim")
@cache_option
@click.option("--max-size", "limit", metavar="SIZE", required=True, help="How much may stay: 500M, 2G.")
def trim(cache: Path | None, limit: str) -> int:
    """Remove what was not asked for longest, until no more than SIZE is left."""
    removed = open_cache(cache).trim(parse_size(limit))
    click.echo(f"removed {count(removed.entries, 'entry', 'entries')}, {size(removed.bytes)}")
    return 0


@command.command("clear")
@cache_option
def clear(cache: Path | None) -> int:
    """Remove everything from the store."""
    removed = open_cache(cache).clear()
    click.echo(f"removed {count(removed.entries, 'entry', 'entries')}, {size(removed.bytes)}")
    return 0

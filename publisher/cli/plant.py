"""What a build works with, from what the command line says: workers and the store of finished work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.report import WrongUse

if TYPE_CHECKING:
    from publisher.cache import Cache
    from publisher.write import Plant

SETTING = "publisher.write.pdf.galleys:prepare_setting"
"""What makes a worker ready to set type."""
UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}

cache_option = click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PUBLISHER_CACHE",
    show_envvar=True,
    help="Where finished work is kept; when absent, the user's cache folder.",
)


def plant_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what a build works with."""
    options = (
        click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="How many cores to use; all when absent."),
        cache_option,
        click.option("--cluster", metavar="ADDRESS", help="Set galleys on a Dask cluster: tcp://scheduler:8786."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def open_cache(folder: Path | None) -> Cache:
    """The store of finished work."""
    from publisher.cache import Cache, default_folder

    return Cache(folder or default_folder())


@contextmanager
def open_plant(jobs: int | None, cache: Path | None, address: str | None, *, anew: bool = False) -> Iterator[Plant]:
    """Workers and store, the workers stopped at the end whatever happens; WrongUse where a cluster cannot be had.

    With `anew`, much is to be done: workers here are begun while this process still imports what it needs.
    """
    from publisher.jobs import cluster, cores, here

    if address:
        from publisher.write import versions

        try:
            workers = cluster(address, versions)
        except ValueError as problem:
            raise WrongUse(str(problem), "see `publisher build --help`") from problem
    else:
        workers = here() if jobs == 1 else cores(jobs or 0, SETTING if anew else "")
    try:
        from publisher.write import Plant

        yield Plant(workers, open_cache(cache))
    finally:
        workers.close()


def parse_size(words: str) -> int:
    """`500M`, `2 GB` or `1048576` as bytes; WrongUse for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ?([kmg]?)(?:i?b)?", words.strip().lower())
    if not match:
        raise WrongUse(f'"{words}" is not a size', "write it as in 500M or 2G")
    return int(float(match[1]) * UNITS[match[2]])

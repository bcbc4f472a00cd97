"""cli: the command line, the only room that prints or exits; each command is loaded when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from publisher import __version__

COMMANDS = (
    "build",
    "offprint",
    "check",
    "list",
    "new",
    "acquire",
    "printers",
    "proof",
    "ready",
    "impose",
    "doctor",
    "cache",
    "schema",
    "completion",
)


class Program(click.Group):
    """The commands by name, in the order in which an editor meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command from its own module; WrongUse with the nearest name where there is none."""
        if cmd_name in COMMANDS:
            command: click.Command = import_module(f"publisher.cli.{cmd_name}").command
            return command
        if ctx.resilient_parsing or cmd_name.startswith("-"):
            return None
        from publisher.cli.report import WrongUse
        from publisher.diagnostics import nearest

        hint = nearest(cmd_name, COMMANDS) or f"the commands are {', '.join(COMMANDS)}"
        raise WrongUse(f'there is no command "{cmd_name}"', hint)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and exit: 0 good, 1 problems in the books, 2 wrong use, 130 stopped by the user."""
        from publisher.cli.report import guard

        run = super().main
        code = guard(lambda: run(args, prog_name, complete_var, standalone_mode=False, **extra))
        return sys.exit(code) if standalone_mode else code


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.option(
    "--press",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the press; when absent, the nearest one above that holds books/press.yaml.",
)
@click.version_option(__version__, prog_name="publisher", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, press: Path | None) -> int:
    """Build anthologies: an EPUB, a PDF for the screen and a PDF for the print shop from plain text files.

    \b
    Examples:
      publisher new press demo          a press with a small book, to begin with
      publisher check                   every problem, with file, line and remedy
      publisher build                   all editions of all books, into dist/
      publisher build june --edition epub

    Exit codes: 0 good, 1 problems in the books, 2 wrong use.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return 2
    return 0

"""`publisher completion`: the script by which a shell completes commands, books and editions."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print the script that makes a shell complete.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that makes a shell complete commands, options, books and editions.

    Put it where the shell looks for it, and open a new terminal.

    \b
    Examples:
      publisher completion bash > ~/.local/share/bash-completion/completions/publisher
      publisher completion zsh > ~/.zfunc/_publisher      with fpath+=~/.zfunc before compinit in ~/.zshrc
      publisher completion fish > ~/.config/fish/completions/publisher.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "publisher", "_PUBLISHER_COMPLETE").source())
    return 0

"""`publisher new`: a press, a book, a text or a theme to begin with; nothing that exists is overwritten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import click

from publisher.cli.manifest import add_text
from publisher.cli.press import complete_book, complete_theme, named_books, press_folder
from publisher.cli.report import CannotWrite, WrongUse, shown, tell
from publisher.cli.schema import SCHEMAS
from publisher.diagnostics import nearest

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
SCHEMA_FOLDERS = ("schema", "docs/schema")


@click.group("new", short_help="Begin a press, a book, a text or a theme.")
def command() -> None:
    """Begin a press, a book, a text or a theme. What exists is never overwritten.

    \b
    Examples:
      publisher new press demo
      publisher new book june --title "The June Days"
      publisher new text june on-the-square --title "On the Square" --author "A. Writer"
      publisher new theme broadsheet --extends classic
    """


@command.command("press", short_help="Begin a press with a small book that can be built at once.")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--name", "imprint", help="The name of the press as printed; made from the folder's name when absent.")
def new_press(folder: Path, imprint: str | None) -> int:
    """Begin a press: a folder with an imprint, people and a small book that can be built at once.

    \b
    Examples:
      publisher new press demo && cd demo && publisher build
      publisher new press half-sheet --name "Half Sheet Press"
    """
    from publisher.scaffold import press_files

    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise WrongUse(f'"{folder}" is there already', "name a folder that does not exist or is empty")
    name = imprint or folder.absolute().name.replace("-", " ").replace("_", " ").title()
    _write(folder, {**press_files(name, today(), identifier()), **_schemas("schema")})
    tell(f'made the press "{name}" in {shown(folder)}, with a book to begin with')
    _advise(f"cd {shown(folder)} && publisher build" if folder.absolute() != Path.cwd() else "publisher build")
    return 0


@command.command("book", short_help="Begin a book in the press.")
@click.argument("slug")
@click.option("--title", required=True, help="The title as printed.")
@click.pass_context
def new_book(ctx: click.Context, slug: str, title: str) -> int:
    """Begin a book in the press: a manifest with an identifier of its own, an introduction and a first text.

    SLUG is the book's folder under books/ and the name of its files: small letters, digits and hyphens.

    \b
    Examples:
      publisher new book june --title "The June Days"
    """
    from publisher.scaffold import book_files

    check_slug(slug, "a book")
    folder = press_folder(ctx)
    target = folder / "books" / slug
    if target.exists():
        raise WrongUse(f'"{shown(target)}" is there already', "choose another name")
    schemas = _schema_folder(folder)
    files = book_files(_words(title, "--title"), today(), identifier(), f"../../{schemas}/book.json")
    missing = _missing(folder, _schemas(schemas))
    _write(folder, {**{f"books/{slug}/{name}": words for name, words in files.items()}, **missing})
    tell(f'made the book "{title}" in {shown(target)}')
    _advise(f"publisher build {slug}")
    return 0


@command.command("text", short_help="Begin a text in a book.")
@click.argument("book", shell_complete=complete_book)
@click.argument("slug")
@click.option("--title", required=True, help="The title as printed.")
@click.option("--author", help="An id from books/people.yaml, or a name.")
@click.pass_context
def new_text(ctx: click.Context, book: str, slug: str, title: str, author: str | None) -> int:
    """Begin a text in a book, and add it to the end of the book's last part.

    SLUG is the name of the Markdown file and the text's id: small letters, digits and hyphens.

    \b
    Examples:
      publisher new text june on-the-square --title "On the Square" --author trotsky
      publisher new text june barricades --title "Barricades" --author "A. Writer"
    """
    from publisher.scaffold import text_file

    check_slug(slug, "a text")
    folder = press_folder(ctx)
    (book,) = named_books(folder, [book])
    target = folder / "books" / book / f"{slug}.md"
    if target.exists():
        raise WrongUse(f'"{shown(target)}" is there already', "choose another name")
    words = text_file(_words(title, "--title"), *_author(folder, author))
    _write(folder, {f"books/{book}/{slug}.md": words})
    tell(f'made the text "{title}" in {shown(target)}')
    _add_to_manifest(folder, f"books/{book}/book.yaml", slug)
    return 0


@command.command("theme", short_help="Begin a theme in the press.")
@click.argument("name")
@click.option(
    "--extends", default="classic", show_default=True, shell_complete=complete_theme, help="What it builds on."
)
@click.pass_context
def new_theme(ctx: click.Context, name: str, extends: str) -> int:
    """Begin a theme in the press: a description, a stylesheet and a template to change.

    \b
    Examples:
      publisher new theme broadsheet
      publisher new theme broadsheet --extends base
    """
    from publisher.read.themes import list_themes
    from publisher.scaffold import theme_files

    check_slug(name, "a theme")
    folder = press_folder(ctx)
    known, target = list_themes(folder), folder / "themes" / name
    if extends not in known:
        hint = nearest(extends, known) or f"the themes are {', '.join(sorted(known))}"
        raise WrongUse(f'there is no theme "{extends}"', hint)
    if name in known or target.exists():
        raise WrongUse(f'there is a theme "{name}" already', "choose another name")
    schemas = _schema_folder(folder)
    missing = _missing(folder, _schemas(schemas))
    files = theme_files(name, extends, f"../../{schemas}/theme.json", _owner(known, extends))
    _write(folder, {**{f"themes/{name}/{file}": words for file, words in files.items()}, **missing})
    tell(f'made the theme "{name}" in {shown(target)}')
    _advise(f"write `theme: {name}` in a book.yaml, or in books/press.yaml for all books")
    return 0


def _owner(known: Mapping[str, Path], extends: str) -> str:
    """The theme whose colophon a new theme changes: the one that it extends, or base where that has none."""
    return extends if (known[extends] / "templates" / "colophon.html").is_file() else "base"


def check_slug(words: str, what: str) -> None:
    """Raise WrongUse for a name that cannot be an id."""
    if not SLUG.fullmatch(words):
        raise WrongUse(f'"{words}" cannot be the name of {what}', "use small letters, digits and hyphens")


def _words(words: str, option: str) -> str:
    """What was typed, without space around it; WrongUse where nothing is left or it has lines."""
    if not words.strip() or not words.strip().isprintable():
        raise WrongUse(f"{option} needs words, on one line")
    return words.strip()


def _author(folder: Path, author: str | None) -> tuple[str, str]:
    """The author as an id of people.yaml and as a name, one of them empty; WrongUse for an id that is not there."""
    from publisher.diagnostics import Findings
    from publisher.read.files import Folder
    from publisher.read.press import Desk, load_press

    if author is None:
        return "", ""
    desk = Desk(Folder(folder), Findings())
    load_press(desk)
    if author in desk.people:
        return author, ""
    if SLUG.fullmatch(author):
        hint = nearest(author, desk.people) or "add the person to books/people.yaml, or write a name"
        raise WrongUse(f'there is no person "{author}"', hint)
    return "", _words(author, "--author")


def _add_to_manifest(folder: Path, name: str, slug: str) -> None:
    """Add a text to a manifest, or say what to write there."""
    file = (folder / name).resolve()
    try:
        changed = add_text(file.read_bytes().decode("utf-8"), slug)
    except (OSError, UnicodeDecodeError):
        changed = None
    if changed is None:
        tell(f"the manifest was left alone; add {slug} to a `texts:` list in {shown(folder / name)}")
        return
    place_file(file, changed.encode("utf-8"))
    tell(f"{slug} stands in {shown(folder / name)}")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, words in files.items():
        place_file(folder / name, words.encode("utf-8"))


def place_file(target: Path, data: bytes) -> None:
    """Write a file, whole or not at all; CannotWrite where the system does not let us."""
    from publisher.write.files import place

    try:
        place(target, data)
    except OSError as problem:
        raise CannotWrite(target, problem) from problem


def _schema_folder(folder: Path) -> str:
    """Where the press keeps its schemas, or will keep them."""
    return next((name for name in SCHEMA_FOLDERS if (folder / name).is_dir()), SCHEMA_FOLDERS[0])


def _schemas(folder: str) -> dict[str, str]:
    """The JSON Schemas of all files, for editors' programs."""
    import json

    from publisher.read.schema import json_schema

    return {
        f"{folder}/{name}.json": json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n" for name in SCHEMAS
    }


def _missing(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    """The files that are not there yet."""
    return {name: words for name, words in files.items() if not (folder / name).exists()}


def today() -> str:
    """The day on which the user sits at the keyboard; from here on it is a fact of the manifest."""
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def identifier() -> str:
    """An identifier that no other book has."""
    from uuid import uuid4

    return f"urn:uuid:{uuid4()}"


def _advise(words: str) -> None:
    tell(f"  next: {words}")

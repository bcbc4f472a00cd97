"""Write the reference under `docs/reference/` and the JSON Schemas under `docs/schema/` from the program itself.

With `--check` nothing is written, and the exit code is 1 when a page differs from what the program says.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from bad_pdfs import proof_example
from examples import example
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from publisher import codes
from publisher.cli import main
from publisher.diagnostics import Findings, Location
from publisher.prepress.rules import FIGURES, FILE_RULES, MILD, PAGE_RULES
from publisher.prepress.wishes import wishes
from publisher.read import fields, json_schema, manifest, profile
from publisher.read.printers import list_printers, load_printer
from publisher.read.roles import ROLES
from publisher.read.schema import check_schema
from publisher.read.theme_file import ThemeModel
from publisher.read.themes import list_themes
from publisher.read.trims import DEFAULT_TRIM, LARGEST, SMALLEST, TRIMS
from publisher.read.yaml import parse_yaml

DOCS = Path(__file__).parents[1] / "docs"
MADE = "*Made by `scripts/reference.py` from the program itself: do not edit this page.*"
INCH = 25.4  # mm
WIDTH = 100  # columns of the commands' help

KNOWN: tuple[tuple[Any, str], ...] = (
    (fields.Words, "words"),
    (fields.DateWords, "[date](../how-to/dates.md)"),
    (fields.Figures, "words or number"),
    (fields.Language, "language tag"),
    (fields.Url, "web address"),
    (profile.Length, "length"),
    (manifest.PersonRef, "[person](#person), or an id"),
    (manifest.PersonRefs, "[person](#person), an id, or a list of them"),
    (str, "words"),
    (int, "whole number"),
    (float, "number"),
    (bool, "`true` or `false`"),
    (Any, "anything"),
)
PLURALS = {"web address": "web addresses", "length": "lengths"}
FILE_NAMES = {
    "press": "`books/press.yaml`",
    "person": "`books/people.yaml`",
    "series": "`books/series.yaml`",
    "book": "`books/SLUG/book.yaml`",
    "text": "Front matter of a text",
    "theme": "`themes/NAME/theme.yaml`",
    "plan": "The plan of an acquisition",
    "printer": "`printers/NAME.yaml`",
}
FILE_REMARKS = {
    "person": "The file maps ids to people: each id has the keys below.",
    "series": "The file maps ids to series: each id has the keys below. A volume may be written as its slug alone.",
    "plan": "A file of any name, printed by `publisher acquire --dry-run` and followed with `--plan`.",
    "printer": (
        "A length is written with its unit: `3 mm`, `0.125 in`, `0.75 pt`. Every group of figures names its source. "
        "The profiles that travel with the program: [Printers](printers.md)."
    ),
}
KIND_NAMES: dict[type[BaseModel], str] = {manifest.PersonRefModel: "Person"}
FILES = """\
Files are UTF-8. A key that is not named here is an error. Words are plain YAML strings; numbers may stand for dates
and ISBNs. Pages that show the keys at work are listed in [the manual](../index.md)."""
DIAGNOSTICS = """\
A diagnostic names file, line and column, says what is wrong, and where there is a remedy gives a hint. An error stops
the build, a warning does not. All that is wrong with a press is told at once. A code keeps its meaning for ever."""
ROLES_REMARK = """\
A contributor's `role` is one of these [MARC relator codes](https://id.loc.gov/vocabulary/relators.html). In the front
matter of a text `author`, `translator` and `presented_by` are short for `aut`, `trl` and `pre`."""
TRIMS_REMARK = f"""\
The trim is the page after it has been cut. `{DEFAULT_TRIM}` holds where a manifest names none. Any other size is
written as width x height in mm, `129x198`, with both between {SMALLEST:g} and {LARGEST:g} mm."""
PRINTERS = """\
What print shops ask for, as far as we could read it, with the source of every figure. *A secondary source* is somebody
who repeats the printer's words, and may be wrong or late: ask the printer before you pay for a thousand copies. Change
a figure for your press with [a profile of your own](../how-to/hand-a-pdf-to-a-printer.md)."""
PROOF = """\
`publisher proof` looks at these things. A rule that depends on a figure is only applied where the printer's
[profile](printers.md) has that figure; `grades` in a profile makes a finding an error or a warning, or turns it off.
Examples of what is said: [Diagnostics](diagnostics.md#p-print)."""
THEMES = """\
A book takes the options of its theme and of every theme that this one extends. How to change or make a theme:
[Themes](../how-to/themes.md)."""
SCHEMAS = ("press", "people", "series", "book", "text", "theme", "printer")


def page(title: str, *blocks: str) -> str:
    """A page with its title, the word on its making, and blocks of Markdown."""
    return "\n\n".join((f"# {title}", MADE, *blocks)) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


# ---------------------------------------------------------------- files


def kind_name(model: type[BaseModel]) -> str:
    """The heading of a mapping that stands inside a file."""
    return KIND_NAMES.get(model, model.__name__.removesuffix("Model"))


def type_words(hint: Any) -> str:
    """What may stand at a key, in words, with links to mappings."""
    for known, words in KNOWN:
        if hint is known or hint == known:
            return words
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "[role](roles.md)" if set(arguments) == set(ROLES) else ", ".join(f"`{value}`" for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(type_words(each) for each in arguments if each is not type(None))
    if origin is list:
        return f"list of {PLURALS.get(type_words(arguments[0]), type_words(arguments[0]).replace(']', 's]', 1))}"
    if origin is dict:
        return f"mapping to {type_words(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{kind_name(hint).lower()}](#{kind_name(hint).lower()})"
    return type_words(arguments[0])


def default_words(field: FieldInfo) -> str:
    """What holds when a key is absent."""
    value = field.default
    if field.is_required():
        return "**required**"
    if isinstance(value, list) and value:
        return f"`[{', '.join(value)}]`"
    if isinstance(value, BaseModel) or value in ("", None, [], {}):
        return ""
    return f"`{value}`"


def keys_of(model: type[BaseModel]) -> str:
    """The table of a model's keys."""
    hints = get_type_hints(model, include_extras=True)
    rows = [
        (f"`{name}`", type_words(hints[name]), default_words(field), field.description or "")
        for name, field in model.model_fields.items()
    ]
    return table(("key", "type", "default", "meaning"), rows)


def models_in(hint: Any) -> Iterator[type[BaseModel]]:
    """Every model inside a type, from the outside in."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
        for inner in get_type_hints(hint, include_extras=True).values():
            yield from models_in(inner)
    for argument in get_args(hint):
        yield from models_in(argument)


def meaning(model: type[BaseModel]) -> str:
    """The docstring of a model."""
    return (model.__doc__ or "").strip()


def files_page() -> str:
    """Every key of every file of the editor."""
    blocks = [FILES]
    for name, model in manifest.FILES.items():
        blocks += [f"## {FILE_NAMES[name]}", *filter(None, [FILE_REMARKS.get(name, "")]), keys_of(model)]
    blocks += ["## Mappings inside these files"]
    outer = set(manifest.FILES.values())
    inner = dict.fromkeys(each for model in manifest.FILES.values() for each in models_in(model) if each not in outer)
    for model in inner:
        blocks += [f"### {kind_name(model)}", meaning(model), keys_of(model)]
    return page("Files and their keys", *blocks)


# ---------------------------------------------------------------- codes, roles, trims


def diagnostics_page() -> str:
    """Every code with what it means and, where there is one, an example, by room."""
    rooms = dict(room.split(" ", 1) for room in (codes.__doc__ or "").strip().splitlines()[-1].split(" · "))
    blocks = [DIAGNOSTICS]
    for letter, room in rooms.items():
        blocks.append(f"## {letter}: {room}")
        for code, words in codes.CODES.items():
            if code.startswith(letter):
                blocks += [
                    f"### {code}",
                    f"{words[:1].upper()}{words[1:]}.",
                    *fenced(example(code) or proof_example(code)),
                ]
    return page("Diagnostics", *blocks)


def fenced(words: str) -> Iterator[str]:
    """Words as a fenced block, or nothing."""
    if words:
        yield f"```text\n{words}\n```"


def roles_page() -> str:
    """Every role of a contributor."""
    rows = [(f"`{code}`", words) for code, words in ROLES.items()]
    blocks = (
        ROLES_REMARK,
        table(("code", "role"), rows),
    )
    return page("Roles", *blocks)


def trims_page() -> str:
    """Every named page size."""
    rows = [
        (f"`{name}`", f"{width:g} × {height:g}", f"{width / INCH:.2f} × {height / INCH:.2f}")
        for name, (width, height) in TRIMS.items()
    ]
    blocks = (
        TRIMS_REMARK,
        table(("trim", "mm", "inches"), rows),
    )
    return page("Trims", *blocks)


# ---------------------------------------------------------------- themes


def theme_model(folder: Path) -> ThemeModel:
    """The description of a theme."""
    findings = Findings()
    file = folder / "theme.yaml"
    document = parse_yaml(file.read_text("utf-8"), str(file), findings)
    model = check_schema(document, ThemeModel, findings) if document else None
    assert model, findings.items
    return model


def yaml_value(value: Any) -> str:
    """A value as an editor types it."""
    return f"`{json.dumps(value)}`" if not isinstance(value, str) or value.startswith("#") else f"`{value}`"


def theme_blocks(folder: Path) -> Iterator[str]:
    """What one theme is made of."""
    model = theme_model(folder)
    yield f"## {model.name}"
    yield model.description + (f" It extends `{model.extends}`." if model.extends else "")
    if model.options:
        rows = [
            (f"`{name}`", yaml_value(option.default), ", ".join(map(yaml_value, option.values)), option.description)
            for name, option in model.options.items()
        ]
        yield table(("option", "default", "values", "meaning"), rows)
    names = {
        "Templates": sorted(file.stem for file in folder.glob("templates/*.html")),
        "Styles": sorted(file.stem for file in folder.glob("styles/*.css")),
        "Emblems for covers": sorted(file.stem for file in folder.glob("emblems/*.svg")),
        "Languages of its own words": sorted(file.stem for file in folder.glob("strings/*.yaml")),
        "Faces": list(dict.fromkeys(face.family for face in model.faces)),
    }
    yield "\n".join(f"- {kind}: {', '.join(f'`{name}`' for name in found)}" for kind, found in names.items() if found)


def themes_page() -> str:
    """The themes that travel with the program, and their options."""
    blocks = [THEMES]
    for folder in list_themes(None).values():
        blocks += theme_blocks(folder)
    return page("Themes", *blocks)


# ---------------------------------------------------------------- printers and the proof


def printer_blocks(name: str) -> Iterator[str]:
    """What one printer asks for, and who says so."""
    findings = Findings()
    printer = load_printer(name, None, Location(name), findings)
    assert printer, findings.items
    yield f"## {printer.name}"
    yield f"{printer.title[:1].upper()}{printer.title[1:]}. {printer.description} Checked {printer.checked}."
    rows = [(wish.topic, wish.words, wish.source, wish.note) for wish in wishes(printer)]
    yield table(("what", "wanted", "source", "remark"), rows)


def printers_page() -> str:
    """The printers that travel with the program."""
    return page("Printers", PRINTERS, *(block for name in list_printers(None) for block in printer_blocks(name)))


def proof_page() -> str:
    """Every rule of the proof, with its weight and the figures that it needs."""
    ruled = [code for names in (*FILE_RULES, *PAGE_RULES) for code in names.split(", ")]
    rows = [
        (f"[{code}](diagnostics.md#{code.lower()})", codes.CODES[code], "warning" if code in MILD else "error", figures)
        for code in sorted(["P10", "P11", *ruled])
        for figures in [f"`{FIGURES[code]}`" if code in FIGURES else ""]
    ]
    return page("Proof", PROOF, table(("code", "what is found", "weight", "figures"), rows))


# ---------------------------------------------------------------- commands


def command_blocks(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """The help of a command and of all beneath it."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    lines = command.get_help(context).splitlines()
    yield f"## {context.command_path}"
    yield "\n".join(["```text", *(line.rstrip() for line in lines), "```"])
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            assert inner
            yield from command_blocks(inner, each, context)


def commands_page() -> str:
    """Every command as its own `--help` shows it."""
    return page("Commands", *command_blocks(main, "publisher", None))


# ---------------------------------------------------------------- all of them


def reference() -> dict[Path, str]:
    """Every generated file by its path, with what it holds."""
    pages = {
        "files": files_page(),
        "diagnostics": diagnostics_page(),
        "roles": roles_page(),
        "trims": trims_page(),
        "themes": themes_page(),
        "printers": printers_page(),
        "proof": proof_page(),
        "commands": commands_page(),
    }
    made = {DOCS / "reference" / f"{name}.md": words for name, words in pages.items()}
    for name in SCHEMAS:
        made[DOCS / "schema" / f"{name}.json"] = json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
    return made


def stale(made: dict[Path, str]) -> list[Path]:
    """The files that are not as the program would make them."""
    return [path for path, words in made.items() if not path.is_file() or path.read_text("utf-8") != words]


if __name__ == "__main__":
    files = reference()
    old = stale(files)
    if sys.argv[1:] == ["--check"]:
        for path in old:
            print(f"{path.relative_to(DOCS.parent)} is out of date: run python scripts/reference.py")
        sys.exit(1 if old else 0)
    for path in old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
        print(path.relative_to(DOCS.parent))

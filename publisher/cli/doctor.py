"""`publisher doctor`: whether everything that a build needs is there."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from publisher.cli.press import press_folder
from publisher.cli.report import WrongUse, count, errors, print_json

OLDEST_PYTHON = (3, 11)
LOAD = """
import warnings
warnings.simplefilter("ignore")
from weasyprint.text import ffi
ffi.ffi.cdef("const char* pango_version_string(void);")
print(ffi.ffi.string(ffi.pango.pango_version_string()).decode())
print("" if ffi.harfbuzz_subset is None else "libharfbuzz-subset")
"""
"""Loads the typesetter in a process of its own: a library that crashes takes nothing with it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `missing` and `wrong` stop builds, `note` does not."""

    name: str
    state: Literal["ok", "note", "missing", "wrong"]
    found: str
    remedy: str = ""


@click.command("doctor", short_help="See whether all that a build needs is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: what was looked at.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """See whether everything that a build needs is there, and say how to get what is missing.

    Looks at Python, packages, the typesetter's libraries, fonts, folders and the press. The exit code is 1 when
    something that is needed is missing.

    \b
    Examples:
      publisher doctor
      publisher doctor --json
    """
    findings = (_python(), _packages(), *_typesetter(), *_fonts(), _profiles(), _temporary_folder(), *_press(ctx))
    sound = not any(finding.state in ("missing", "wrong") for finding in findings)
    if as_json:
        print_json({"ok": sound, "findings": [asdict(finding) for finding in findings]})
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            click.echo(f"{finding.state:<8}{finding.name:<{width}}  {finding.found}")
            if finding.remedy:
                click.echo(f"        remedy: {finding.remedy}")
        click.echo(
            "everything that a build needs is there" if sound else "something that a build needs is missing or wrong"
        )
    return 0 if sound else 1


def _profiles() -> Finding:
    """The colour profiles for printing in four colours that were found; books can be built without."""
    from publisher.prepress.profiles import profiles

    found = [f"{profile.title} ({profile.path})" for profile in profiles()]
    if found:
        return Finding("colour profiles", "ok", "; ".join(found))
    remedy = "on Debian `apt install scribus-data`; PUBLISHER_ICC=FOLDER names a folder of your own"
    return Finding("colour profiles", "note", "none: photographs and PDF/X-4 for the press need one", remedy)


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return Finding("Python", "missing", version, "install Python {}.{} or newer".format(*OLDEST_PYTHON))
    return Finding("Python", "ok", f"{version}, {sys.executable}")


def _packages() -> Finding:
    """The versions of the packages that the program was installed with."""
    from importlib.metadata import PackageNotFoundError, requires, version

    names = [_name(line) for line in requires("publisher") or () if "extra ==" not in line]
    found, lost = [], []
    for name in sorted(names, key=str.lower):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lost.append(name)
    if lost:
        return Finding("packages", "missing", f"not installed: {', '.join(lost)}", f"pip install {' '.join(lost)}")
    return Finding("packages", "ok", ", ".join(found))


def _name(requirement: str) -> str:
    """`edtf` for `edtf>=5.0` (PEP 508)."""
    return requirement[: next((at for at, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), None)]


def _typesetter() -> Iterator[Finding]:
    """Pango and HarfBuzz, as the typesetter finds them."""
    run = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=False)
    if run.returncode:
        reason = (run.stderr.strip().splitlines() or [f"the typesetter stopped with {run.returncode}"])[-1]
        yield Finding("Pango and HarfBuzz", "missing", reason, _install())
        return
    version, subset = run.stdout.split("\n")[:2]
    yield Finding("Pango and HarfBuzz", "ok", f"Pango {version}")
    if subset:
        yield Finding("HarfBuzz subsets", "ok", subset)
    else:
        yield Finding("HarfBuzz subsets", "note", "not found; fonts are cut by fontTools, which is slower", _install())


def _install() -> str:
    """The command that installs the typesetter's libraries on this system."""
    commands = {
        "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "fedora": "sudo dnf install pango",
        "arch": "sudo pacman -S pango",
        "alpine": "sudo apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
    }
    if platform.system() == "Darwin":
        return "brew install pango"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    kin = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next((commands[name] for name in kin if name in commands), "install Pango and HarfBuzz for this system")


def _fonts() -> Iterator[Finding]:
    """The faces of the themes that travel with the program."""
    from publisher.diagnostics import Findings, Location
    from publisher.read.themes import load_theme, shipped_themes

    folder = shipped_themes()
    names = sorted(description.parent.name for description in folder.glob("*/theme.yaml"))
    if not names:
        yield Finding("themes", "missing", f"none in {folder}", "install publisher again")
    for name in names:
        findings = Findings()
        theme = load_theme(name, folder.parent, Location(f"themes/{name}"), findings)
        if theme and not findings.errors:
            yield Finding(f"theme {name}", "ok", f"{count(len(theme.faces), 'face')} found")
        else:
            lost = "; ".join(error.message for error in findings.errors)
            yield Finding(f"theme {name}", "missing", lost, "pip install --force-reinstall justmytype-western-core")


def _temporary_folder() -> Finding:
    try:
        folder = tempfile.gettempdir()
    except FileNotFoundError as problem:
        return Finding("temporary folder", "missing", str(problem), "set TMPDIR to a folder that can be written")
    return Finding("temporary folder", "ok", f"{folder} can be written")


def _press(ctx: click.Context) -> Iterator[Finding]:
    """The press: whether there is one, can be written, and is sound."""
    from publisher.build import prepare

    try:
        folder = press_folder(ctx)
    except WrongUse as problem:
        wanted = ctx.find_root().params.get("press") is not None
        yield Finding("press", "missing" if wanted else "note", problem.message, problem.hint)
        return
    yield _output_folder(folder / "dist")
    plan = prepare(folder)
    wrong = errors(plan.findings)
    if wrong:
        yield Finding("press", "wrong", f"{folder} has {count(wrong, 'error')}", "`publisher check` names them")
    else:
        yield Finding("press", "ok", f"{folder} has {count(len(plan.jobs), 'book')} without errors")


def _output_folder(folder: Path) -> Finding:
    """Whether builds can be written where they go when no other place is named."""
    nearest = folder if folder.exists() else folder.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding("output", "ok", f"{folder} can be written")
    return Finding("output", "missing", f"{folder} cannot be written", "publisher build --output DIR")

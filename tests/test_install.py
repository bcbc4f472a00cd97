"""The wheel: what is installed works in an empty folder, without this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def test_themes_travel_with_the_wheel(installed: Path) -> None:
    """Templates, styles, words, emblems: every file of every theme."""
    shipped = {path.relative_to(ROOT) for path in (ROOT / "themes").rglob("*.*") if path.is_file()}
    assert {path for path in shipped if not (installed / "publisher" / path).is_file()} == set()
    assert len(shipped) > 30


def test_printers_travel_with_the_wheel(installed: Path) -> None:
    """Every profile."""
    folder = Path("publisher/prepress/printers")
    names = {path.name for path in (ROOT / folder).glob("*.yaml")}
    assert {path.name for path in (installed / folder).glob("*.yaml")} == names
    assert len(names) == 7


def test_the_wheel_holds_nothing_else(installed: Path) -> None:
    """No tests, books or documentation."""
    assert sorted(path.name for path in installed.iterdir() if "dist-info" not in path.name) == ["publisher"]


def test_a_new_press_is_built_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """By what is installed alone: an EPUB and a PDF."""
    # Not measured: the coverage of this repository's files is asked for, not that of their copies in the wheel.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment = {**inherited, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}

    def publisher(*words: str, folder: Path) -> str:
        command = [sys.executable, "-m", "publisher", *words]
        made = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
        return made.stdout

    where = [sys.executable, "-c", "import publisher; print(publisher.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    assert Path(found.strip()).is_relative_to(installed)
    publisher("new", "press", "demo", folder=tmp_path)
    publisher("build", folder=tmp_path / "demo")
    names = {path.name for path in (tmp_path / "demo/dist").rglob("*.*")}
    books = {"one-sheet.epub", "one-sheet-screen.pdf", "one-sheet-print.pdf"}
    assert names == {"one-sheet-cover.jpg", "one-sheet.onix.xml"} | books

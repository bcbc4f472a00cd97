"""Every book of the repository as an EPUB, and the programs that read it: each is built, and read, once a session."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from publisher.build import build, prepare
from publisher.scaffold import press_files
from tests.readers.epub import Epub

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PRESSES = ROOT / "tests/presses"
BOOKS: dict[str, Path | None] = {
    **{manifest.parent.name: ROOT for manifest in sorted(ROOT.glob("books/*/book.yaml"))},
    "kinds": PRESSES / "specimen",
    "small-june": PRESSES / "small",  # its slug is june
    "july": PRESSES / "small",
    "one-sheet": None,  # of the press with which everybody begins
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 180  # seconds

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which all processes of the session keep the EPUBs and what readers said of them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "readers"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", params=BOOKS)
def epub(request: pytest.FixtureRequest, shelf: Path) -> Epub:
    """Each book in turn."""
    name = str(request.param)
    path = shelf / name / f"{name}.epub"
    with alone(shelf):
        if not path.exists():
            slug = name.removeprefix("small-")
            for _ in build(prepare(BOOKS[name] or scaffold(shelf / "press"), [slug]), path.parent, ["epub"]):
                pass
            (path.parent / slug / f"{slug}.epub").replace(path)
    return Epub(path)


@pytest.fixture(scope="session")
def node(shelf: Path) -> Run:
    """A function that runs a program of this folder on a book and gives what it prints, read as JSON.

    One program runs at a time, since several Chromiums on few cores only wait for one another.
    """

    def run(program: str, *arguments: str | Path) -> Any:
        kept = shelf / f"{'-'.join([program, *(Path(argument).stem for argument in arguments)])}.json"
        with alone(shelf):
            if not kept.exists():
                kept.write_text(printed(["node", HERE / "programs" / program, *arguments]), "utf-8")
        return json.loads(kept.read_text("utf-8"))

    return run


@pytest.fixture(scope="session")
def foliate(node: Run, epub: Epub) -> Any:
    """What foliate-js makes of the book."""
    return node("browse.mjs", "foliate", epub.path, chromium())


@pytest.fixture(scope="session")
def epubjs(node: Run, epub: Epub) -> Any:
    """What epub.js makes of the book."""
    return node("browse.mjs", "epubjs", epub.path, chromium())


def scaffold(folder: Path) -> Path:
    """The press with which everybody begins."""
    for name, text in press_files("Ferry Press", "2026-11-24", "urn:uuid:33333333-3333-4333-8333-333333333333").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def chromium() -> Path:
    """The browser."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "Chromium is not installed: run `make test`, or `sh scripts/readers.sh .venv/bin`, which installs it"
    return Path(found)


def printed(command: list[str | Path]) -> str:
    """What a program prints; a test that needs it fails with the reason where it cannot run."""
    assert (HERE / "node_modules").is_dir(), "the readers are not installed: run `make test`, which installs them"
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": search, "PUPPETEER_EXECUTABLE_PATH": str(chromium())}
    environment["ACE_TIMEOUT_INITIAL"] = str(PATIENCE * 1000)  # a busy machine starts Chromium late
    program = shutil.which(command[0], path=search)
    assert program, f"{command[0]} is not installed: run `make test`, which installs it"
    run = subprocess.run(
        [program, *command[1:]], env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process of the session at a time."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

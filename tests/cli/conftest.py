"""A press made by the program itself, copied for each test, and two ways to run the command line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publisher.cli import main

Run = Callable[..., Result]
Start = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new press, which no test may change."""
    folder = tmp_path_factory.mktemp("sample") / "demo"
    assert CliRunner().invoke(main, ["new", "press", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def press(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new press to work in; the current folder is its own."""
    folder = tmp_path / "demo"
    shutil.copytree(sample, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run() -> Run:
    """Runs the command line in this process; stdout and stderr are held apart."""
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def start() -> Start:
    """Runs the command line as a program of its own, in the current folder, without a terminal."""

    def program(*words: object, **settings: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "publisher", *map(str, words)]
        environment = {**os.environ, **settings}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    return program

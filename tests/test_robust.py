"""Builds that are stopped, that run beside each other, and that run elsewhere."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publisher.build import build, prepare
from publisher.cache import Cache
from publisher.diagnostics import BookError
from publisher.jobs import Job
from publisher.jobs.processes import Processes
from publisher.write import Plant
from publisher.write.pdf.compositor import set_in_style
from publisher.write.pdf.galleys import Fragment, Galley, Style
from tests.engine_press import PARAGRAPH, write_press

PUBLISHER = [sys.executable, "-m", "publisher"]
TARGET = "dist/hall/hall-print.pdf"
KILLS = 50


def start(press: Path, cache: Path, *options: str) -> subprocess.Popen[bytes]:
    """A build of the press in a process of its own, and in a group with all that it starts."""
    command = [*PUBLISHER, "--press", str(press), "build", "--edition", "print", "--cache", str(cache), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def finish(build: subprocess.Popen[bytes]) -> None:
    """Wait for a build that must succeed."""
    _, told = build.communicate(timeout=120)
    assert build.returncode == 0, told.decode()


def built(press: Path, cache: Path, *options: str) -> bytes:
    """The print edition, built to the end."""
    finish(start(press, cache, *options))
    return (press / TARGET).read_bytes()


def whole(path: Path) -> bool:
    """Whether a file is a PDF that can be read to its last page."""
    with pikepdf.open(path) as pdf:
        return all(page.Contents is not None for page in pdf.pages) and pdf.check_pdf_syntax() == []


def test_a_build_killed_at_any_moment_leaves_whole_files_and_a_usable_cache(tmp_path: Path) -> None:
    """Killed 50 times with all its processes: the old file stands or the new one is whole; then all goes on."""
    press, cache = write_press(tmp_path / "press"), tmp_path / "cache"
    began = time.monotonic()
    seen = {built(press, cache, "--jobs", "2")}
    length = time.monotonic() - began
    chance = random.Random(1917)
    for number in range(KILLS):
        (press / "books/hall/lamps.md").write_text(f"---\ntitle: Day {number}\n---\n{PARAGRAPH}", "utf-8")
        build = start(press, cache, "--jobs", "2")
        with contextlib.suppress(subprocess.TimeoutExpired):
            build.wait(chance.uniform(0, length))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        assert whole(press / TARGET)
    seen.add(built(press, cache))
    assert (press / TARGET).read_bytes() == built(press, tmp_path / "nothing")
    assert len(seen) == 2


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """The same press, the same cache, the same target."""
    press, cache = write_press(tmp_path / "press"), tmp_path / "cache"
    builds = [start(press, cache) for _ in range(2)]
    for each in builds:
        finish(each)
    assert (press / TARGET).read_bytes() == built(press, tmp_path / "nothing")
    assert sorted(path.name for path in (press / TARGET).parent.iterdir()) == ["hall-cover.jpg", "hall-print.pdf"]


def test_ctrl_c_stops_everything_at_once(tmp_path: Path) -> None:
    """Exit code 130, no process left, nothing half-written, and the next build goes on."""
    press, cache = write_press(tmp_path / "press"), tmp_path / "cache"
    build = start(press, cache, "--jobs", "2")
    time.sleep(1.5)
    os.kill(build.pid, signal.SIGINT)
    build.communicate(timeout=10)
    assert build.returncode in (0, 130)
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)
    folder = press / "dist/hall"
    left = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    assert left <= {"hall-cover.jpg", "hall-print.pdf"}
    finish(start(press, cache))


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Dask scheduler with two worker processes, each in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = shutil.which("dask", path=str(Path(sys.executable).parent)) or "dask"
    quiet = ["--no-dashboard"]
    commands = [[dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), *quiet]]
    commands += [[dask, "worker", address, "--nworkers", "1", "--nthreads", "1", *quiet]] * 2
    running = []
    try:
        for number, command in enumerate(commands):
            folder = tmp_path_factory.mktemp(f"machine{number}")
            running.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        yield address
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def test_the_same_bytes_from_one_core_two_cores_and_a_cluster(tmp_path: Path, scheduler: str) -> None:
    """Each with a cache of its own; the workers of the cluster are in other folders."""
    press = write_press(tmp_path / "press")
    made = {
        "one core": built(press, tmp_path / "one", "--jobs", "1"),
        "two cores": built(press, tmp_path / "two", "--jobs", "2"),
        "a cluster": built(press, tmp_path / "three", "--cluster", scheduler),
    }
    assert len(set(made.values())) == 1


class Deadly:
    """Real processes, in which one text ends the process that sets it."""

    def __init__(self) -> None:
        """Two processes, whatever there is to do."""
        self.processes = Processes(2, worth=0)

    def run(self, function: object, shared: Any, jobs: Sequence[Job]) -> Iterator[tuple[int, Any]]:
        """The jobs, set by a function that dies."""
        return self.processes.run(set_or_die, shared, jobs)

    def close(self) -> None:
        """Stop the processes."""
        self.processes.close()


def set_or_die(style: Style, galley: Galley) -> Fragment:
    """End the process at the quarrel."""
    if 'id="quarrel"' in galley.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return set_in_style(style, galley)


def test_a_text_that_ends_its_worker_twice_is_named(tmp_path: Path) -> None:
    """With its file and line; what was set before it is kept."""
    press, cache = write_press(tmp_path / "press"), Cache(tmp_path / "cache")
    with closing(Deadly()) as workers, pytest.raises(BookError) as error:
        list(build(prepare(press), tmp_path / "dist", ("print",), plant=Plant(workers, cache)))
    assert str(error.value).startswith("books/hall/quarrel.md:2:1: error[P03]: the process that worked on")
    assert cache.size().entries > 5
    assert [path.name for path in (tmp_path / "dist/hall").iterdir()] == ["hall-cover.jpg"]


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """In words, and with the exit code of wrong use."""
    build = start(write_press(tmp_path / "press"), tmp_path / "cache", "--cluster", "tcp://127.0.0.1:9")
    _, told = build.communicate(timeout=60)
    assert build.returncode == 2
    assert "tcp://127.0.0.1:9" in told.decode()
    assert "Traceback" not in told.decode()

"""Jobs on a Dask cluster: a scheduler and workers in other folders, started as a user starts them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from publisher.jobs import Job, WorkerDied, Workers, cluster, here
from tests.jobs import errands

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from pathlib import Path
from publisher.jobs import Job, cluster
from tests.jobs import errands

try:
    list(cluster(sys.argv[1]).run(errands.linger, Path(sys.argv[2]), [Job(name, name, 1) for name in "abc"]))
except KeyboardInterrupt:
    sys.exit(130)
"""


def jobs(values: str) -> list[Job]:
    """A job for each word."""
    return [Job(value, value, 1) for value in values.split()]


def dask(running: ExitStack, folder: Path, *arguments: str, first: Path = ROOT) -> None:
    """Start a program of Dask in a folder of its own, where Python imports from `first`; it ends with the stack."""
    folder.mkdir()
    environment = {
        "PYTHONPATH": str(first),
        "TMPDIR": str(folder),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    process = subprocess.Popen(
        [Path(sys.executable).with_name("dask"), *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=running.enter_context((folder / "log").open("w")),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    running.callback(process.wait)
    running.callback(os.killpg, process.pid, signal.SIGKILL)


def scheduler(running: ExitStack, folder: Path) -> str:
    """The address of a scheduler that has been started."""
    told = folder / "scheduler/address.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    dask(running, folder / "scheduler", "scheduler", *options)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return str(json.loads(told.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError((folder / "scheduler/log").read_text())


def worker(running: ExitStack, folder: Path, address: str, threads: int, first: Path = ROOT) -> None:
    """Start a worker."""
    dask(running, folder, "worker", address, "--nthreads", str(threads), "--no-dashboard", first=first)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two workers, one with two threads."""
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as running:
        found = scheduler(running, folder)
        worker(running, folder / "one", found, 1)
        worker(running, folder / "two", found, 2)
        with closing(cluster(found)) as workers:
            workers._client.wait_for_workers(2, timeout=30)  # type: ignore[attr-defined]
        yield found


@pytest.fixture
def workers(address: str) -> Iterator[Workers]:
    """The cluster."""
    with closing(cluster(address)) as connected:
        yield connected


def test_results_are_those_of_one_process(workers: Workers) -> None:
    work = jobs("a b c d e f g")
    assert dict(workers.run(errands.join, "n", work)) == dict(here().run(errands.join, "n", work))


def test_every_thread_of_a_worker_has_a_process_that_stays_for_the_next_run(workers: Workers) -> None:
    first, second = (set(dict(workers.run(errands.process, 0, jobs("a b c d e f g h i"))).values()) for _ in range(2))
    assert len(first) == 3
    assert second == first


def test_the_shared_value_is_sent_once_to_each_process(workers: Workers, tmp_path: Path) -> None:
    shared = errands.Precious(tmp_path / "log")
    work = jobs("a b c d e f g h i")
    processes = {process for _ in range(2) for _, process in workers.run(errands.process, shared, work)}
    assert sorted((tmp_path / "log").read_text().split()) == sorted(map(str, processes))


def test_another_shared_value_takes_the_place_of_the_first(workers: Workers) -> None:
    before = set(dict(workers.run(errands.process, "n", jobs("a b c d"))).values())
    assert dict(workers.run(errands.join, "m", jobs("a b"))) == {0: "ma", 1: "mb"}
    assert errands.survivors(before) == set()


def test_large_values_pass_without_a_word(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    work = [Job("large", "x" * 11_000_000, 1)]
    assert [len(result) for _, result in workers.run(errands.join, "y", work)] == [11_000_001]
    assert capfd.readouterr() == ("", "")


def test_what_a_job_raises_is_raised_unchanged(workers: Workers) -> None:
    with pytest.raises(errands.MisprintError) as raised:
        list(workers.run(errands.refuse, 0, jobs("a misprint b")))
    assert (str(raised.value), raised.value.what) == ("3 misprints in the preface", "the preface")
    assert dict(workers.run(errands.join, "n", jobs("a b"))) == {0: "na", 1: "nb"}


def test_a_job_that_killed_its_process_is_tried_again(workers: Workers, tmp_path: Path) -> None:
    assert dict(workers.run(errands.die_once, tmp_path / "marker", jobs("a fatal"))) == {0: "a", 1: "fatal"}
    assert (tmp_path / "marker").exists()


def test_a_job_that_always_kills_its_process_is_named(workers: Workers) -> None:
    with pytest.raises(WorkerDied, match=r'^the process that worked on "fatal" died twice \(exit status 3\)$') as died:
        list(workers.run(errands.die, 0, jobs("a fatal b")))
    assert died.value.name == "fatal"


def test_a_job_that_takes_a_dask_worker_with_it_is_named(workers: Workers) -> None:
    with pytest.raises(WorkerDied, match="the fatal one"):
        list(workers.run(errands.kill_parent, 0, [Job("the fatal one", 0, 1)]))


def test_nothing_is_left_on_the_cluster_when_it_is_closed(address: str) -> None:
    with closing(cluster(address)) as workers:
        processes = set(dict(workers.run(errands.process, 0, jobs("a b c d"))).values())
    assert errands.survivors(processes) == set()


def test_results_may_be_let_go_after_closing(address: str, tmp_path: Path) -> None:
    with closing(cluster(address)) as workers:
        results = workers.run(errands.die_once, tmp_path, jobs("a b c"))
        next(results)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("key", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_the_processes_of_a_program_that_was_stopped_end(
    address: str, tmp_path: Path, key: signal.Signals, status: int
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, address, tmp_path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    processes = errands.lingering(tmp_path, 1)
    program.send_signal(key)
    printed, _ = program.communicate(timeout=10)
    assert (program.returncode, printed) == (status, "")
    assert errands.survivors(processes) == set()


def test_workers_of_another_version_are_refused_by_name(tmp_path: Path) -> None:
    odd = tmp_path / "odd/publisher"
    odd.mkdir(parents=True)
    (odd / "__init__.py").write_text('__version__ = "9.9"\n', "utf-8")
    shutil.copytree(ROOT / "publisher/jobs", odd / "jobs")
    with ExitStack() as running:
        address = scheduler(running, tmp_path)
        worker(running, tmp_path / "worker", address, 1, first=odd.parent)
        with pytest.raises(ValueError, match=r"worker tcp://127\.0\.0\.1:\d+: publisher 9\.9, not \d") as refused:
            cluster(address)
    assert "scheduler:" not in str(refused.value)


def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.jobs.dask.TIMEOUT", 1)
    with ExitStack() as running:
        address = scheduler(running, tmp_path)
        with pytest.raises(ValueError, match=f"^the Dask scheduler at {address} has no workers$"):
            cluster(address)


def test_an_address_where_nobody_answers_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("publisher.jobs.dask.TIMEOUT", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(ValueError, match=f"^no Dask scheduler answers at {address}: "):
            cluster(address)
    assert capfd.readouterr() == ("", "")


def test_without_dask_the_words_to_type_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"type: pip install 'publisher\[cluster\]'"):
        cluster("tcp://127.0.0.1:8786")

"""Jobs on all cores: what comes back, who runs what, and what is left when something dies."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publisher.jobs import Job, WorkerDied, Workers, cores, here
from publisher.jobs.processes import Processes
from tests.jobs import errands

ROOT = Path(__file__).parents[2]
LONG = 1_000_000

PROGRAM = """
import sys
from pathlib import Path
from publisher.jobs import Job, cores
from tests.jobs import errands

try:
    list(cores(2).run(errands.linger, Path(sys.argv[1]), [Job(name, name, 1_000_000) for name in "abcd"]))
except KeyboardInterrupt:
    sys.exit(130)
"""


def jobs(values: str, weight: int = LONG) -> list[Job]:
    """A job for each word."""
    return [Job(value, value, weight) for value in values.split()]


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two processes."""
    with closing(cores(2)) as two:
        yield two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where processes that linger leave their numbers."""
    (tmp_path / "processes").mkdir()
    return tmp_path / "processes"


def test_results_are_those_of_one_process(workers: Workers) -> None:
    work = jobs("a b c d e f g")
    assert dict(workers.run(errands.join, "n", work)) == dict(here().run(errands.join, "n", work))


def test_no_jobs_give_no_results(workers: Workers) -> None:
    assert list(workers.run(errands.join, "n", [])) == []


def test_work_is_shared_between_processes_that_stay_for_the_next_run(workers: Workers) -> None:
    first, second = (set(dict(workers.run(errands.process, 0, jobs("a b c d"))).values()) for _ in range(2))
    assert len(first) == 2
    assert os.getpid() not in first
    assert second == first


def test_no_more_processes_are_started_than_there_are_jobs() -> None:
    with closing(cores(8)) as workers:
        assert len(set(dict(workers.run(errands.process, 0, jobs("a b"))).values())) == 2
        assert len(list(workers._all)) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("work", [jobs("a"), jobs("a b", weight=10), [*jobs("a", weight=10), *jobs("b")]])
def test_where_nothing_is_gained_no_process_is_started(workers: Workers, work: list[Job]) -> None:
    assert set(dict(workers.run(errands.process, 0, work)).values()) == {os.getpid()}


def test_processes_that_are_there_are_used_for_little_work(workers: Workers) -> None:
    there = set(dict(workers.run(errands.process, 0, jobs("a b"))).values())
    assert set(dict(workers.run(errands.process, 0, jobs("a", weight=1))).values()) < there


def test_the_longest_job_is_begun_first(tmp_path: Path) -> None:
    weights = {"a": 2, "b": 9, "c": 1, "d": 9}
    with closing(Processes(1, worth=0)) as workers:
        list(workers.run(errands.note, tmp_path / "log", [Job(name, name, weights[name]) for name in weights]))
    assert (tmp_path / "log").read_text() == "bdac"


def test_the_shared_value_is_sent_once_to_each_process(workers: Workers, tmp_path: Path) -> None:
    shared = errands.Precious(tmp_path / "log")
    processes = {process for _ in range(2) for _, process in workers.run(errands.process, shared, jobs("a b c d"))}
    arrivals = (tmp_path / "log").read_text().split()
    assert sorted(arrivals) == sorted(map(str, processes))


def test_another_shared_value_takes_the_place_of_the_first(workers: Workers) -> None:
    assert dict(workers.run(errands.join, "n", jobs("a b"))) == {0: "na", 1: "nb"}
    assert dict(workers.run(errands.join, "m", jobs("a b"))) == {0: "ma", 1: "mb"}
    assert dict(workers.run(errands.join, "n", jobs("a b"))) == {0: "na", 1: "nb"}


def test_results_of_many_megabytes_and_values_too_pass(workers: Workers) -> None:
    large = "x" * 5_000_000
    work = [Job(str(n), large, LONG) for n in range(4)]
    assert {len(result) for _, result in workers.run(errands.join, large, work)} == {10_000_000}


def test_what_a_job_raises_is_raised_unchanged(workers: Workers) -> None:
    with pytest.raises(errands.MisprintError) as raised:
        list(workers.run(errands.refuse, 0, jobs("a misprint b")))
    assert str(raised.value) == "3 misprints in the preface"
    assert raised.value.what == "the preface"
    assert "errands.py" in raised.value.__notes__[0]


def test_an_exception_of_the_library_is_raised_unchanged(workers: Workers) -> None:
    with pytest.raises(UnicodeDecodeError, match="can't decode byte 0xff in position 0"):
        list(workers.run(errands.refuse, 0, jobs("undecodable a")))


def test_an_exception_that_cannot_travel_is_told(workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="UnspeakableError: a secret"):
        list(workers.run(errands.refuse, 0, jobs("unspeakable a")))


def test_after_an_exception_the_workers_serve_again(workers: Workers) -> None:
    with pytest.raises(errands.MisprintError):
        list(workers.run(errands.refuse, 0, jobs("misprint a b c d e f")))
    assert dict(workers.run(errands.join, "n", jobs("a b c"))) == {0: "na", 1: "nb", 2: "nc"}


def test_a_value_that_cannot_be_sent_is_told_here(workers: Workers) -> None:
    with pytest.raises((AttributeError, pickle.PicklingError), match="lambda"):
        list(workers.run(errands.join, "n", [Job("a", lambda: None, LONG), *jobs("b")]))


def test_a_job_that_killed_its_process_is_tried_again(workers: Workers, tmp_path: Path) -> None:
    work = jobs("a fatal b c")
    assert dict(workers.run(errands.die_once, tmp_path / "marker", work)) == {0: "a", 1: "fatal", 2: "b", 3: "c"}
    assert (tmp_path / "marker").exists()


def test_a_job_that_always_kills_its_process_is_named_after_the_others_are_done(workers: Workers) -> None:
    done = []
    with pytest.raises(WorkerDied, match=r'^the process that worked on "fatal" died twice \(exit status 3\)$') as died:
        for number, _ in workers.run(errands.die, 0, jobs("a fatal b c")):
            done.append(number)
    assert died.value.name == "fatal"
    assert sorted(done) == [0, 2, 3]
    assert dict(workers.run(errands.join, "n", jobs("a b"))) == {0: "na", 1: "nb"}


def test_processes_that_died_between_runs_are_replaced(workers: Workers) -> None:
    for process in set(dict(workers.run(errands.process, 0, jobs("a b"))).values()):
        os.kill(process, signal.SIGKILL)
    assert dict(workers.run(errands.join, "n", jobs("a b c"))) == {0: "na", 1: "nb", 2: "nc"}


def test_closing_stops_busy_processes_at_once(folder: Path) -> None:
    workers = cores(2)
    results = workers.run(errands.linger, folder, jobs("a b c"))
    with pytest.raises(TimeoutError):
        _interrupt_after(folder, results)
    started = time.monotonic()
    workers.close()
    assert survivors_of(folder) == set()
    assert time.monotonic() - started < 2


def _interrupt_after(folder: Path, results: Iterator[object]) -> None:
    """Wait for results, until two processes are at work."""

    def stop(number: int, frame: object) -> None:
        if len(list(folder.iterdir())) == 2:
            raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    try:
        next(results)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def survivors_of(folder: Path) -> set[int]:
    return errands.survivors(errands.lingering(folder, 2))


def test_scratch_files_go_with_their_process(workers: Workers) -> None:
    left = [Path(path) for _, path in workers.run(errands.litter, 0, jobs("a b"))]
    assert [path.is_dir() for path in left] == [True, True]
    workers.close()
    assert [path.parent.exists() for path in left] == [False, False]


@pytest.fixture
def program(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program whose two workers linger, in a group of its own, as a shell starts it."""
    (tmp_path / "scratch").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, folder],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_the_interrupt_key_stops_everything_and_prints_nothing(
    program: subprocess.Popen[str], folder: Path, tmp_path: Path
) -> None:
    processes = errands.lingering(folder, 2)
    os.killpg(program.pid, signal.SIGINT)
    printed, _ = program.communicate(timeout=5)
    assert (program.returncode, printed) == (130, "")
    assert errands.survivors(processes, 0.1) == set()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_no_worker_outlives_a_program_that_was_killed(
    program: subprocess.Popen[str], folder: Path, tmp_path: Path
) -> None:
    processes = errands.lingering(folder, 2)
    program.kill()
    printed, _ = program.communicate(timeout=5)
    assert printed == ""
    assert errands.survivors(processes) == set()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_an_errand_is_done_by_a_process_that_jobs_then_find_ready(workers: Workers, tmp_path: Path) -> None:
    workers.ahead(errands.sign, tmp_path / "signed")
    ((_, number),) = workers.run(errands.process, None, jobs("a"))
    assert (tmp_path / "signed").read_text() == str(number)


def test_errands_leave_a_core_to_this_process(workers: Workers, tmp_path: Path) -> None:
    for name in "abc":
        workers.ahead(errands.sign, tmp_path / name)
    assert len(list(workers._all)) == 1  # type: ignore[attr-defined]
    numbers = {number for _, number in workers.run(errands.process, None, jobs("a b c d"))}
    signed = {(tmp_path / name).read_text() for name in "abc"}
    assert len(signed) == 1
    assert signed < set(map(str, numbers))


def test_a_process_can_be_begun_before_there_is_anything_to_do() -> None:
    with closing(cores(2, "tests.jobs.errands:begin")) as two:
        begun = dict(two.run(errands.has_begun, None, jobs("a b c d")))
    assert set(begun.values()) == {True, False}
    assert not errands.BEGUN


def test_an_errand_that_fails_is_nobodys_loss(workers: Workers) -> None:
    workers.ahead(errands.fail)
    assert dict(workers.run(errands.join, "n", jobs("a"))) == {0: "na"}


def test_a_large_job_has_a_process_to_itself() -> None:
    with closing(Processes(2)) as two:
        before = {number for _, number in two.run(errands.process, None, jobs("a b"))}
        alone = two.alone("large", errands.process, "")
        assert errands.survivors({alone, *before}) == set()
        after = {number for _, number in two.run(errands.process, None, jobs("a b"))}
    assert len({alone, *before, *after}) == 5

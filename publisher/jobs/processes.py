"""Jobs on all cores: a few processes of our own, each at the end of a channel, each with one job at a time.

They are started afresh, not forked, since this process may have threads. The interrupt key is for this process alone;
a worker ends when its channel closes, so none survives this process, however that ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, cast
from weakref import WeakSet

from publisher.jobs.job import Job, Result, Shared, WorkerDied, Workers, here, longest_first
from publisher.jobs.worker import call_by_name, opened, pack

WORTH = 10_000
"""Characters that must be spared the waiting before processes are started: what WeasyPrint sets in 0.3 s, which is
what two processes cost that import it and read a theme (measured on two cores)."""

_START = "import sys; sys.path[:] = {path!r}; from publisher.jobs.worker import main; main({channel}, {scratch!r})"
_PULSE = 0.5  # seconds from one question whether the work is still wanted to the next
_PATIENCE = 2.0  # seconds that a process with a broken channel has to end by itself


def cores(count: int = 0, begin: str = "") -> Workers:
    """So many processes on this machine, or as many as there are cores for us; started when there is enough to do.

    With `begin`, as in `module:function`, one is started at once, and calls it.
    """
    workers = Processes(count or _available())
    if begin:
        workers.ahead(call_by_name, begin)
    return workers


def _available() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """Processes of our own, kept from one run to the next."""

    def __init__(self, count: int, worth: int = WORTH, wanted: Callable[[], bool] = lambda: True) -> None:
        """Start nothing yet; `wanted` is asked now and then while jobs run, and they are stopped if it says no."""
        self.count = count
        self.worth = worth
        self.wanted = wanted
        self._idle: list[_Process] = []
        self._all: WeakSet[_Process] = WeakSet()

    @property
    def beside(self) -> int:
        """How many processes do errands while this one works too."""
        return max(1, self.count - 1)

    def run(
        self, function: Callable[[Shared, Any], Result], shared: Shared, jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """The results as they are finished; what is not worth starting processes for is done here."""
        if not self._idle and _spared(jobs, self.count) < self.worth:
            yield from here().run(function, shared, jobs)
            return
        names = [job.name for job in jobs]
        calls = self.outcomes(lambda n: pack((function, jobs[n].value)), pack(shared), names, longest_first(jobs))
        for number, outcome in calls:
            yield number, opened(outcome)

    def outcomes(
        self, call: Callable[[int], bytes], shared: bytes, names: Sequence[str], order: Iterable[int]
    ) -> Iterator[tuple[int, bytes]]:
        """What workers answer to packed calls, as they answer; a call that ends its worker is tried again, alone."""
        dead: dict[int, str] = {}
        yield from self._share_out(call, shared, deque(order), dead)
        for number in dead:
            self._dismiss()  # a fresh process, and no other that holds memory
            again: dict[int, str] = {}
            yield from self._share_out(call, shared, deque([number]), again)
            if again:
                raise WorkerDied(names[number], again[number])

    def alone(self, name: str, function: Callable[[None, Any], Result], value: Any) -> Result:
        """The result of one large job, from a fresh process that ends after it; the others let go of their memory."""
        self._dismiss()
        call = pack((function, value))
        ((_, outcome),) = self.outcomes(lambda _: call, pack(None), [name], [0])
        self._dismiss()
        return cast(Result, opened(outcome))

    def ahead(self, errand: Callable[[Any], object], value: Any = None) -> None:
        """Give an errand to a new process, or where there are enough to the one that was given none for longest."""
        process = self._start() if len(self._all) < self.beside else self._free()
        if process:
            process.run_errand(pack((errand, value)))
            self._idle.insert(0, process)

    def close(self) -> None:
        """Stop all processes, at once."""
        self._idle.clear()
        for process in list(self._all):
            process.stop()

    def _share_out(
        self, call: Callable[[int], bytes], shared: bytes, waiting: deque[int], dead: dict[int, str]
    ) -> Iterator[tuple[int, bytes]]:
        """The outcomes of the calls that wait; those that end their process go to the dead, with the reason."""
        busy: dict[Any, tuple[_Process, int]] = {}
        answers: list[tuple[int, bytes]] = []
        try:
            while True:
                while waiting and (process := self._take_on(needed=not busy)):
                    message = call(waiting[0])
                    busy[process.channel] = process, waiting.popleft()
                    process.give(message, shared)
                yield from answers  # only now: while they are looked at, all are at work
                if not busy or not self.wanted():
                    return
                answers = []
                for channel in wait(list(busy), _PULSE):
                    process, number = busy.pop(channel)
                    answer = process.answer()
                    if answer is None:
                        dead[number] = process.stop()
                    else:
                        self._idle.append(process)
                        answers.append((number, answer))
        finally:
            for process, _ in busy.values():
                process.stop()

    def _take_on(self, *, needed: bool) -> _Process | None:
        """A process without work, started if there may be one more; None if not, unless it is needed."""
        free = self._free()
        return free or (self._start() if needed or len(self._all) < self.count else None)

    def _free(self) -> _Process | None:
        """A process without work, the one that had some last; other threads may ask at the same time."""
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _start(self) -> _Process:
        """A new process."""
        process = _Process()
        self._all.add(process)
        return process

    def _dismiss(self) -> None:
        """Stop the processes that have no work."""
        while self._idle:
            self._idle.pop().stop()


def _spared(jobs: Sequence[Job], count: int) -> float:
    """How much of the work, in characters, need not be waited for when so many processes share it."""
    weights = [job.weight for job in jobs]
    return sum(weights) - max(sum(weights) / count, max(weights, default=0))


class _Process:
    """A worker process, from this side; it ends when nothing refers to it any more."""

    def __init__(self) -> None:
        """Start it; it has a folder for scratch files that goes when it does."""
        scratch = tempfile.mkdtemp(prefix="publisher-")
        self.channel, other = Pipe()
        with other, _no_interrupt():
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(path=sys.path, channel=other.fileno(), scratch=scratch)],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": scratch},
                pass_fds=[other.fileno()],
            )
        self._shared: bytes | None = None
        self._end = weakref.finalize(self, _end, self._process, self.channel, scratch)

    def give(self, call: bytes, shared: bytes) -> None:
        """Let it work on a packed call, with a packed value that it keeps for the next."""
        self._send((call, None if shared == self._shared else shared))
        self._shared = shared

    def run_errand(self, errand: bytes) -> None:
        """Let it do something that it does not answer."""
        self._send((None, errand))

    def _send(self, message: tuple[bytes | None, bytes | None]) -> None:
        with suppress(OSError):  # it has died; its answer to the next call will say so
            self.channel.send_bytes(pack(message))

    def answer(self) -> bytes | None:
        """What it answers; None when it has died."""
        try:
            return self.channel.recv_bytes()
        except (EOFError, OSError):
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            return None

    def stop(self) -> str:
        """End it at once, if it has not ended; how it ended, in words."""
        self._end()
        status = self._process.returncode
        return f"exit status {status}" if status >= 0 else signal.Signals(-status).name


def _end(process: subprocess.Popen[bytes], channel: Connection, scratch: str) -> None:
    """Close the channel of a process, end it and clear its scratch files."""
    channel.close()
    process.kill()
    process.wait()
    shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """What is started meanwhile never receives the interrupt key, from its first moment; here it comes afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""Whole commands run in processes of their own: how long they take, what they use, how much memory they hold.

Memory is read from `/proc` (0 where there is none): a process's own peak is the kernel's high-water mark of its
resident set (`VmHWM`), that of all processes together the largest sum of resident sets seen at one moment (memory that
they share counts in each).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

EARLY, LATE = 0.01, 0.05  # seconds between looks at the processes, in the first second and after it
MEBI = 1024 * 1024
PROCESSES = Path("/proc")


class CommandFailedError(Exception):
    """A command that did not end well, with the end of what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall-clock and processor seconds; peak MiB of the largest process, and of all at one moment."""

    seconds: float
    processor: float
    largest: float
    together: float
    said: str = ""

    def then(self, after: Run) -> Run:
        """This run and another one after it, as one."""
        return Run(
            self.seconds + after.seconds,
            self.processor + after.processor,
            max(self.largest, after.largest),
            max(self.together, after.together),
            self.said + after.said,
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """Several runs of the same: medians of times, largest of peaks."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median of wall-clock seconds."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """The median of processor seconds."""
        return statistics.median(run.processor for run in self.runs)

    @property
    def span(self) -> tuple[float, float]:
        """The fastest and the slowest run, in wall-clock seconds."""
        times = [run.seconds for run in self.runs]
        return min(times), max(times)

    @property
    def largest(self) -> float:
        """The peak of the largest process, in MiB."""
        return max(run.largest for run in self.runs)

    @property
    def together(self) -> float:
        """The peak of all processes together, in MiB."""
        return max(run.together for run in self.runs)


@dataclass
class _Peaks:
    """What has been seen of the processes of a session, in bytes."""

    session: int
    own: dict[str, int] = field(default_factory=dict)
    together: int = 0

    def look(self) -> None:
        """Look at every process of the session once."""
        total = 0
        for process in PROCESSES.glob("[0-9]*"):
            try:
                if _session(process) == self.session:
                    resident, peak = _memory(process)
                    total += resident
                    self.own[process.name] = max(peak, self.own.get(process.name, 0))
            except (OSError, IndexError):  # it ended while we looked
                continue
        self.together = max(self.together, total)


def _session(process: Path) -> int:
    """The session of a process: the fourth field after its name, which stands in brackets (proc(5))."""
    return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[3])


def _memory(process: Path) -> tuple[int, int]:
    """Resident set and its high-water mark in bytes; zeros for a process that has ended."""
    status = (process / "status").read_text(errors="replace")
    found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return _bytes(found.get("VmRSS")), _bytes(found.get("VmHWM"))


def _bytes(value: str | None) -> int:
    return int(value.split()[0]) * 1024 if value else 0


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """One run of a command in a folder, in a session of its own; CommandFailedError when it does not end with 0."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        peaks = _Peaks(process.pid)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - begun
            if pid:
                break
            peaks.look()
            time.sleep(EARLY if seconds < 1 else LATE)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)}\nended with {process.returncode}:\n{words[-4000:]}")
    processor = usage.ru_utime + usage.ru_stime
    largest = max(peaks.own.values(), default=0)
    return Run(seconds, processor, largest / MEBI, max(largest, peaks.together) / MEBI, words)


def run_all(commands: Sequence[Sequence[str]], folder: Path, environment: Mapping[str, str]) -> Run:
    """Commands run one after another, as one run."""
    first, *others = commands
    whole = run(first, folder, environment)
    for command in others:
        whole = whole.then(run(command, folder, environment))
    return whole

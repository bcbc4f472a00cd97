"""A job, what runs jobs, and the simplest that does: this process, one job after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

Shared = TypeVar("Shared")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Job:
    """One unit of work: its name in messages, the value that it is made from, its length (a guess, in characters)."""

    name: str
    value: Any
    weight: int


class Workers(Protocol):
    """What runs jobs; it may be used again until it is closed."""

    def run(
        self, function: Callable[[Shared, Any], Result], shared: Shared, jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """The number of each job in `jobs` and `function(shared, job.value)`, as they are finished, in any order.

        The function is one that can be imported by its name; arguments and results can be pickled. What it raises is
        raised here and ends the run. Raises `WorkerDied` for a job that has ended its process twice.
        """

    def ahead(self, errand: Callable[[Any], object], value: Any = None) -> None:
        """Let a worker that would only wait do what will be wanted, where there is one; nothing comes back of it."""

    def close(self) -> None:
        """Stop everything that was started, at once."""


class WorkerDied(Exception):  # noqa: N818 - it tells what happened
    """A job has ended the process that ran it, and ended it again when it was tried alone."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the name of the job and how the process ended: `SIGKILL`, `exit status 3`."""
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        """What happened, in one line."""
        return f'the process that worked on "{self.name}" died twice ({self.reason})'


class _Here:
    """This process."""

    def run(
        self, function: Callable[[Shared, Any], Result], shared: Shared, jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """The results, in the order of the jobs."""
        for number, job in enumerate(jobs):
            yield number, function(shared, job.value)

    def ahead(self, errand: Callable[[Any], object], value: Any = None) -> None:
        """Nothing: this process has other things to do."""

    def close(self) -> None:
        """Nothing: nothing was started."""


def here() -> Workers:
    """This process, one job after another."""
    return _Here()


def longest_first(jobs: Sequence[Job]) -> list[int]:
    """The numbers of jobs in the order in which to start them, so that no long one is left for the end."""
    return sorted(range(len(jobs)), key=lambda number: -jobs[number].weight)

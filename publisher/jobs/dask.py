"""Jobs on an existing Dask cluster: the same calls, in the same processes of our own, on its machines.

A Dask worker is one process with many threads, and type is not set in threads: so each of its threads hands its calls
to a process that it starts beside itself (`processes`). They belong to the shared value, which Dask keeps on each
machine until this program lets go of it or is gone; then they end.
"""

from __future__ import annotations

import logging
import platform
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any, cast

from publisher import __version__
from publisher.jobs.job import Job, Result, Shared, WorkerDied, Workers, longest_first
from publisher.jobs.processes import Processes
from publisher.jobs.worker import opened, pack

if TYPE_CHECKING:
    from distributed import Client, Future

TIMEOUT = 8  # seconds for a scheduler to answer, and again for a first worker to be there


def versions() -> dict[str, str]:
    """What must be the same on all machines for the results to be the same: our own version and Python's."""
    return {"publisher": __version__, "Python": ".".join(platform.python_version_tuple()[:2])}


def cluster(address: str, versions: Callable[[], Mapping[str, str]] = versions) -> Workers:
    """The workers of the Dask scheduler at an address such as `tcp://scheduler:8786`.

    `versions` is called here and on every worker. Raises ValueError, with a message for the editor, when Dask is not
    installed, nobody answers, there are no workers, or their versions are not those here.
    """
    return _Cluster(address, _connect(address), versions)


class _Workshop:
    """A packed shared value on one machine, with the processes there that have been given it."""

    def __init__(self, shared: bytes) -> None:
        """Start nothing yet."""
        self.shared = shared
        self._free: list[Processes] = []

    def __reduce__(self) -> tuple[type[_Workshop], tuple[bytes]]:
        """The value alone goes to other machines."""
        return _Workshop, (self.shared,)

    def outcome(self, name: str, call: bytes) -> bytes:
        """What a process answers to a packed call; threads may ask at the same time."""
        from distributed import Reschedule

        try:
            bench = self._free.pop()
        except IndexError:
            bench = Processes(1, wanted=_wanted)
        for _, outcome in bench.outcomes(lambda _: call, self.shared, [name], [0]):
            self._free.append(bench)
            return outcome
        raise Reschedule  # it was not wanted; if that has changed, from the beginning


def _wanted() -> bool:
    """Whether somebody still waits for what this thread of a Dask worker does."""
    from distributed import get_worker

    worker = get_worker()
    task = worker.state.tasks.get(worker.get_current_task())
    return task is not None and task.state == "executing"


class _Cluster:
    """A connection to a scheduler."""

    def __init__(self, address: str, client: Client, versions: Callable[[], Mapping[str, str]]) -> None:
        """Look whether the workers are such as can be used."""
        self._address = address
        self._client = client
        self._versions = versions
        self._shared: tuple[bytes, Future[_Workshop]] | None = None
        try:
            self._inspect()
        except BaseException:
            self.close()
            raise

    def run(
        self, function: Callable[[Shared, Any], Result], shared: Shared, jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """The results as they are finished."""
        from distributed import as_completed

        workshop = self._workshop(pack(shared))
        numbers = {}
        try:
            for number in longest_first(jobs):
                job = jobs[number]
                call = pack((function, job.value))
                numbers[self._client.submit(_work, workshop, job.name, call, pure=False)] = number
            for future in as_completed(list(numbers), loop=self._client.loop):
                number = numbers.pop(future)
                yield number, opened(self._outcome(future, jobs[number].name))
        finally:
            if self._client.status == "running":
                self._client.cancel(list(numbers))

    def ahead(self, errand: Callable[[Any], object], value: Any = None) -> None:
        """Nothing: another machine has not got what there is here to prepare."""

    def close(self) -> None:
        """Let go of the cluster: it drops what was not finished."""
        self._shared = None
        self._client.close()

    def _workshop(self, shared: bytes) -> Future[_Workshop]:
        """The shared value on all machines; it is sent when it is not the one that is there."""
        if self._shared is None or self._shared[0] != shared:
            (future,) = self._client.scatter([_Workshop(shared)], broadcast=True, hash=False)
            self._shared = shared, future
        return self._shared[1]

    def _outcome(self, future: Future[bytes], name: str) -> bytes:
        """What was answered; WorkerDied when machine after machine was lost over it."""
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            raise WorkerDied(name, "with the Dask workers that ran it") from None
        except CancelledError:
            raise ConnectionError(f"the connection to the Dask scheduler at {self._address} was lost") from None

    def _inspect(self) -> None:
        """Raise ValueError if there are no workers, or some are not such that they give the same results."""
        try:
            self._client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError:
            raise ValueError(f"the Dask scheduler at {self._address} has no workers") from None
        ours = dict(self._versions())
        workers = self._client.run(self._versions, on_error="return")
        found = [_difference(f"worker {name}", ours, theirs) for name, theirs in sorted(workers.items())]
        found.append(_difference("scheduler", versions(), self._at_scheduler()))
        if any(found):
            raise ValueError("\n".join(["the cluster would not give the same results:", *filter(None, found)]))

    def _at_scheduler(self) -> Mapping[str, str] | Exception:
        """The versions of the scheduler, which opens the messages that it passes on."""
        try:
            return cast(Mapping[str, str], self._client.run_on_scheduler(versions))
        except Exception as problem:
            return problem


def _connect(address: str) -> Client:
    """A client of the scheduler at an address."""
    try:
        import asyncio

        import dask
        from distributed import Client
    except ImportError:
        raise ValueError("a cluster needs Dask; type: pip install 'publisher[cluster]'") from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})  # pictures are large
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what matters is raised
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions: we look for ourselves
        try:
            asyncio.run(_greet(address))
            return Client(address, timeout=TIMEOUT, set_as_default=False, name="publisher")
        except Exception as problem:
            raise ValueError(f"no Dask scheduler answers at {address}: {str(problem) or repr(problem)}") from None


async def _greet(address: str) -> None:
    """Nothing, if a scheduler answers; a client that meets anything else leaves threads behind."""
    from distributed.comm.core import connect
    from distributed.security import Security

    comm = await connect(address, timeout=TIMEOUT, **Security().get_connection_args("client"))
    await comm.close()


def _difference(who: str, ours: Mapping[str, str], theirs: Mapping[str, str] | Exception) -> str:
    """How another process differs from this one, in words; the empty string if it does not."""
    if isinstance(theirs, Exception):
        return f"{who}: publisher is missing or broken ({theirs})"
    wrong = [name for name in ours if theirs.get(name) != ours[name]]
    return (
        f"{who}: " + ", ".join(f"{name} {theirs.get(name, '?')}, not {ours[name]}" for name in wrong) if wrong else ""
    )


def _work(workshop: _Workshop, name: str, call: bytes) -> bytes:
    """What a process of a machine of the cluster answers to a packed call."""
    return workshop.outcome(name, call)

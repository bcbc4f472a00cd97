"""Functions for jobs to run, which workers import by name, and a view of the processes that ran them."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path


def join(shared: str, value: str) -> str:
    return shared + value


def process(shared: object, value: object) -> int:
    """The process that runs the job; it takes long enough for others to take part."""
    time.sleep(0.1)
    return os.getpid()


def note(shared: Path, value: str) -> None:
    """Write the value down."""
    with shared.open("a") as log:
        log.write(value)


def litter(shared: object, value: str) -> str:
    """A folder left lying about."""
    return tempfile.mkdtemp(prefix=value)


class Precious:
    """A value that writes a line into its file whenever it arrives in a process."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def __setstate__(self, state: dict[str, Path]) -> None:
        self.__dict__.update(state)
        with self.log.open("a") as log:
            log.write(f"{os.getpid()}\n")


class MisprintError(Exception):
    """An exception that is not made from what it tells."""

    def __init__(self, what: str, count: int) -> None:
        super().__init__(f"{count} misprints in {what}")
        self.what = what


class UnspeakableError(Exception):
    """An exception that no pickle holds."""

    def __init__(self) -> None:
        super().__init__("a secret")
        self.secret = lambda: None


def refuse(shared: object, value: str) -> str:
    """Raise what the value names; give back other values."""
    if value == "misprint":
        raise MisprintError("the preface", 3)
    if value == "unspeakable":
        raise UnspeakableError
    if value == "undecodable":
        b"\xff".decode()
    return value


def die_once(marker: Path, value: str) -> str:
    """Kill the process for the value "fatal", unless the marker is there; give back other values."""
    if value == "fatal" and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return value


def die(shared: object, value: str) -> str:
    """End the process for the value "fatal"; give back other values."""
    if value == "fatal":
        os._exit(3)
    return value


def kill_parent(shared: object, value: object) -> None:
    """Kill the process that started this one."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def linger(folder: Path, value: object) -> None:
    """Leave the process's number in a folder, and work for long without a moment's pause."""
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        pass


def lingering(folder: Path, count: int) -> list[int]:
    """The processes that linger, when there are so many."""
    until = time.monotonic() + 20
    while len(found := sorted(int(path.name) for path in folder.iterdir())) < count:
        assert time.monotonic() < until, f"{found} linger"
        time.sleep(0.02)
    return found


def survivors(processes: Iterable[int], seconds: float = 5) -> set[int]:
    """Those of the processes that still live when they have had some seconds to end."""
    until, left = time.monotonic() + seconds, set(processes)
    while left and time.monotonic() < until:
        left = {number for number in left if _lives(number)}
        time.sleep(0.02)
    return left


def _lives(number: int) -> bool:
    state = subprocess.run(["/bin/ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in ("", "Z")


def sign(file: Path) -> None:
    """An errand: leave the number of the process in a file."""
    file.write_text(str(os.getpid()))


BEGUN: list[bool] = []


def begin() -> None:
    """What a process that is started at once is told to call."""
    BEGUN.append(True)


def has_begun(shared: object, value: object) -> bool:
    """Whether the process that runs the job has; it takes long enough for others to take part."""
    time.sleep(0.1)
    return bool(BEGUN)


def fail(_: object) -> None:
    """An errand that fails."""
    raise MisprintError("an errand", 1)

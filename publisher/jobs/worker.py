"""The program of a worker process: it does one job after another until the other end of its channel closes.

What goes through the channel is bytes. To the worker: a pickled `(function, value), shared`, each packed again by
itself; `shared` is None when it is the same as for the job before. From the worker: a pickled `(worked, result)`, where
the result is an exception if the function raised one.

A message `None, (function, value)` is an errand, done ahead of the jobs that will want it: it is not answered, and if
it fails, they fail and say why.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import shutil
import traceback
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from types import FunctionType
from typing import Any


def pack(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """The value of bytes that `pack` made, in this process or in one that it started."""
    return pickle.loads(packed)  # noqa: S301 - from ourselves


def opened(outcome: bytes) -> Any:
    """The result of a job; raises what its function raised."""
    worked, result = unpack(outcome)
    if worked:
        return result
    raise result


def main(channel: int, scratch: str) -> None:
    """Do jobs until the channel, an open file descriptor, is closed; then clear the folder of scratch files and end."""
    connection = Connection(channel)
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(connection, messages, scratch), daemon=True).start()
    shared: Any = None
    while True:
        call, packed = unpack(messages.get())
        if call is None:
            _run_errand(packed)
            continue
        try:
            if packed is not None:
                shared = unpack(packed)
            function, value = unpack(call)
            del call  # which may be large
            outcome = pack((True, function(shared, value)))
        except BaseException as error:
            outcome = _failure(error)
        with suppress(OSError):  # nobody is there any more: the listener is about to end this process
            connection.send_bytes(outcome)


def call_by_name(name: str) -> None:
    """Errand: call the function `module:function`, which the process that gives the errand has not imported."""
    module, _, function = name.partition(":")
    getattr(import_module(module), function)()


def _run_errand(packed: bytes) -> None:
    """Do an errand, however it ends."""
    with suppress(Exception):
        errand, value = unpack(packed)
        errand(value)


def _listen(connection: Connection, messages: SimpleQueue[bytes], scratch: str) -> None:
    """Put aside what comes, and end the process, whatever it is doing, when the other end is closed or has died."""
    try:
        while True:
            messages.put(connection.recv_bytes())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)


def _failure(error: BaseException) -> bytes:
    """The outcome of a job that raised this, with the traceback of this process as a note."""
    trace = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker process:\n{trace}")
    packed = BytesIO()
    try:
        _ErrorPickler(packed, pickle.HIGHEST_PROTOCOL).dump((False, error))
    except Exception:
        return pack((False, RuntimeError(trace)))
    return packed.getvalue()


class _ErrorPickler(pickle.Pickler):
    """A pickler of exceptions that does not rely on `args` being what their `__init__` was called with."""

    def reducer_override(self, value: Any) -> Any:
        """An exception of Python's making as its class, its arguments as they are, and its attributes."""
        kind = type(value)
        if isinstance(value, BaseException) and isinstance(kind.__init__, FunctionType):
            return copyreg.__newobj__, (kind, *value.args), vars(value)  # type: ignore[attr-defined]
        return NotImplemented

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def place(target: Path, data: bytes) -> None:
    """Write `data` beside `target`, flush it to the disk and move it into its place in one step.

    A file that holds these bytes already is left alone. The folder is made when it is missing. Raises OSError and
    leaves nothing behind on failure.
    """
    if _holds(target, data):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(0o644)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _holds(target: Path, data: bytes) -> bool:
    """Whether a file is there with exactly these bytes."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False

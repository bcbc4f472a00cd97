"""What is measured of a command: its time, its memory, and that it ended well."""

import sys
from pathlib import Path

import pytest

from bench.measure import CommandFailedError, Figures, Run, run, run_all

MEBIBYTES = 64
HOLD = f"held = bytearray({MEBIBYTES} << 20); import time; time.sleep(0.4)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}], check=True)"


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is read from /proc")
def test_the_peak_of_a_process_that_the_command_starts_is_seen(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", PARENT], tmp_path, {})
    assert MEBIBYTES < done.largest < 2 * MEBIBYTES
    assert done.together > done.largest + 5
    assert done.seconds > 0.4


def test_what_a_command_says_is_kept(tmp_path: Path) -> None:
    assert (
        run([sys.executable, "-c", "import os; print(os.environ['SAID'])"], tmp_path, {"SAID": "this"}).said == "this\n"
    )


def test_a_command_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no such book"):
        run([sys.executable, "-c", "raise SystemExit('no such book')"], tmp_path, {})


def test_commands_in_a_row_add_their_times(tmp_path: Path) -> None:
    wait = [sys.executable, "-c", "import time; time.sleep(0.1)"]
    assert run_all([wait, wait], tmp_path, {}).seconds > 0.2


def test_times_are_medians_and_peaks_the_largest() -> None:
    figures = Figures(tuple(Run(seconds, 0, peak, peak) for seconds, peak in ((3, 10), (1, 30), (2, 20))))
    assert (figures.seconds, figures.span, figures.largest) == (2, (1, 3), 30)

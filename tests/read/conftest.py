"""The small press that the tests read and break."""

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "presses" / "small"


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A copy of the small press, sound and complete: two books that share a text."""
    return Path(shutil.copytree(SMALL, tmp_path / "press"))

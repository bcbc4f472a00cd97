"""The reference is what the program says of itself."""

import subprocess
import sys

import pytest
from bad_pdfs import BAD

from publisher.codes import CODES
from scripts.examples import EXAMPLES, WITHOUT, example
from tests.docs.pages import ROOT

SCRIPT = ROOT / "scripts" / "reference.py"


def test_the_generated_pages_and_schemas_are_up_to_date() -> None:
    run = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_every_generated_page_says_so() -> None:
    for page in (ROOT / "docs" / "reference").glob("*.md"):
        assert "Made by `scripts/reference.py`" in page.read_text("utf-8").split("\n\n")[1]


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_example_shows_its_code(code: str) -> None:
    assert f"[{code}]: " in example(code)


def test_every_code_has_an_example_or_a_reason_why_not() -> None:
    assert sorted([*EXAMPLES, *WITHOUT, *BAD]) == sorted(CODES)

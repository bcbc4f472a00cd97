"""The rules of the house that no other tool keeps."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from publisher.codes import CODES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "publisher"
MOST_LINES = 350
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager"}
NOT_OURS = {"dist", "build", "htmlcov", "__pycache__", "node_modules"}


def repository() -> Iterator[Path]:
    """Every file and folder of the repository, without environments, caches and what was built."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))]
        yield from (Path(folder, name) for name in [*folders, *files])


def words(folder: Path, but_not: Path) -> str:
    """The source of all modules in a folder but one."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")) if path != but_not)


def test_rooms_import_only_what_the_contracts_allow() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_every_name_says_what_it_holds() -> None:
    assert [str(path.relative_to(ROOT)) for path in repository() if path.stem in NAMELESS] == []


def test_every_code_has_the_form_of_a_code() -> None:
    assert [code for code in CODES if not re.fullmatch(r"[MTNRAHEPQS]\d\d", code)] == []


def test_every_code_is_reported_somewhere() -> None:
    source = words(PACKAGE, but_not=PACKAGE / "codes.py")
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_code_that_is_reported_is_in_the_catalogue() -> None:
    source = words(PACKAGE, but_not=PACKAGE / "codes.py")
    assert sorted(set(re.findall(r'"([MTNRAHEPQS]\d\d)"', source)) - set(CODES)) == []


def test_every_code_has_a_test() -> None:
    tests = words(ROOT / "tests", but_not=Path(__file__))
    assert [code for code in CODES if f'"{code}"' not in tests and f"[{code}]" not in tests] == []

"""The page on dependencies knows every package that is asked for, and none that is not."""

import re
import tomllib

from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "dependencies.md").read_text("utf-8")
OURS = re.sub(r"^### Readers and validators.*?(?=^## )", "", PAGE, flags=re.S | re.M)  # these are no Python


def plain(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {plain(re.match(r"[\w.-]+", each)[0]) for group in asked for each in group}  # type: ignore[index]
    first_cells = re.findall(r"^\| (`.*?) \|", OURS, re.M)
    named = {plain(name) for cell in first_cells for name in re.findall(r"`([\w.-]+)`", cell)}
    assert named == wanted

"""The page on dependencies knows every package that is asked for, and none that is not."""

import re
import tomllib

from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "dependencies.md").read_text("utf-8")


def plain(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {plain(re.match(r"[\w.-]+", each)[0]) for group in asked for each in group}  # type: ignore[index]
    assert {plain(name) for name in re.findall(r"\[([\w.-]+)\]\(https://pypi", PAGE)} == wanted

"""The readers are the same everywhere: exact versions, from whichever registry the machine is set to."""

from __future__ import annotations

import json
import re

from tests.readers.conftest import HERE

LOCK = json.loads((HERE / "package-lock.json").read_text("utf-8"))
ASKED = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]


def test_every_version_is_exact_and_locked() -> None:
    assert [version for version in ASKED.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert {name: LOCK["packages"][f"node_modules/{name}"]["version"] for name in ASKED} == ASKED


def test_every_package_is_known_by_its_content_and_no_registry_is_named() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []

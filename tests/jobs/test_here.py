from pathlib import Path

from publisher.jobs import Job, here
from tests.jobs import errands


def test_jobs_run_in_their_order_in_this_process() -> None:
    jobs = [Job("a", "1", 1), Job("b", "2", 5)]
    assert list(here().run(errands.join, "n", jobs)) == [(0, "n1"), (1, "n2")]


def test_errands_are_left_until_their_jobs_come(tmp_path: Path) -> None:
    here().ahead(errands.sign, tmp_path / "signed")
    assert not (tmp_path / "signed").exists()

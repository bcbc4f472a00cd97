"""The press that a command works on."""

from pathlib import Path

from publisher.cli.plant import open_plant
from publisher.cli.press import find_press


def test_press_is_found_from_below(press: Path) -> None:
    assert find_press(press / "books" / "one-sheet") == press.resolve()
    assert find_press(press.parent) is None


def test_links_in_a_circle_lead_to_no_press(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert find_press(tmp_path / "loop") is None


def test_first_build_has_a_worker_begun_at_once(tmp_path: Path) -> None:
    for anew in (True, False):
        with open_plant(2, tmp_path, None, anew=anew) as plant:
            assert len(list(plant.workers._all)) == anew  # type: ignore[attr-defined]

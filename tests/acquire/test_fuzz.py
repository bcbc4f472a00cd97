"""A few hundred sources of each kind, spoilt at random; `tests/acquire/fuzz.py` goes on for longer."""

from itertools import islice

import pytest

from tests.acquire.fuzz import SEEDS, spoilt_sources, try_source


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("seed", range(3))
def test_no_spoilt_source_brings_anything_but_an_error(kind: str, seed: int) -> None:
    for data in islice(spoilt_sources(kind, seed), 60):
        try_source(kind, data)

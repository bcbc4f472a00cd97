"""What the tests of acquire share."""

from collections.abc import Callable

import pytest

from publisher.acquire import Haul, acquire


@pytest.fixture
def home() -> Callable[..., Haul]:
    """What a source brings home; pictures from a mapping of names to bytes."""

    def bring(data: bytes, name: str = "source", pictures: dict[str, bytes] | None = None, **more: object) -> Haul:
        return acquire(data, name, (pictures or {}).get, **more)  # type: ignore[arg-type]

    return bring

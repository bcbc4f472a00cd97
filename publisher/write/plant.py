"""The plant: what a build works with."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.cache import Cache
from publisher.jobs import Workers, here


@dataclass(frozen=True, slots=True)
class Plant:
    """The workers, and the store of finished work (none: nothing is kept from build to build)."""

    workers: Workers
    cache: Cache | None = None

    def kept(self, key: str) -> bytes | None:
        """Finished work under a key, or None."""
        return self.cache.get(key) if self.cache else None

    def keep(self, key: str, data: bytes) -> None:
        """Keep finished work, where there is a store."""
        if self.cache:
            self.cache.put(key, data)


ALONE = Plant(here())
"""This process, and no store."""

"""Templates compiled before: what Jinja makes of a source is kept with the other finished work."""

from __future__ import annotations

from importlib.metadata import version
from sys import version_info

from jinja2.bccache import Bucket, BytecodeCache

from publisher.cache import Cache, fingerprint


class Compiled(BytecodeCache):
    """The code of templates in the store of finished work, by their source and all that compiles it."""

    def __init__(self, store: Cache) -> None:
        """Take the store."""
        self.store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code to a bucket, where it is kept."""
        kept = self.store.get(_key(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        self.store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """By source, file, Jinja, Python, and whether what is put into the template is escaped."""
    escaped = bool(bucket.environment.autoescape)
    return fingerprint("template", bucket.checksum, bucket.key, version("jinja2"), list(version_info[:3]), escaped)

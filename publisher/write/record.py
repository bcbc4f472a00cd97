"""A record that describes a book, as a file of its own."""

from __future__ import annotations

from pathlib import Path

from publisher.publication import Resource
from publisher.write.files import place


def write_record(record: Resource, target: Path) -> None:
    """Write a record at `target`, whole or not at all."""
    place(target, record.data)

"""Read: sources under `books/` become a `Book`, or a list of everything that is wrong with them."""

from publisher.read.loader import Reading, load
from publisher.read.schema import json_schema

__all__ = ["Reading", "json_schema", "load"]

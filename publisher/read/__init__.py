"""Read: sources under `books/` become a `Book`, or a list of everything that is wrong with them."""

from publisher.read.loader import Reading, find_press, load
from publisher.read.schema import json_schema

__all__ = ["Reading", "find_press", "json_schema", "load"]

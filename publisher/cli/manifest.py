"""A text added to a manifest, every other character of the file left as it was."""

from __future__ import annotations

import re
from typing import Any

DASH = re.compile(r"^[\s-]*-[ ]+$")


def add_text(manifest: str, slug: str) -> str | None:
    """The manifest with `slug` at the end of its last `texts:` list; None where that cannot be done for certain.

    A manifest that lists the text already stays as it is.
    """
    value, place = _last_text(manifest)
    if place is None:
        return None
    if any(slug in part.get("texts", ()) for part in value["contents"]):
        return manifest
    item = slug if _parse(f"[{slug}]") == [slug] else f'"{slug}"'  # 1917 alone is a number
    lines = manifest.split("\n")
    row, column = place
    before, after = lines[row][:column], lines[row][column:]
    written = _written(after, value["contents"][-1]["texts"][-1])
    if DASH.match(before):
        lines.insert(row + 1, before.replace("-", " ", before.count("-") - 1) + item + after[len(after.rstrip("\r")) :])
    else:
        lines[row] = f"{before}{written}, {item}{after[len(written) :]}"
    changed = "\n".join(lines)
    value["contents"][-1]["texts"].append(slug)
    return changed if _parse(changed) == value else None


def _last_text(manifest: str) -> tuple[Any, tuple[int, int] | None]:
    """The manifest as values, and the place (from 0) of the last text of its last part."""
    document = _document(manifest)
    try:
        index = len(document.value["contents"]) - 1
        last = len(document.value["contents"][index]["texts"]) - 1
        line, column = document.values["contents", index, "texts", last]
    except (AttributeError, KeyError, TypeError, IndexError):
        return None, None
    return document.value, (line - 1, column - 1)


def _written(words: str, value: str) -> str:
    """The value as the editor wrote it, in quotes or without."""
    return next((form for form in (value, f'"{value}"', f"'{value}'") if words.startswith(form)), "")


def _parse(manifest: str) -> Any:
    document = _document(manifest)
    return document.value if document else None


def _document(manifest: str) -> Any:
    from publisher.diagnostics import Findings
    from publisher.read.yaml import parse_yaml

    findings = Findings()
    document = parse_yaml(manifest, "book.yaml", findings)
    return None if findings.errors else document

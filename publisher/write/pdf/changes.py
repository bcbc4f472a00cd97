"""Which pages of a PDF differ from those of an earlier one, for single pages that are sent to the printer again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from publisher.write.pdf.makeup import roman

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf


def changed_pages(before: bytes, after: bytes) -> tuple[str, ...]:
    """The labels of the pages of `after` that look otherwise than the page at their place in `before`.

    Every page, when `before` cannot be read as a PDF. Pages that only `before` has are not named.
    """
    from pikepdf import Pdf

    if before == after:
        return ()
    with Pdf.open(BytesIO(after)) as new:
        labels = list(_labels(new))
        now = [_look(page) for page in new.pages]
    then = _looks(before)
    return tuple(label for at, label in enumerate(labels) if at >= len(then) or then[at] != now[at])


def _looks(data: bytes) -> list[bytes]:
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        with Pdf.open(BytesIO(data)) as pdf:
            return [_look(page) for page in pdf.pages]
    except (PdfError, PasswordError):
        return []


def _look(page: Page) -> bytes:
    """A digest of what is drawn on a page: its boxes, its operators, and the images and forms that they name.

    Fonts are left out: the glyph ids of a face stay the same when its subset grows.
    """
    from pikepdf import Name

    digest = hashlib.blake2b(b"".join(str(value).encode() for value in page.mediabox.as_list()))
    for part in _drawn(page.obj.get(Name.Contents), page.obj.get(Name.Resources), set()):
        digest.update(part)
    return digest.digest()


def _drawn(contents: Object | None, resources: Object | None, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    from pikepdf import Array, Name

    for stream in list(contents) if isinstance(contents, Array) else [contents]:
        if stream is not None:
            yield stream.read_bytes()
    forms = resources.get(Name.XObject) if resources is not None else None
    for _, form in sorted(forms.items()) if forms is not None else ():
        if form.objgen in seen:
            continue
        seen.add(form.objgen)
        if form.get(Name.Subtype) == Name.Form:
            yield from _drawn(form, form.get(Name.Resources), seen)
        else:
            yield form.read_raw_bytes()


def _labels(pdf: Pdf) -> Iterator[str]:
    """The label of each page, by the number tree that the make-up wrote."""
    from pikepdf import Name

    numbers = list(pdf.Root.PageLabels.Nums) if Name.PageLabels in pdf.Root else []
    starts = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    style, number = None, 0
    for position in range(len(pdf.pages)):
        number += 1
        if position in starts:
            style, number = starts[position].get(Name.S), int(starts[position].get(Name.St, 1))
        yield roman(number) if style == Name.r else str(number)

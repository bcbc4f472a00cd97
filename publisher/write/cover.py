"""The cover as a picture: the theme's drawing in JPEG."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from publisher.cache import fingerprint
from publisher.jobs.processes import Processes
from publisher.jobs.worker import opened, pack
from publisher.publication import Publication, Resource
from publisher.write.files import place
from publisher.write.pdf.engine import engine
from publisher.write.pdf.galleys import Galley, Style, set_galley
from publisher.write.plant import ALONE, Plant

QUALITY = 90  # of 100: flat colours and letters without visible blocks, about 300 KB
CSS_PIXELS = 96 / 72  # CSS px in a PDF point
UNDRAWN = Resource("images/cover.jpg", "image/jpeg", b"")
"""The place of the cover in a publication that is rendered before the cover is drawn."""


def write_cover(publication: Publication, target: Path, plant: Plant = ALONE, beside: bool = False) -> Resource:
    """Draw a cover, or take it from the cache, and write it; the picture, for the editions that show it.

    With `beside`, it is drawn by a process of the plant, which is started if need be.
    """
    key = fingerprint("cover", engine(), QUALITY, publication)
    data = plant.kept(key)
    if data is None:
        processes = spare(plant) if beside else None
        data = _draw_beside(publication, processes) if processes else draw_cover(publication)
        plant.keep(key, data)
    place(target, data)
    return replace(UNDRAWN, data=data)


def show_cover(publication: Publication, cover: Resource) -> Publication:
    """A publication that was rendered before its cover was drawn, with the cover that was drawn."""
    resources = tuple(cover if file == UNDRAWN else file for file in publication.resources)
    return replace(publication, cover=cover, resources=resources)


def spare(plant: Plant) -> Processes | None:
    """The processes of a plant, where they leave a core to this one."""
    return plant.workers if isinstance(plant.workers, Processes) and plant.workers.count > 1 else None


def _draw_beside(publication: Publication, processes: Processes) -> bytes:
    """What `draw_cover` gives, made by one of these processes."""
    call = pack((_draw, publication.documents[0].html))
    ((_, outcome),) = processes.outcomes(lambda _: call, pack(_style(publication)), ["cover"], [0])
    return bytes(opened(outcome))


def draw_cover(publication: Publication) -> bytes:
    """The first page of a cover publication as JPEG, each CSS px of its page a px of the picture."""
    return _draw(_style(publication), publication.documents[0].html)


def _style(publication: Publication) -> Style:
    return Style(publication.stylesheet, publication.language, publication.fonts, publication.resources)


def _draw(style: Style, html: str) -> bytes:
    import pypdfium2

    fragment = set_galley(Galley(html, style, tagged=False))
    with pypdfium2.PdfDocument(fragment.pdf) as document:
        picture = document[0].render(scale=CSS_PIXELS).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, subsampling=0, dpi=(300, 300))
    return out.getvalue()

"""The report on a proof: one HTML file that opens anywhere, with pictures of the pages that are in question."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import html
from lxml.html.builder import E
from PIL import Image, ImageDraw, ImageFont

from publisher.prepress.finding import Finding, Group, grouped, ranges
from publisher.prepress.page import MM
from publisher.prepress.proof import Proof

SHOWN = 3  # pages for each kind of finding
WIDE = 460  # pixels of a picture
RING = "#b3001b"
STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
caption,th,td{text-align:start;vertical-align:top;padding:.4rem .6rem}
caption{font-weight:bold;padding-inline:0}
thead th{border-bottom:2px solid}
tbody tr{border-bottom:1px solid #8886}
.error{border-inline-start:.4rem solid #b3001b;padding-inline-start:.6rem}
.warning{border-inline-start:.4rem solid #8a6100;padding-inline-start:.6rem}
figure{margin:1rem 0;display:flex;flex-wrap:wrap;gap:1rem}
img{max-width:100%;height:auto;border:1px solid #888}
figcaption{flex:1 1 18rem}
"""


def report_html(proof: Proof, path: Path) -> bytes:
    """The report in UTF-8; `path` is the file that was proofed, for its pictures."""
    groups = grouped(proof.findings)
    title = f"Proof of {proof.name} for {proof.printer.title}"
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.title(title),
        E.style(STYLE),
    )
    main = E.main(E.h1(title), *_summary(proof, groups), *_findings(groups), *_pages(proof, groups, path))
    page = E.html({"lang": "en"}, head, E.body(main))
    made: bytes = html.tostring(page, doctype="<!DOCTYPE html>", encoding="utf-8", pretty_print=True)
    return made


def _summary(proof: Proof, groups: Sequence[Group]) -> Iterator[Any]:
    """What the reader wants to know first."""
    size = f"{proof.trim[0]:.1f} × {proof.trim[1]:.1f} mm"
    verdict = (
        "The printer can take this file." if proof.sound else "The printer would refuse this file, or print it badly."
    )
    yield E.p(E.strong(verdict), f" It has {proof.pages} pages of {size} when trimmed.")
    yield E.p(
        f"The figures are those of the profile {proof.printer.name}, compared with their sources on "
        f"{proof.printer.checked}. Places are measured from the top left corner of the trimmed page."
    )
    if not groups:
        yield E.p("Nothing was found.")


def _findings(groups: Sequence[Group]) -> Iterator[Any]:
    """The table of everything that was found."""
    if not groups:
        return
    heads = ("Finding", "Pages", "What to do", "Who says so")
    rows = [E.tr(E.th(*_named(group), scope="row"), *(E.td(words) for words in _cells(group))) for group in groups]
    yield E.table(
        E.caption("What was found"), E.thead(E.tr(*(E.th(head, scope="col") for head in heads))), E.tbody(*rows)
    )


def _named(group: Group) -> Iterator[Any]:
    first = group.first
    yield E.div({"class": str(first.severity)}, f"{str(first.severity).capitalize()} {first.code}: {first.message}")


def _cells(group: Group) -> Iterator[str]:
    pages = [page for page in group.pages if page]
    yield ranges(pages) or "the whole file"
    yield group.first.hint
    yield group.first.source


def _pages(proof: Proof, groups: Sequence[Group], path: Path) -> Iterator[Any]:
    """Pictures of the first pages on which each finding stands."""
    numbers = sorted({page for group in groups for page in group.pages[:SHOWN] if page})
    if not numbers:
        return
    yield E.h2("Pages")
    yield E.p(f"Of each finding the first {SHOWN} pages are shown. The rings bear the numbers of the list beside them.")
    try:
        with pypdfium2.PdfDocument(path) as file:
            for number in numbers:
                found = [each for each in proof.findings if each.page == number]
                yield _figure(number, found, file[number - 1])
    except pypdfium2.PdfiumError:
        yield E.p("The pages cannot be drawn.")


def _figure(number: int, found: Sequence[Finding], page: Any) -> Any:
    """One page with its findings."""
    data = b64encode(_picture(page, found)).decode("ascii")
    alt = f"Page {number}, with what was found on it in the list that follows."
    items = [E.li(f"{each.code}: {each.message}", *_where(each)) for each in found]
    return E.section(
        E.h3(f"Page {number}"),
        E.figure(E.img(src=f"data:image/png;base64,{data}", alt=alt), E.figcaption(E.ol(*items))),
    )


def _where(finding: Finding) -> Iterator[str]:
    if finding.subject:
        yield f" – “{finding.subject}”"
    if finding.place:
        yield f" – {finding.place}"
    if finding.count > 1:
        yield f", and {finding.count - 1} more"


def _picture(page: Any, found: Sequence[Finding]) -> bytes:
    """A page as a PNG, with a ring around each place."""
    scale = WIDE / page.get_width()
    image = page.render(scale=scale, draw_annots=False).to_pil().convert("RGB")
    pen = ImageDraw.Draw(image)
    left, top = _corner(page)
    for number, finding in enumerate(found, 1):
        if finding.place:
            _ring(pen, number, finding, (left, top), scale)
    data = BytesIO()
    image.quantize(64, method=Image.Quantize.MEDIANCUT).save(data, "PNG", optimize=True)
    return data.getvalue()


def _corner(page: Any) -> tuple[float, float]:
    """How far the top left corner of the trim is from that of the picture, in points."""
    crop, trim = page.get_cropbox(), page.get_trimbox()
    return trim[0] - crop[0], crop[3] - trim[3]


def _ring(pen: Any, number: int, finding: Finding, corner: tuple[float, float], scale: float) -> None:
    place = finding.place
    assert place
    left, top = (corner[0] + place.left * MM) * scale, (corner[1] + place.top * MM) * scale
    right, bottom = left + place.width * MM * scale, top + place.height * MM * scale
    pen.rectangle((left - 3, top - 3, max(right, left) + 3, max(bottom, top) + 3), outline=RING, width=2)
    pen.text((left - 2, top - 20), str(number), fill=RING, font=ImageFont.load_default(size=15))

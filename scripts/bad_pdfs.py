"""PDFs that are wrong in one way each, for the proof: the sound one, spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String
from sound_pdf import BLEED, HEIGHT, MM, SLUG, WIDTH, save, sound_pdf, text

from publisher.cli.proof import told
from publisher.diagnostics import Findings, Location
from publisher.prepress.finding import Finding, grouped
from publisher.prepress.proof import proof
from publisher.printer import Citation, Extras, File, Marks, Pages, Printer
from publisher.read.printers import load_printer

HERE = Citation("this example", "2026-11", "primary")
Spoil = Callable[[Pdf], object]


@dataclass(frozen=True)
class Bad:
    """A way to spoil a PDF, and the printer who minds: a profile, with groups of figures in place of its own."""

    spoil: Spoil
    printer: str = "generic-x4"
    groups: Mapping[str, Any] = field(default_factory=dict)
    whole: Callable[[Path], object] | None = None  # spoils the finished file


@cache
def printer(name: str) -> Printer:
    """A printer that travels with the program."""
    found = load_printer(name, None, Location(name), Findings())
    assert found
    return found


def paint(content: bytes, page: int = 3, **resources: Any) -> Spoil:
    """Spoils a PDF by what is painted on a page besides."""

    def spoil(pdf: Pdf) -> None:
        target = pdf.pages[page - 1]
        target.Contents = Array([target.Contents, pdf.make_stream(content)])
        for kind, things in resources.items():
            made = things(pdf) if callable(things) else things
            target.Resources[f"/{kind}"] = Dictionary({**dict(target.Resources.get(f"/{kind}", {})), **made})

    return spoil


def box(x: float, y: float, width: float, height: float) -> bytes:
    """A rectangle in mm from the lower left corner of the trim."""
    return f"{SLUG + x * MM:.3f} {SLUG + y * MM:.3f} {width * MM:.3f} {height * MM:.3f} re ".encode()


def placed(name: str, size: float) -> bytes:
    """An image of a size in mm."""
    return f"q {size * MM:.3f} 0 0 {size * MM:.3f} {SLUG + 30 * MM:.3f} {SLUG + 20 * MM:.3f} cm /{name} Do Q ".encode()


def image(
    side: int, space: Any = Name.DeviceGray, inks: bytes = b"\x80", **more: Any
) -> Callable[[Pdf], dict[str, Any]]:
    """An image of equal pixels as a resource called Im2."""

    def make(pdf: Pdf) -> dict[str, Any]:
        facts = {"Type": Name.XObject, "Subtype": Name.Image, "Width": side, "Height": side, "BitsPerComponent": 8}
        made = pdf.make_stream(inks * side * side, ColorSpace=space, **facts)
        for key, value in more.items():
            made[f"/{key}"] = value(pdf) if callable(value) else value
        return {"/Im2": made}

    return make


def each_page(change: Callable[[Any], object], pages: slice = slice(None)) -> Spoil:
    """Spoils a PDF page by page."""

    def spoil(pdf: Pdf) -> None:
        for page in list(pdf.pages)[pages]:
            change(page)

    return spoil


def put(key: str, value: Any) -> Callable[[Any], object]:
    """Gives a page another entry."""
    return lambda page: page.obj.__setitem__(key, value)


def without(*keys: str) -> Callable[[Any], object]:
    """Takes entries away from a page."""

    def take(page: Any) -> None:
        for key in keys:
            del page.obj[key]

    return take


def information(key: str, value: Any = None) -> Spoil:
    """Changes the file's information, or takes an entry out of it."""

    def spoil(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return spoil


def font(change: Callable[[Pdf, Any, Any], object]) -> Spoil:
    """Changes the font: the outer dictionary and the inner one."""

    def spoil(pdf: Pdf) -> None:
        outer = pdf.pages[0].Resources.Font.F1
        change(pdf, outer, outer.DescendantFonts[0])

    return spoil


def _unembed(pdf: Pdf, outer: Any, inner: Any) -> None:
    del inner.FontDescriptor["/FontFile2"]


def _rename(pdf: Pdf, outer: Any, inner: Any) -> None:
    outer.BaseFont = inner.BaseFont = inner.FontDescriptor.FontName = Name("/Ferry")


def _draw(pdf: Pdf) -> dict[str, Any]:
    """A font of one drawing."""
    glyph = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    made = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph), FirstChar=97, LastChar=97, Widths=Array([600]), Name=Name.Stamp,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])), Resources=Dictionary(),
    )  # fmt: skip
    return {"/F3": made}


def _link(page: Any) -> None:
    area = [SLUG + 20 * MM, SLUG + 20 * MM, SLUG + 40 * MM, SLUG + 25 * MM]
    page.obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(area))])


def _bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        from pikepdf import OutlineItem

        outline.root.append(OutlineItem("The ferry", 0))


def _script(pdf: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('noon')"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("noon"), action])))


def crop_mark(page: Any) -> None:
    """A crop mark 1 mm from the trim."""
    line = f"0.25 w {SLUG - MM:.3f} {SLUG:.3f} m {SLUG - 6 * MM:.3f} {SLUG:.3f} l S "
    page.contents_add(line.encode())


def _grow(pdf: Pdf) -> None:
    pdf.Root.Ballast = pdf.make_stream(bytes(range(256)) * 8000, Filter=Name("/Unknown"))


def _two_intents(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([*pdf.Root.OutputIntents, pdf.Root.OutputIntents[0]])


def nothing(pdf: Pdf) -> None:
    """Leave the PDF as it is."""


def _blank_end(pdf: Pdf) -> None:
    for page in list(pdf.pages)[-3:]:
        page.obj.Contents = pdf.make_stream(b"")


def _shift(page: Any) -> None:
    x, y, right, top = map(float, page.mediabox)
    page.obj.MediaBox = Array([x - 9, y - 9, right, top])


def _narrow(page: Any) -> None:
    page.obj.TrimBox = Array([SLUG, SLUG, SLUG + WIDTH - 2 * MM, SLUG + HEIGHT])
    page.obj.BleedBox = Array([SLUG - BLEED, SLUG - BLEED, SLUG + WIDTH + MM, SLUG + HEIGHT + BLEED])


def _cut_end(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def _lock(file: Path) -> None:
    with Pdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, encryption=Encryption(owner="ferry", user="", R=4))


def state(**entries: Any) -> dict[str, Any]:
    """A graphics state called G1."""
    return {"/G1": Dictionary(Type=Name.ExtGState, **entries)}


RED = box(30, 60, 20, 10)
TINY = Pages(source=HERE, least=4, most=0, multiple=2, last_blank=True, blanks=2)
BAD: dict[str, Bad] = {
    "P10": Bad(nothing, whole=_cut_end),
    "P11": Bad(nothing, whole=_lock),
    "P12": Bad(nothing, whole=lambda file: _version(file, "1.7")),
    "P13": Bad(information("/GTS_PDFXVersion", String("PDF/X-3:2003")), "generic-x1a"),
    "P14": Bad(_two_intents),
    "P15": Bad(information("/Trapped", Name.Unknown)),
    "P16": Bad(nothing, whole=lambda file: _without_id(file)),
    "P17": Bad(information("/ModDate")),
    "P18": Bad(information("/Title", String("The steamer"))),
    "P19": Bad(each_page(put("/ArtBox", Array([SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT])), slice(1))),
    "P20": Bad(each_page(put("/CropBox", Array([SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT])))),
    "P21": Bad(each_page(_narrow, slice(3, 4))),
    "P22": Bad(each_page(put("/BleedBox", Array([SLUG - MM, SLUG - BLEED, SLUG + WIDTH + MM, SLUG + HEIGHT + BLEED])))),
    "P23": Bad(each_page(_shift)),
    "P24": Bad(font(_unembed)),
    "P25": Bad(font(_rename)),
    "P26": Bad(paint(b"BT /F3 9 Tf 90 90 Td (aa) Tj ET", Font=_draw)),
    "P27": Bad(paint(b"BT /F1 10 Tf 90 90 Td <0000> Tj ET")),
    "P28": Bad(paint(b"1 0 0 rg " + RED + b"f")),
    "P29": Bad(paint(b"0 0 0 rg " + text(20, 90))),
    "P30": Bad(paint(b"1 1 1 1 k " + RED + b"f")),
    "P31": Bad(paint(b"/G1 gs 0 g " + RED + b"f", ExtGState=state(ca=0.5)), "generic-x1a"),
    "P32": Bad(paint(placed("Im2", 25.4), XObject=image(72))),
    "P33": Bad(paint(placed("Im2", 5.08), XObject=image(400))),
    "P34": Bad(paint(f"0 G 0.1 w {SLUG + 60:.3f} {SLUG + 60:.3f} m {SLUG + 160:.3f} {SLUG + 60:.3f} l S".encode())),
    "P35": Bad(paint(b"0 g " + text(2, 60))),
    "P36": Bad(paint(b"0 g " + text(20, 60, size=3))),
    "P37": Bad(each_page(_link, slice(1))),
    "P38": Bad(_bookmark, groups={"extras": Extras(source=HERE, bookmarks=False, annotations=True)}),
    "P39": Bad(_script),
    "P40": Bad(nothing, groups={"pages": replace(TINY, least=24, last_blank=False)}),
    "P41": Bad(lambda pdf: pdf.pages.__delitem__(7)),
    "P42": Bad(each_page(crop_mark), groups={"marks": Marks(source=HERE, use="allowed", offset=3.0)}),
    "P43": Bad(_grow, groups={"file": File(source=HERE, most=1, interior="a", cover="b")}),
    "P44": Bad(paint(b"/G1 gs", ExtGState=state(TR=Dictionary(FunctionType=2, N=1, Domain=Array([0, 1]))))),
    "P45": Bad(paint(b"0.98 g " + RED + b"f")),
    "P46": Bad(_blank_end, groups={"pages": TINY}),
    "P47": Bad(nothing, groups={"trim": printer("kdp").trim}),
}
"""By its code, one PDF that the proof finds wrong in this way and in no other."""


def _version(file: Path, version: str) -> None:
    with Pdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, force_version=version)


def _without_id(file: Path) -> None:
    data = file.read_bytes()
    at = data.rindex(b"/ID")
    file.write_bytes(data[:at] + b"/Id" + data[at + 3 :])


@cache
def proof_example(code: str) -> str:
    """What the proof says of the PDF that shows a code, or the empty string for a code without one."""
    if code not in BAD:
        return ""
    with TemporaryDirectory() as folder:
        group = next(each for each in grouped(findings(BAD[code], Path(folder))) if each.first.code == code)
    return told("ferry.pdf", group)


def findings(bad: Bad, folder: Path) -> tuple[Finding, ...]:
    """What the proof finds in a PDF that is made in a folder and spoilt."""
    shop = replace(printer(bad.printer), **bad.groups)
    standard = shop.form.standard if shop.form else "pdf"
    with sound_pdf(standard) as pdf:
        bad.spoil(pdf)
        file = save(pdf, folder / "ferry.pdf", standard)
    if bad.whole:
        bad.whole(file)
    return proof(file, shop).findings

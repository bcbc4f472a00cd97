"""PDFs that are wrong in further ways: several for one rule, and what no rule has foreseen."""

from dataclasses import replace
from typing import Any

from bad_pdfs import (
    HERE,
    RED,
    TINY,
    Bad,
    crop_mark,
    each_page,
    image,
    nothing,
    paint,
    placed,
    put,
    state,
    without,
)
from pikepdf import Array, Dictionary, Name, Pdf, String
from sound_pdf import HEIGHT, SLUG, WIDTH, text

from publisher.printer import Bleed, Lettering, Marks, Pictures


def _endless(pdf: Pdf) -> Any:
    """A form that paints itself."""
    made = pdf.make_stream(b"/Fm1 Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    made.Resources = Dictionary(XObject=Dictionary(Fm1=made))
    return made


MORE: dict[str, tuple[str, Bad]] = {
    "an output intent without a profile": (
        "P14",
        Bad(lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    ),
    "an output intent without a name": (
        "P14",
        Bad(lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/OutputConditionIdentifier")),
    ),
    "no output intent": ("P14", Bad(lambda pdf: pdf.Root.__delitem__("/OutputIntents"))),
    "neither profile nor registry": (
        "P14",
        Bad(lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/RegistryName"), "generic-x1a"),
    ),
    "no trim box": ("P19", Bad(each_page(without("/TrimBox")), groups={"bleed": None, "gutter": None, "safe": None})),
    "a page turned": ("P23", Bad(each_page(put("/Rotate", 90), slice(1)))),
    "a page scaled": ("P23", Bad(each_page(put("/UserUnit", 2), slice(1)))),
    "a picture in RGB": ("P28", Bad(paint(placed("Im2", 6.35), XObject=image(75, Name.DeviceRGB, b"\x80\0\0")))),
    "colours of an index in RGB": (
        "P28",
        Bad(
            paint(
                b"/C1 cs 0 scn " + RED + b"f",
                ColorSpace={"/C1": Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\xff\0\0")])},
            )
        ),
    ),
    "Lab": (
        "P28",
        Bad(
            paint(
                b"/C1 cs 50 20 20 scn " + RED + b"f",
                ColorSpace={"/C1": Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])},
            )
        ),
    ),
    "a shading in RGB": (
        "P28",
        Bad(
            paint(
                b"q " + RED + b"W n /S1 sh Q",
                Shading={
                    "/S1": Dictionary(
                        ShadingType=2,
                        ColorSpace=Name.DeviceRGB,
                        Coords=Array([0, 0, 9, 9]),
                        Function=Dictionary(FunctionType=2, N=1, Domain=Array([0, 1])),
                    )
                },
            )
        ),
    ),
    "an image in the content, in RGB": (
        "P28",
        Bad(paint(b"q 4 0 0 4 120 120 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\0\0 EI Q"), groups={"pictures": None}),
    ),
    "a profile of RGB": (
        "P28",
        Bad(
            paint(
                b"/C1 cs 1 0 0 scn " + RED + b"f",
                ColorSpace=lambda pdf: {"/C1": Array([Name.ICCBased, pdf.make_stream(b"", N=3)])},
            )
        ),
    ),
    "black of four inks": ("P29", Bad(paint(b"0.6 0.5 0.5 1 k " + text(20, 90)))),
    "ink in a picture": (
        "P30",
        Bad(paint(placed("Im2", 6.35), XObject=image(75, Name.DeviceCMYK, b"\xff\xff\xff\xff"))),
    ),
    "a blend mode": ("P31", Bad(paint(b"/G1 gs 0 g " + RED + b"f", ExtGState=state(BM=Name.Multiply)), "generic-x1a")),
    "a soft mask on a picture": (
        "P31",
        Bad(paint(placed("Im2", 6.35), XObject=image(75, SMask=lambda pdf: image(75)(pdf)["/Im2"])), "generic-x1a"),
    ),
    "a coarse picture of one bit": ("P32", Bad(paint(placed("Im2", 25.4), XObject=image(300, ImageMask=True)))),
    "a fair picture": ("P32", Bad(paint(placed("Im2", 25.4), XObject=image(250)))),
    "a line of no width": ("P34", Bad(paint(b"0 G 0 w 100 200 m 200 200 l S"))),
    "an area like a line": ("P34", Bad(paint(b"0 g 100 200 100 0.1 re f"))),
    "text at the bind side of a verso": ("P35", Bad(paint(b"0 g " + text(52, 60), page=4))),
    "an area that ends at the cut": (
        "P22",
        Bad(each_page(put("/BleedBox", Array([SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT])), slice(1))),
    ),
    "bleed at the bind side": (
        "P22",
        Bad(
            nothing, groups={"bleed": Bleed(source=HERE, top=3.0, bottom=3.0, outside=3.0, inside=0.0, required=False)}
        ),
    ),
    "fonts that should be whole": (
        "P25",
        Bad(nothing, groups={"lettering": Lettering(source=HERE, least=0, whole=True)}),
    ),
    "marks that nobody wants": (
        "P42",
        Bad(each_page(crop_mark), groups={"marks": Marks(source=HERE, use="forbidden", offset=0)}),
    ),
    "marks that are missing": ("P42", Bad(nothing, groups={"marks": Marks(source=HERE, use="required", offset=4)})),
    "form fields": (
        "P39",
        Bad(lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("a"))])))),
    ),
    "an action on opening": (
        "P39",
        Bad(lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.Named, N=Name.Print))),
    ),
    "too many pages": ("P40", Bad(nothing, groups={"pages": replace(TINY, most=6, last_blank=False)})),
    "a picture beyond the limit of a printer": (
        "P33",
        Bad(
            paint(placed("Im2", 10.16), XObject=image(400)),
            groups={"pictures": Pictures(source=HERE, least=0, best=0, most=600, line=0)},
        ),
    ),
    "a form without end": ("P10", Bad(paint(b"/Fm1 Do", XObject=lambda pdf: {"/Fm1": _endless(pdf)}))),
    "an image that is not there": ("P10", Bad(paint(b"/Im9 Do"))),
}
"""Other ways of being wrong: the code, and the PDF."""

"""A small PDF, made step by step, that every printer's proof finds sound: what the bad ones are made from."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Rectangle, String

from publisher.read.faces import load_face
from publisher.read.kept import Kept
from publisher.read.theme_file import FaceModel

MM = 72 / 25.4
WORDS = "The ferry leaves at noon."
WIDTH, HEIGHT, BLEED, SLUG = 100 * MM, 150 * MM, 3 * MM, 10 * MM
PAGES = 8
FACE = FaceModel(
    family="Ferry", file="western-core:ofl/sourceserif4/SourceSerif4[opsz,wght].ttf", axes={"opsz": 10.0, "wght": 400.0}
)


@cache
def face() -> bytes:
    """A static face with the letters of the words, and nothing else."""
    font = TTFont(BytesIO(load_face(FACE, Path(), Kept()).file.data))
    options = Options(notdef_outline=True, layout_features=[])
    subsetter = Subsetter(options)
    subsetter.populate(text=WORDS)
    subsetter.subset(font)
    data = BytesIO()
    font.save(data)
    return data.getvalue()


def signs(words: str = WORDS) -> bytes:
    """Words as the codes of the face."""
    font = TTFont(BytesIO(face()))
    table = font.getBestCmap()
    return b"".join(font.getGlyphID(table[ord(letter)]).to_bytes(2, "big") for letter in words)


def add_font(pdf: Pdf, name: str = "ABCDEF+Ferry") -> Object:
    """The face as a font of two bytes for a sign, embedded."""
    font = TTFont(BytesIO(face()))
    unit = 1000 / font["head"].unitsPerEm
    widths = [round(font["hmtx"][glyph][0] * unit) for glyph in font.getGlyphOrder()]
    file = pdf.make_stream(face())
    file["/Length1"] = len(face())
    box = [font["head"].xMin * unit, font["head"].yMin * unit, font["head"].xMax * unit, font["head"].yMax * unit]
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=4, FontBBox=Array(map(round, box)), ItalicAngle=0,
        Ascent=900, Descent=-300, CapHeight=700, StemV=80, FontFile2=file,
    )  # fmt: skip
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/" + name), FontDescriptor=descriptor, DW=500,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        W=Array([0, Array(widths)]), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/" + name), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=pdf.make_stream(_characters(font)),
        )
    )  # fmt: skip


def _characters(font: TTFont) -> bytes:
    """The table that says which character each code is."""
    rows = [f"<{font.getGlyphID(glyph):04x}> <{code:04x}>" for code, glyph in font.getBestCmap().items()]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Ferry def /CMapType 2 def\n"
    space = "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    table = f"{len(rows)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar\n"
    return (head + space + table + "endcmap CMapName currentdict /CMap defineresource pop end end").encode()


def text(x: float, y: float, size: float = 10, words: str = WORDS) -> bytes:
    """The operators that print words at a place in mm from the lower left corner of the trim."""
    codes = signs(words).hex()
    return f"BT /F1 {size} Tf {SLUG + x * MM:.3f} {SLUG + y * MM:.3f} Td <{codes}> Tj ET\n".encode()


def profile() -> bytes:
    """The head of a colour profile for printing in CMYK; a proof reads no more of it."""
    head = bytearray(132)
    head[0:4] = len(head).to_bytes(4, "big")
    head[8:12] = b"\x02\x20\0\0"
    head[12:16], head[16:20], head[20:24], head[36:40] = b"prtr", b"CMYK", b"Lab ", b"acsp"
    return bytes(head)


def sound_pdf(standard: str = "pdf/x-4", pages: int = PAGES) -> Pdf:
    """The PDF, open: text, a line and an area in black, a picture in gray, 3 mm of bleed."""
    pdf = Pdf.new()
    font = add_font(pdf)
    image = pdf.make_stream(bytes(range(256)) * 625, Width=400, Height=400, BitsPerComponent=8)
    image["/Type"], image["/Subtype"], image["/ColorSpace"] = Name.XObject, Name.Image, Name.DeviceGray
    side = 400 / 300 * 72
    for number in range(pages):
        pdf.add_blank_page(page_size=(WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG))
        page = pdf.pages[-1]
        content = b"0 g 0 G 1 w\n" + text(20, 120) + text(20, 115)
        content += (
            f"{SLUG - BLEED:.3f} {SLUG + 140 * MM:.3f} {WIDTH + 2 * BLEED:.3f} {10 * MM + BLEED:.3f} re f\n".encode()
        )
        content += (
            f"{SLUG + 20 * MM:.3f} {SLUG + 100 * MM:.3f} m {SLUG + 80 * MM:.3f} {SLUG + 100 * MM:.3f} l S\n".encode()
        )
        if number == 2:
            content += f"q {side:.3f} 0 0 {side:.3f} {SLUG + 30 * MM:.3f} {SLUG + 40 * MM:.3f} cm /Im1 Do Q\n".encode()
        page.Contents = pdf.make_stream(content)
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=image))
        page.TrimBox = Array([SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT])
        page.BleedBox = Array([SLUG - BLEED, SLUG - BLEED, SLUG + WIDTH + BLEED, SLUG + HEIGHT + BLEED])
        page.mediabox = Rectangle(0, 0, WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG)
    _identify(pdf, standard)
    return pdf


def _identify(pdf: Pdf, standard: str) -> None:
    """Say which PDF/X it is, for which condition, when it was made."""
    made = "D:20261123000000Z"
    pdf.docinfo["/Title"], pdf.docinfo["/Trapped"] = String("The ferry"), Name("/False")
    pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"] = String(made), String(made)
    if standard != "pdf/x-4":
        pdf.docinfo["/GTS_PDFXVersion"] = String({"pdf/x-1a:2001": "PDF/X-1:2001"}.get(standard, "PDF/X-1a:2003"))
        if standard == "pdf/x-1a:2001":
            pdf.docinfo["/GTS_PDFXConformance"] = String("PDF/X-1a:2001")
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"), Info=String("Offset on coated paper"),
    )  # fmt: skip
    if standard == "pdf/x-4":
        intent["/DestOutputProfile"] = pdf.make_stream(profile(), N=4)
    pdf.Root.OutputIntents = Array([intent])
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["dc:title"] = "The ferry"
        told["xmp:CreateDate"] = told["xmp:ModifyDate"] = "2026-11-23T00:00:00Z"
        if standard == "pdf/x-4":
            told["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
    pdf.trailer["/ID"] = Array([String(b"ferry0123456789a"), String(b"ferry0123456789a")])


def save(pdf: Pdf, target: Path, standard: str = "pdf/x-4") -> Path:
    """The file, in the version of its standard."""
    version = {"pdf/x-1a:2001": "1.3", "pdf/x-1a:2003": "1.4"}.get(standard, "1.6")
    pdf.save(target, force_version=version, object_stream_mode=ObjectStreamMode.disable)
    return target

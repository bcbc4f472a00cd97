"""What a print file says of itself, and what it must not hold: PDF/X-1a (ISO 15930-1, -4), PDF/X-4 (ISO 15930-7)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from publisher.prepress.profiles import Profile
from publisher.printer import Printer

REGISTRY = "http://www.color.org"
LIVELY = ("/AcroForm", "/OpenAction", "/AA", "/Collection")
TAGS = ("/StructTreeRoot", "/MarkInfo")


def strip(pdf: Pdf, printer: Printer) -> None:
    """Take away what only a screen can show: links where they are forbidden, bookmarks too, and forms and scripts."""
    root, rule = pdf.Root, printer.extras
    names = root.get("/Names", Dictionary())
    for thing, keys in ((root, LIVELY), (names, ("/JavaScript", "/EmbeddedFiles"))):
        _without(thing, keys)
    if rule and not rule.bookmarks:
        _without(root, ("/Outlines",))
        _without(root, ("/PageMode",))
    if rule and not rule.annotations:
        _without(root, TAGS)  # which point at the links; a press reads no tags
        for page in pdf.pages:
            _without(page.obj, ("/Annots", "/AA", "/StructParents", "/Tabs"))


def _without(thing: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def identify(pdf: Pdf, printer: Printer, profile: Profile | None = None) -> None:
    """Say which PDF/X it is, and for which registered condition; PDF/X-4 is claimed where it can hold its profile."""
    form = printer.form
    if not form or not form.condition or not form.standard.startswith("pdf/x"):
        return
    if form.standard == "pdf/x-4":
        if not profile:
            return
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
            xmp["pdf:Trapped"] = "False"
    elif form.standard == "pdf/x-1a:2001":
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1:2001")
        pdf.docinfo["/GTS_PDFXConformance"] = String("PDF/X-1a:2001")
    else:
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        _without(pdf.docinfo, ("/GTS_PDFXConformance",))
    if str(pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        pdf.docinfo["/Trapped"] = Name("/False")
    pdf.Root.OutputIntents = Array([_intent(pdf, form.condition, profile if form.standard == "pdf/x-4" else None)])


def _intent(pdf: Pdf, condition: str, profile: Profile | None) -> Dictionary:
    """The printing condition by its registered name, with its profile."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition),
        RegistryName=String(REGISTRY),
        Info=String(profile.title if profile else condition),
    )
    if profile:
        intent.DestOutputProfile = pdf.make_stream(profile.data, N=4)
    return intent


def flatten(thing: Any, depth: int = 0) -> bool:
    """Whether a form, with all that it paints, is opaque; where it is, it need not be a transparency group."""
    resources = thing.get("/Resources")
    if resources is None or depth > 8:
        return False
    opaque = all(_opaque_state(each) for each in resources.get("/ExtGState", {}).values())
    for each in resources.get("/XObject", {}).values():
        kind = each.get("/Subtype")
        opaque = opaque and (flatten(each, depth + 1) if kind == Name.Form else "/SMask" not in each)
    if opaque and "/Group" in thing:
        del thing["/Group"]
    return opaque


def _opaque_state(state: Any) -> bool:
    """Whether a graphics state lets nothing shine through."""
    solid = all(float(state.get(key, 1)) >= 1 for key in ("/ca", "/CA"))
    plain = str(state.get("/BM", "/Normal")) in ("/Normal", "/Compatible")
    return solid and plain and str(state.get("/SMask", "/None")) == "/None"

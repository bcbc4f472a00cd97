"""What PDF/X asks of a file as a whole: version, identification, output intent, metadata."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pikepdf import Name, Stream
from pikepdf.models.metadata import decode_pdf_date

from publisher.prepress.finding import Finding
from publisher.prepress.paint import PROBLEMS
from publisher.prepress.rules.dossier import VERSIONS, Dossier

X4_KEY = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
CREATED, MODIFIED = ("{http://ns.adobe.com/xap/1.0/}" + name for name in ("CreateDate", "ModifyDate"))
IDENTIFIED = {"pdf/x-1a:2001": ("PDF/X-1:2001", "PDF/X-1a:2001"), "pdf/x-1a:2003": ("PDF/X-1a:2003", "")}


def version(file: Dossier) -> Iterator[Finding]:
    """P12: a newer version than the standard allows."""
    newest = VERSIONS.get(file.standard)
    found = file.pdf.pdf_version
    if newest and _steps(found) > _steps(newest):
        words = f"the file is PDF {found}, and {_named(file.standard)} allows {newest} at most"
        yield Finding("P12", words, hint=f"export it as {_named(file.standard)}", source=file.source)


def _steps(words: str) -> list[int]:
    return [int(step) for step in words.split(".") if step.isdigit()]


def _named(standard: str) -> str:
    return standard.upper().replace("X-1A", "X-1a")


def identification(file: Dossier) -> Iterator[Finding]:
    """P13: no PDF/X, or another than the printer wants."""
    if not file.standard:
        return
    said = _said(file)
    wanted = "PDF/X-4" if file.standard == "pdf/x-4" else " ".join(filter(None, IDENTIFIED[file.standard]))
    if said != wanted:
        words = f"the file says that it is {said}" if said else "the file does not say that it is PDF/X"
        yield Finding("P13", words, hint=f"export it as {_named(file.standard)}", source=file.source)


def _said(file: Dossier) -> str:
    """What a file says of its standard: in its information before PDF/X-4, in its XMP from then on."""
    keys = ("/GTS_PDFXVersion", "/GTS_PDFXConformance")
    found = " ".join(str(file.info[key]) for key in keys if key in file.info)
    return found or str(xmp(file).get(X4_KEY, ""))


def xmp(file: Dossier) -> dict[str, Any]:
    """The file's XMP metadata by qualified names; empty where it has none that can be read."""
    try:
        return dict(file.pdf.open_metadata())
    except PROBLEMS:
        return {}


def output_intent(file: Dossier) -> Iterator[Finding]:
    """P14: for which printing condition the colours are meant."""
    if not file.standard:
        return
    intents = [each for each in file.pdf.Root.get("/OutputIntents", []) if each.get("/S") == Name("/GTS_PDFX")]
    if len(intents) != 1:
        words = (
            f"the file has {len(intents)} output intents for PDF/X, and one is wanted"
            if intents
            else ("the file has no output intent: it does not say for which paper and ink its colours are meant")
        )
        yield Finding("P14", words, hint="name the printing condition when you export", source=file.source)
        return
    for words in _intent_faults(intents[0], file.standard):
        yield Finding("P14", f"the output intent {words}", hint="export the file again", source=file.source)


def _intent_faults(intent: Any, standard: str) -> Iterator[str]:
    """What is wrong with an output intent."""
    profile = intent.get("/DestOutputProfile")
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "does not name its printing condition"
    if not isinstance(profile, Stream):
        if standard == "pdf/x-4":
            yield "has no colour profile in it, which PDF/X-4 wants"
        elif not str(intent.get("/RegistryName", "")):
            yield "has neither a colour profile nor the name of a registry"
        return
    head = profile.read_bytes()[:20]
    if head[12:16] != b"prtr":
        yield "has a profile that is not for printing"
    elif {"CMYK": 4, "GRAY": 1, "RGB ": 3}.get(head[16:20].decode("latin-1")) != int(profile.get("/N", 0)):
        yield "has a profile with another count of colours than it says"


def trapped(file: Dossier) -> Iterator[Finding]:
    """P15: whether colours have been spread into one another."""
    if file.standard and str(file.info.get("/Trapped", "")) not in ("/True", "/False"):
        yield Finding("P15", "the file does not say whether it is trapped", hint="export it again", source=file.source)


def ids(file: Dossier) -> Iterator[Finding]:
    """P16: the id that tells this file from others."""
    if file.standard and len(file.pdf.trailer.get("/ID", [])) != 2:
        yield Finding("P16", "the file has no id", hint="export it again", source=file.source)


def dated(file: Dossier) -> Iterator[Finding]:
    """P17: title and dates."""
    wanted = {"/Title": "title", "/CreationDate": "date of creation", "/ModDate": "date of change"}
    lost = [words for key, words in wanted.items() if not str(file.info.get(key, "")).strip()]
    if file.standard and lost:
        yield Finding("P17", f"the file has no {', no '.join(lost)}", hint="export it again", source=file.source)


def agreeing(file: Dossier) -> Iterator[Finding]:
    """P18: information and XMP say the same, where both speak."""
    told = xmp(file)
    for key, name, words in (
        ("/Title", TITLE, "title"),
        ("/CreationDate", CREATED, "date of creation"),
        ("/ModDate", MODIFIED, "date of change"),
    ):
        one, other = str(file.info.get(key, "")), str(told.get(name, ""))
        if one and other and not _same(one, other):
            message = f'the {words} is "{one}" in the information and "{other}" in the XMP metadata'
            yield Finding("P18", message, hint="export it again")


def _same(one: str, other: str) -> bool:
    """Whether two titles or dates mean the same."""
    return one == other or (one.startswith("D:") and _moment(one) == _moment(other))


def _moment(words: str) -> datetime | None:
    try:
        moment = decode_pdf_date(words) if words.startswith("D:") else datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def forbidden(file: Dossier) -> Iterator[Finding]:
    """P44: what no PDF/X may hold: LZW, PostScript, transfer curves, alternate images."""
    if not file.standard:
        return
    for page in file.pages:
        for words in sorted(page.painted.forbidden):
            yield Finding("P44", f"the page uses {words}", page.number, source=file.source)
    if any(_is_lzw(each) for each in file.pdf.objects):
        yield Finding("P44", "the file is compressed with LZW", hint="export it again", source=file.source)


def _is_lzw(thing: Any) -> bool:
    return isinstance(thing, Stream) and "LZW" in str(thing.get("/Filter", ""))

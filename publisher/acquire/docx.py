"""A Word file as a tree: mammoth makes the page, with footnotes, endnotes, pictures and tables."""

from __future__ import annotations

import io
from xml.parsers.expat import ExpatError

from publisher.acquire.archive import Archive, SourceError
from publisher.acquire.page import parse_page, tidy
from publisher.acquire.piece import About, Credit, Fate, Foreign, Remark

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
DC = "{http://purl.org/dc/elements/1.1/}"
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


def read_docx(data: bytes, name: str) -> Foreign:
    """The document as a source; SourceError when it is damaged."""
    import mammoth

    archive = Archive(data)
    for part in sorted(archive.names):
        archive.read(part)  # within bounds, before the library reads it without any
    pictures: dict[str, bytes] = {}

    def keep(image: object) -> dict[str, str]:
        with image.open() as file:  # type: ignore[attr-defined]
            content = file.read()
        kind = EXTENSIONS.get(image.content_type, "bin")  # type: ignore[attr-defined]
        source = f"image-{len(pictures) + 1}.{kind}"
        pictures[source] = content
        return {"src": source}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
            include_embedded_style_map=False,
        )
    except (KeyError, ValueError, AttributeError, OSError, ExpatError, RecursionError) as problem:
        raise SourceError("the Word file is damaged", "open it in a word processor and save it again") from problem
    body = tidy(parse_page(f"<html><body>{made.value}</body></html>".encode(), name))
    messages = dict.fromkeys(str(message.message) for message in made.messages)
    remarks = tuple(Remark(Fate.CONVERTED, message, "as words without that style") for message in messages)
    return Foreign(name, body, _about(archive), pictures, (), remarks)


def _about(archive: Archive) -> About:
    """What the file's properties say."""
    if "docProps/core.xml" not in archive.names:
        return About()
    root = archive.xml("docProps/core.xml")

    def first(tag: str) -> str:
        return (root.findtext(f".//{DC}{tag}") or "").strip()

    return About(first("title"), first("language"), credits=tuple(Credit(name) for name in [first("creator")] if name))

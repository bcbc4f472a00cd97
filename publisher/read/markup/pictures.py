"""The pictures of a text: opened, measured, and named for the publication."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from lxml import etree

from publisher.book import Image
from publisher.diagnostics import Findings, Location
from publisher.read.markup.source import Source

Element = etree._Element
OpenPicture = Callable[[str, Location], tuple[str, bytes] | None]
MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif"}
SVG = "{http://www.w3.org/2000/svg}"
MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million
_PLAIN = re.compile(r"books/([a-z0-9-]+)/images/([a-z0-9-]+\.[a-z]+)")
_OUTSIDE = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/)", re.I)


def load_pictures(root: Element, source: Source, open_picture: OpenPicture, findings: Findings) -> tuple[Image, ...]:
    """Every picture that the tree shows, once; each `src` becomes the picture's name in the publication."""
    images: dict[str, Image | None] = {}
    counts: Counter[str] = Counter()
    for element in root.iter("img"):
        path = element.get("src", "")
        where = source.target(path, counts[path])
        counts[path] += 1
        if not (element.get("alt") or "").strip():
            hint = f"say what it shows: ![a description]({path})"
            findings.error("A01", f'the picture "{path}" has no alternative text', where, hint)
        if path not in images:
            found = open_picture(path, where)
            images[path] = read_picture(*found, where, findings) if found else None
        image = images[path]
        if image:
            element.set("src", image.name)
            if image.width:
                element.set("width", str(image.width))
                element.set("height", str(image.height))
    return tuple({image.name: image for image in images.values() if image}.values())


def read_picture(path: str, data: bytes, where: Location, findings: Findings) -> Image | None:
    """A picture with its media type and size in px, or None with an error when it cannot be read."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in MEDIA_TYPES:
        hint = f"use one of: {' '.join(MEDIA_TYPES)}"
        findings.error("T08", f'"{path}" is not a picture of a known kind', where, hint)
        return None
    try:
        if suffix == ".svg":
            _check_drawing(data)
            return Image(picture_name(path), MEDIA_TYPES[suffix], data)
        width, height = _measure(data, MEDIA_TYPES[suffix])
    except ValueError as problem:
        message, _, hint = str(problem).partition("; ")
        findings.error("T08", f'the picture "{path}" {message}', where, hint)
        return None
    return Image(picture_name(path), MEDIA_TYPES[suffix], data, width, height)


def picture_name(path: str) -> str:
    """The picture's path in the publication, by its path in the press; no two are the same.

    `books/june/images/map.svg` is `images/june_map.svg`; names of other shapes carry a digest of their path.
    """
    if match := _PLAIN.fullmatch(path):
        return f"images/{match[1]}_{match[2]}"
    file = PurePosixPath(path)
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    digest = hashlib.sha256(path.encode()).hexdigest()[:10]
    return f"images/{stem}-{digest}{file.suffix.lower()}".replace("/-", "/")


def _measure(data: bytes, expected: str) -> tuple[int, int]:
    """Width and height in px of a picture that can be decoded whole; ValueError says why it cannot."""
    import PIL
    import PIL.Image as Pillow  # slow to import, and not needed by every book

    try:
        with warnings.catch_warnings(), _whole_pictures():
            warnings.simplefilter("ignore")  # of the many pixels, which are counted here
            with Pillow.open(io.BytesIO(data)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if kind in RASTER and width * height <= MOST_PIXELS:
                    picture.load()
    except Pillow.DecompressionBombError as problem:
        raise ValueError("has more pixels than any printer; make it smaller") from problem
    except PIL.UnidentifiedImageError as problem:
        raise ValueError("cannot be read: it is damaged, or no picture; save it anew") from problem
    except OSError as problem:
        reason = "it breaks off before its end" if "truncated" in str(problem) else _first_line(problem)
        raise ValueError(f"cannot be read: {reason}; save it anew") from problem
    except Exception as problem:  # Pillow's readers raise many kinds; each means the same to the editor
        raise ValueError(f"cannot be read: {_first_line(problem)}; save it anew") from problem
    if width * height > MOST_PIXELS:
        raise ValueError(f"has {width} x {height} pixels, more than any printer; make it smaller")
    if RASTER.get(kind) != expected:
        raise ValueError(f"is of the kind {kind}, not what its name says; save it as PNG or JPEG and name it so")
    return width, height


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Let Pillow refuse pictures that break off, which the typesetter lets pass in the process that it runs in."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_drawing(data: bytes) -> None:
    """Raise ValueError for an SVG drawing that is not well formed, acts, or reaches outside itself."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"is not well-formed XML: {_first_line(problem)}; save it anew") from problem
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:
        raise ValueError("declares entities; save it as plain SVG")
    if root.tag != f"{SVG}svg":
        raise ValueError('is not an SVG drawing; begin it with <svg xmlns="http://www.w3.org/2000/svg">')
    if not root.get("viewBox"):
        raise ValueError("has no viewBox; give its <svg> element one")
    for reason in _dangers(root):
        raise ValueError(f"{reason}; save it as plain SVG, with nothing linked")


def _dangers(root: Element) -> Iterator[str]:
    """What a drawing holds that a book must not: scripts, foreign matter, references to other files."""
    if root.getroottree().xpath("//processing-instruction()"):
        yield "holds a processing instruction"
    for element in root.iter("*"):
        name = etree.QName(element).localname.lower()
        if name in ("script", "foreignobject", "iframe"):
            yield f"holds a <{name}> element"
        if name == "style" and _OUTSIDE.search("".join(element.itertext())):
            yield "refers to another file"
        for key, value in element.attrib.items():
            local = str(key).rpartition("}")[2].lower()
            if local.startswith("on"):
                yield f'holds a script in "{local}"'
            if local in ("href", "src") and name != "a" and not str(value).startswith(("#", "data:image/")):
                yield "refers to another file"
            if name == "a" and local == "href" and not str(value).startswith(("#", "https:", "http:")):
                yield "holds a link of a kind that is not allowed"
            # Both begin or go on with a sign that the long outlines of a drawing never have.
            if ("(" in value or "@" in value) and _OUTSIDE.search(str(value)):
                yield "refers to another file"


def _first_line(problem: Exception) -> str:
    return (str(problem).split("\n")[0] or type(problem).__name__).lower()

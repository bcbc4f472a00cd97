"""Fonts: the faces that the stylesheet names, cut down to the characters of the book, as WOFF2."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import PurePosixPath
from types import SimpleNamespace

from publisher.cache import fingerprint
from publisher.jobs import Job
from publisher.publication import FontFace
from publisher.write.epub.items import Item
from publisher.write.plant import ALONE, Plant

# Beyond the features that HarfBuzz keeps by itself (kern, liga, calt, locl, mark …): capitals, figures, positions.
FEATURES = ("c2sc", "smcp", "onum", "lnum", "pnum", "tnum", "sups", "subs", "sinf", "ordn", "zero", "case", "cpsp")
# Name records: the names, and the licence (13) with its address (14), which the OFL asks to travel.
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
# What a reading system may set of itself: list numbers, no-break space, soft hyphen, hyphen.
ALWAYS = frozenset({*map(chr, range(0x20, 0x7F)), "\u00a0", "\u00ad", "\u2010"})

# Of 0 to 11, the last of which takes twice the time and spares a five-hundredth of the bytes.
QUALITY = 10

PACKAGES = ("fonttools", "brotli", "uharfbuzz")
WEIGHT = 3500  # characters that WeasyPrint sets in the time that one face takes

_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_FEATURE = re.compile(r"""["']([A-Za-z0-9]{4})["']""")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the faces of a book keep: characters, and features of layout."""

    characters: frozenset[str]
    features: tuple[str, ...]


def named_faces(faces: Iterable[FontFace], stylesheet: str) -> tuple[FontFace, ...]:
    """The faces whose family the stylesheet names."""
    return tuple(face for face in faces if _names(stylesheet, face.family))


def characters(texts: Iterable[str], stylesheet: str) -> frozenset[str]:
    """Every character that texts and stylesheet can bring to the page, in both cases (capitals are made by style)."""
    generated = _ESCAPE.sub(lambda match: _character(match[1]), stylesheet)
    used = set(generated).union(*texts)
    return frozenset(ALWAYS.union(*(character + character.upper() + character.lower() for character in used)))


def font_items(
    faces: Sequence[FontFace], used: frozenset[str], stylesheet: str, plant: Plant = ALONE
) -> tuple[Item, ...]:
    """Faces as WOFF2 files of the container, with the glyphs that `used` needs and the layout features kept."""
    wanted = Wanted(used, tuple(sorted({*FEATURES, *_FEATURE.findall(stylesheet)})))
    pairs = enumerate(zip(faces, font_files(faces, wanted, plant), strict=True), 1)
    return tuple(Item(f"font-{number}", font_path(face), data) for number, (face, data) in pairs)


def font_files(faces: Sequence[FontFace], wanted: Wanted, plant: Plant = ALONE) -> tuple[bytes, ...]:
    """Faces cut down and compressed, in their order."""
    versions = [version(package) for package in PACKAGES]
    keys = [fingerprint("woff2", versions, QUALITY, face.file.data, wanted) for face in faces]
    made = [plant.kept(key) for key in keys]
    missing = [number for number, data in enumerate(made) if data is None]
    jobs = [Job(faces[number].file.path, faces[number].file.data, WEIGHT) for number in missing]
    for job, data in plant.workers.run(cut, wanted, jobs):
        made[missing[job]] = data
        plant.keep(keys[missing[job]], data)
    return tuple(data for data in made if data is not None)


def cut(wanted: Wanted, data: bytes) -> bytes:
    """A job: one face cut down and compressed."""
    return _woff2(_subset(data, wanted.characters, wanted.features))


def _subset(data: bytes, used: frozenset[str], features: tuple[str, ...]) -> bytes:
    """A face cut down to characters and features, its hints dropped."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, used))
    wanted.layout_feature_tag_set.update(map(_tag, features))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAMES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data)


def _tag(name: str) -> int:
    """An OpenType tag as HarfBuzz wants it: four letters as one number."""
    return int.from_bytes(name.encode("ascii"), "big")


def _woff2(data: bytes) -> bytes:
    """A face compressed for reading systems (W3C WOFF 2.0)."""
    import brotli  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont, woff2

    # fontTools cannot be told a quality.
    woff2.brotli = SimpleNamespace(**{**vars(brotli), "compress": partial(brotli.compress, quality=QUALITY)})
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


def font_path(face: FontFace) -> str:
    """Where the file of a face stands in the container."""
    return f"fonts/{PurePosixPath(face.file.path).stem}.woff2"


def font_rules(faces: Iterable[FontFace]) -> str:
    """The `@font-face` rules of the faces, for a stylesheet that stands one folder below the root."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'font-display: swap; src: url("../{font_path(face)}") format("woff2"); }}'
        for face in faces
    )


def _names(stylesheet: str, family: str) -> bool:
    """Whether a stylesheet names a family, in quotation marks or as bare words at the end of a list's item."""
    name = r"\s+".join(map(re.escape, family.split()))
    pattern = rf"""(["']){name}\1|(?<![\w-]){name}\s*(?=[,;}}!]|$)"""
    return re.search(pattern, stylesheet, re.IGNORECASE) is not None


def _character(digits: str) -> str:
    """The character that a CSS escape stands for, or nothing where there is none."""
    point = int(digits, 16)
    return chr(point) if 0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else ""

"""The faces of a theme: static instances cut from variable fonts."""

from __future__ import annotations

import io
import struct
from importlib.resources import files
from pathlib import Path

from publisher.publication import FontFace, Resource
from publisher.read.kept import Kept
from publisher.read.theme_file import FaceModel

PACKS = {"western-core": "justmytype_western_core"}  # fonts that travel as Python packages
KINDS = {b"\0\1\0\0": "ttf", b"true": "ttf", b"OTTO": "otf"}  # the first four bytes (OpenType 1.9, §Font file)
DROPPED = ("DSIG", "STAT")  # a signature that the cut breaks, and axes that are gone


def face_file(source: str, folder: Path) -> Path:
    """The font file meant by `pack:path` or by a path relative to the theme; FileNotFoundError when there is none."""
    pack, colon, path = source.partition(":")
    within = Path(str(files(PACKS[pack]))) / "fonts" if colon and pack in PACKS else folder
    file = within / (path if within != folder else source)
    if "\0" in source or not file.is_file() or ".." in file.relative_to(within).parts:
        raise FileNotFoundError(source)
    return file


def load_face(model: FaceModel, folder: Path, kept: Kept) -> FontFace:
    """A static face: the file as it is, or the instance that its axes name; ValueError when it is no such font."""
    data = face_file(model.file, folder).read_bytes()
    kind = KINDS.get(data[:4])
    if not kind:
        raise ValueError("is not a TrueType or OpenType font")
    style = ["Italic"] if model.style == "italic" else []
    name = "-".join(["".join(model.family.split()), str(model.weight), *style])
    words = " ".join([str(model.weight), *style])
    data = kept.face(lambda: _static(data, model, words, name), data, model.axes, model.family, words, name)
    return FontFace(model.family, model.weight, model.style, Resource(f"fonts/{name}.{kind}", f"font/{kind}", data))


def _static(data: bytes, model: FaceModel, style: str, postscript: str) -> bytes:
    """The face as it is, or cut and named; ValueError when it is no such font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        TTFont(io.BytesIO(data), lazy=True)["name"]
        return _named(_cut(data, model.axes), model.family, style, postscript) if model.axes else data
    except (RuntimeError, TTLibError, struct.error, AssertionError, KeyError, IndexError) as problem:
        raise ValueError(f"cannot be read: {str(problem).lower() or 'it is damaged'}") from problem


def _cut(data: bytes, axes: dict[str, float]) -> bytes:
    """The variable font cut at a point of its axes (HarfBuzz needs 10 ms for what fontTools does in 5 s)."""
    import uharfbuzz

    face, wanted = uharfbuzz.Face(data), uharfbuzz.SubsetInput()
    wanted.keep_everything()
    known = {axis.tag: axis for axis in face.axis_infos}
    for axis, value in axes.items():
        if axis not in known:
            raise ValueError(f'has no axis "{axis}"; it has: {", ".join(known) or "none"}')
        if not known[axis].min_value <= value <= known[axis].max_value:
            raise ValueError(f'has {known[axis].min_value:g} to {known[axis].max_value:g} on the axis "{axis}"')
        wanted.pin_axis_location(face, axis, value)
    cut = uharfbuzz.subset(face, wanted)
    return bytes(cut.blob.data)


def _named(data: bytes, family: str, style: str, postscript: str) -> bytes:
    """The font under a name of its own, so that two cuts of one design are told apart in a PDF."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    names = {1: f"{family} {style}", 2: "Regular", 4: f"{family} {style}", 6: postscript, 16: family, 17: style}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for name, words in names.items():
        table.setName(words, name, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()

"""The lettering of drawings: the theme's faces put into each SVG that names them.

A drawing shown by `<img>` sees neither the stylesheet of its page nor the fonts of the book (SVG 2, section 2.2.3: no
external resources), so that it would be lettered in whatever serif the reading system has.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from publisher.publication import FontFace
from publisher.write.epub.fonts import Wanted, font_files, named_faces
from publisher.write.epub.items import Item
from publisher.write.epub.pages import PARSER, SVG
from publisher.write.plant import Plant

BOLD = 600  # the weight from which a face may stand for `bold`


def lettered(items: Sequence[Item], faces: Sequence[FontFace], plant: Plant) -> Iterator[Item]:
    """The items, drawings with the faces that their words are set in, cut down to the words of all drawings."""
    roots = {item.path: etree.fromstring(item.data, PARSER) for item in items if item.path.lower().endswith(".svg")}
    wanted = {path: _faces(root, faces) for path, root in roots.items()}
    used = [face for face in faces if any(face in needed for needed in wanted.values())]
    words = frozenset().union(*("".join(map(str, root.itertext())) for path, root in roots.items() if wanted[path]))
    cut = dict(zip(used, font_files(used, Wanted(words, ()), plant), strict=True))
    for item in items:
        needed = wanted.get(item.path, ())
        yield replace(item, data=_dressed(roots[item.path], needed, cut)) if needed else item


def _faces(root: etree._Element, faces: Sequence[FontFace]) -> tuple[FontFace, ...]:
    """The faces that the words of a drawing ask for, by family, weight and slope."""
    if root.find(f".//{{{SVG}}}text") is None:
        return ()
    source = etree.tostring(root, encoding="unicode")
    return tuple(face for face in named_faces(faces, source) if _is_used(face, source))


def _is_used(face: FontFace, source: str) -> bool:
    """Whether a drawing that names the family asks for this face of it."""
    slope = face.style == "normal" or "italic" in source
    bold = "bold" in source and face.weight >= BOLD
    return slope and (face.weight == 400 or str(face.weight) in source or bold)


def _quoted(css: str, faces: Sequence[FontFace]) -> str:
    """CSS with the names of the faces in quotation marks: browsers refuse a bare name that has a figure in it."""
    for family in dict.fromkeys(face.family for face in faces):
        name = r"\s+".join(map(re.escape, family.split()))
        css = re.sub(rf"(?<![\w\"'-]){name}\s*(?=[,;}}!]|$)", f"'{family}'", css)
    return css


def _dressed(root: etree._Element, faces: Sequence[FontFace], cut: dict[FontFace, bytes]) -> bytes:
    """A drawing with its faces inside."""
    for element in root.iter("*"):
        for key in ("font-family", "font", "style"):
            if key in element.attrib:
                element.set(key, _quoted(str(element.get(key)), faces))
        if etree.QName(element).localname == "style":
            element.text = _quoted(element.text or "", faces)
    rules = (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url(data:font/woff2;base64,{b64encode(cut[face]).decode()}) }}"
        for face in faces
    )
    etree.SubElement(root, f"{{{SVG}}}style").text = "\n".join(rules)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)

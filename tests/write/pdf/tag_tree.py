"""What a structure tree says, and what is wrong with it, asked of the PDF alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

Key = tuple[int, int]

PAINTING = frozenset("f F f* B B* b b* S s Do Tj TJ ' \" sh BI".split())
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead "
    "TBody TFoot Span Quote Note Reference Code Link Figure".split()
)
HOLD_NO_WORDS = frozenset("Document Sect Art BlockQuote Div Table THead TBody TFoot TR L LI TOC TOCI".split())


def role(element: pikepdf.Object) -> str:
    return str(element.S).removeprefix("/")


def is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.StructElem


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements under a node, in reading order."""
    for kid in node.K:
        if is_element(kid):
            assert kid.P.objgen == node.objgen
            yield kid
            yield from elements(kid)


def marks(element: pikepdf.Object) -> Iterator[tuple[Key, int]]:
    """The marked content straight under an element: page object and MCID."""
    for kid in element.K:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get(Name.Type) == Name.MCR:
            yield kid.Pg.objgen, int(kid.MCID)


def drawn(page: pikepdf.Page) -> tuple[list[int], list[str]]:
    """The MCIDs of a page in the order of drawing, and the operators that paint outside marked content."""
    numbers: list[int] = []
    astray: list[str] = []
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC" and Name.MCID in operands[1]:
            numbers.append(int(operands[1].MCID))
        if name in ("BDC", "BMC") and depth:
            astray.append(f"{operands[0]} inside other content, and so")
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if name in PAINTING and not depth:
            astray.append(name)
    assert depth == 0
    return numbers, astray


def faults(pdf: Pdf) -> list[str]:
    """What is wrong with the tree: content without an element or with two, wrong parents, links astray, odd roles."""
    tree = pdf.Root.StructTreeRoot
    numbers = list(tree.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    found = [] if list(parents) == list(range(int(tree.ParentTreeNextKey))) else ["keys of the parent tree"]
    reached: dict[tuple[Key, int], Key] = {}
    objects: dict[Key, Key] = {}
    for element in elements(tree):
        found += _odd(element, tree.RoleMap)
        for mark in marks(element):
            found += [f"marked content {mark} has two elements"] if mark in reached else []
            reached[mark] = element.objgen
        objects.update({kid.Obj.objgen: element.objgen for kid in element.K if isinstance(kid, Dictionary) and
                        kid.get(Name.Type) == Name.OBJR})  # fmt: skip
    for page in pdf.pages:
        found += _astray(page, parents, reached, objects)
    found += [f"marked content {mark} is nowhere drawn" for mark in reached]
    return found + [f"annotation {number} is on no page" for number in objects]


def _odd(element: pikepdf.Object, known: pikepdf.Object) -> list[str]:
    """What is odd about an element itself."""
    name = role(element)
    found = [] if str(known.get(element.S, element.S)).removeprefix("/") in STANDARD else [f"role {name}"]
    if name in HOLD_NO_WORDS and any(True for _ in marks(element)):
        found.append(f"words straight in {name}")
    if not len(element.K) and name not in ("TD", "TH"):
        found.append(f"empty {name}")
    if any(isinstance(kid, Dictionary) and Name.Obj in kid for kid in element.K) != (name == "Link"):
        found.append(f"{name} and its annotations")
    return found


def _astray(
    page: pikepdf.Page,
    parents: dict[int, pikepdf.Object],
    reached: dict[tuple[Key, int], Key],
    objects: dict[Key, Key],
) -> list[str]:
    """What is wrong on a page; what is right is taken out of `reached` and `objects`."""
    numbers, astray = drawn(page)
    found = [f"{name} outside marked content" for name in astray]
    found += [] if page.obj.get(Name.Tabs) == Name.S else ["tab order"]
    for number in numbers:
        if reached.pop((page.obj.objgen, number), None) != parents[int(page.obj.StructParents)][number].objgen:
            found.append(f"MCID {number} and its parent disagree")
    for link in page.obj.get(Name.Annots, []):
        if objects.pop(link.objgen, None) != parents[int(link.StructParent)].objgen:
            found.append("a link and its parent disagree")
        if not str(link.get(Name.Contents, "")):
            found.append("a link without words")
    return [f"{fault} on page {page.index + 1}" for fault in found]


def glyphs(font: pikepdf.Object) -> dict[int, str]:
    """The text of each glyph of a font."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes().partition(b"endcodespace")[2])
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def page_text(page: pikepdf.Page) -> dict[int, str]:
    """What each piece of marked content of a page says."""
    fonts = {str(name): glyphs(font) for name, font in page.obj.Resources.Font.items()}
    said: dict[int, str] = {}
    number, font, around = -1, {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            around.append(number)
            number = int(operands[1].MCID) if name == "BDC" and Name.MCID in operands[1] else -1
            said.setdefault(number, str(operands[1].get(Name.ActualText, "")) if number >= 0 else "")
        elif name == "EMC":
            number = around.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("TJ", "Tj"):
            strings = operands[0] if name == "TJ" else operands
            for codes in (bytes(item) for item in strings if isinstance(item, pikepdf.String)):
                said[number] += "".join(font[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2))
    return said


def text(pdf: Pdf) -> dict[Key, dict[int, str]]:
    """What each piece of marked content of a file says, by page object and MCID."""
    return {page.obj.objgen: page_text(page) for page in pdf.pages if Name.Font in page.obj.get(Name.Resources, {})}


def words(element: pikepdf.Object, said: dict[Key, dict[int, str]]) -> str:
    """The words of an element and all under it, in reading order."""
    spoken = ""
    content = marks(element)
    for kid in element.K:
        if is_element(kid):
            spoken += words(kid, said)
        elif isinstance(kid, int) or kid.get(Name.Type) == Name.MCR:
            page, number = next(content)
            spoken += said[page][number]
    return spoken


def outline(pdf: Pdf) -> list[str]:
    """The tree as lines, indented: role, and the words of an element that has no other under it or stands in a line."""
    said, lines = text(pdf), []

    def describe(element: pikepdf.Object, depth: int) -> None:
        inner = [kid for kid in element.K if is_element(kid)]
        spoken = "" if role(element) in HOLD_NO_WORDS else " ".join(words(element, said).split())
        lines.append(f"{'  ' * depth}{role(element)} {spoken}".rstrip())
        for kid in inner:
            describe(kid, depth + 1)

    for section in pdf.Root.StructTreeRoot.K[0].K:
        describe(section, 0)
    return lines


def solid(spoken: str) -> str:
    """Words without spaces and hyphens, which differ where lines break."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]+", "", spoken)


def outline_of(pdf: bytes) -> list[str]:
    """The outline of a file that has no fault."""
    with Pdf.open(BytesIO(pdf)) as opened:
        assert faults(opened) == []
        return outline(opened)

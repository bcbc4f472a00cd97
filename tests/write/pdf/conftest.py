"""A small book of five documents, and what a reader's eye and a screen reader find in its PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image

from publisher.publication import Document, FontFace, Publication, Resource, Sheet, TocEntry
from publisher.write.pdf import Typeset, typeset

STYLESHEET = """
@page{size:105mm 148mm;margin:18mm 12mm 18mm 16mm}
@page:left{margin-left:12mm;margin-right:16mm}
@page front{@bottom-center{content:counter(page, lower-roman)}}
@page text{@bottom-center{content:"f" counter(page)}}
@page text:left{@top-left{content:string(author)}}
@page text:right{@top-right{content:string(title)}}
@page :nth(1 of text){@top-left{content:none}@top-right{content:none}}
@page :blank{@top-left{content:none}@top-right{content:none}@bottom-center{content:none}}
@page{@footnote{border-top:.5pt solid;padding-top:3pt}}
html{font:10pt/14pt Book, serif;hyphens:manual}
.front{page:front} .text{page:text;string-set:title attr(data-title), author attr(data-author)}
section{break-before:recto} .run-in{break-before:auto}
p{margin:0} h1{font-size:16pt;line-height:28pt;margin:28pt 0 14pt}
.note{float:footnote;font-size:8pt;line-height:10pt}
"""
MAP = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><path d="M0 0h90v40z" fill="#888"/></svg>'
PARAGRAPH = "The committee sat through the night and heard the delegates of the works, one after another. "


def paragraphs(name: str, count: int) -> str:
    return "".join(f'<p id="{name}-p{n}">{name} {n}. {PARAGRAPH * 4}</p>' for n in range(1, count + 1))


def text(name: str, title: str, body: str, **more: Any) -> Document:
    kind, author = more.pop("kind", "text"), more.pop("author", "")
    extra = more.pop("classes", "")
    html = (
        f'<section id="{name}" class="{kind} {extra}" data-title="{title}" data-author="{author}">'
        f"<h1>{title}</h1>{body}</section>"
    )
    authors = (author,) if author else ()
    return Document(name, kind, title, html, more.pop("matter", "body"), "en", authors=authors, **more)


@cache
def face(style: str = "normal") -> FontFace:
    """A static face, cut from a variable one for plain English."""
    name = "SourceSerif4[opsz,wght].ttf" if style == "normal" else "SourceSerif4-Italic[opsz,wght].ttf"
    data = (files("justmytype_western_core") / "fonts/ofl/sourceserif4" / name).read_bytes()
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["liga", "kern"]))
    subsetter.populate(unicodes=[*range(0x20, 0x7F), 0xFB01, 0x2013, 0x2019])
    subsetter.subset(font)
    out = BytesIO()
    instantiateVariableFont(font, {"opsz": 10, "wght": 400}).save(out)
    return FontFace("Book", 400, style, Resource(f"fonts/{style}.ttf", "font/ttf", out.getvalue()))  # type: ignore[arg-type]


def anthology() -> Publication:
    entries = "".join(
        f'<p>{title} <a href="#{target}"><span data-folio="{target}"/></a></p>'
        for title, target in (("Preface", "preface"), ("April", "april"), ("June", "june"), ("Map", "june-map"))
    )
    note = '<span class="note">The note <em>on</em> the delegates.</span>'
    see = (
        '<p>See <a href="#june-p5">p. <span data-folio="june-p5"/></a>, <a href="https://example.org/">a page</a>.</p>'
    )
    image = '<p id="june-map"><img src="images/map.svg" alt="A map"/></p>'
    documents = (
        text("contents", "Contents", entries, kind="contents", classes="front", matter="front", opens="recto"),
        text("preface", "Preface", paragraphs("preface", 4), kind="preface", classes="front", matter="front",
             opens="page"),
        text("april", "April", f"<p>Call.{note}</p>{image.replace('june', 'april')}{paragraphs('april', 9)}{see}",
             author="V. I. Lenin", opens="recto"),
        text("june", "June", paragraphs("june", 9) + image + '<p><a href="#april-p1">back</a></p>', author="J. Reed",
             opens="recto"),
        text("index", "Index", paragraphs("index", 9), author="The editor", matter="back", opens="run-in",
             classes="run-in"),
    )  # fmt: skip
    toc = (
        TocEntry("Preface", "preface"),
        TocEntry(
            "Spring", "april", children=(TocEntry("April", "april", ("V. I. Lenin",)), TocEntry("Map", "april-map"))
        ),
        TocEntry("June", "june", ("J. Reed",)),
    )
    return Publication(
        slug="small",
        edition="print",
        title="A Small Book",
        language="en",
        identifier="urn:uuid:3f2c7a4e-0c1d-4e4b-9f5e-1b2a3c4d5e6f",
        modified="2026-11-23T00:00:00Z",
        authors=("V. I. Lenin", "J. Reed"),
        documents=documents,
        stylesheet=STYLESHEET,
        fonts=(face(),),
        resources=(Resource("images/map.svg", "image/svg+xml", MAP),),
        toc=toc,
        sheet=Sheet(105, 148, mirrored=True),
    )


def words(pdf: bytes) -> list[list[str]]:
    """The words of each page, in the order of the alphabet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [sorted(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.fixture(scope="session")
def book() -> Publication:
    return anthology()


@pytest.fixture(scope="session")
def made(book: Publication) -> Typeset:
    return typeset(book, lambda message: None)


@pytest.fixture(scope="session")
def page_words() -> Callable[[bytes], list[list[str]]]:
    return words


@pytest.fixture(scope="session")
def make_text() -> Callable[..., Document]:
    return text


@pytest.fixture(scope="session")
def screen() -> Publication:
    return replace(anthology(), edition="screen", sheet=Sheet(105, 148, mirrored=False))


@pytest.fixture(scope="session")
def pictured() -> Callable[..., Publication]:
    """The book with a plain PNG in the place of its drawing, of a colour and a size in px."""

    def make(colour: str, size: int = 8) -> Publication:
        whole, out = anthology(), BytesIO()
        Image.new("RGB", (size, size), colour).save(out, "PNG")
        resource = Resource("images/map.png", "image/png", out.getvalue())
        documents = tuple(replace(each, html=each.html.replace("map.svg", "map.png")) for each in whole.documents)
        return replace(whole, resources=(resource,), documents=documents)

    return make

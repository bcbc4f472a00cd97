"""A small book by hand: cover, part, two texts with notes, Russian words, drawings inside and outside the pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import justmytype_western_core
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from PIL import Image

from publisher.publication import Document, FontFace, Landmark, Meta, Publication, Resource, TocEntry
from publisher.write.epub import write_epub

MAP = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" role="img">
<title>Petrograd</title><path d="M0 0h20v10z"/></svg>
"""

CONTENTS = """<section id="contents" epub:type="toc" role="doc-toc" aria-labelledby="contents-heading" lang="en">
<h1 id="contents-heading">Contents</h1>
<ol><li><a href="#april-theses">April Theses</a></li><li><a href="#july-days">The July Days</a></li></ol>
</section>"""

PART = """<section id="part-1" epub:type="part" role="doc-part" aria-labelledby="part-1-heading" lang="en">
<h1 id="part-1-heading">From April to July</h1></section>"""

APRIL = """<section id="april-theses" epub:type="chapter" role="doc-chapter" aria-labelledby="april-heading" lang="en">
<h2 id="april-heading">April Theses</h2>
<p epub:type="z3998:author">V. I. Lenin</p>
<p id="april-p1">Printed in <span lang="ru">Правда</span>, no. 26.<a id="april-ref-1" href="#april-note-1"
epub:type="noteref" role="doc-noteref">1</a> See <a href="#july-p1">what followed</a> &amp;
<a href="#april-p1">this</a>, or <a href="https://example.org/lenin?a=1&amp;b=2">the archive</a>.
<span class="rule"></span></p>
<figure><img src="images/map.svg" alt="A map of Petrograd"/></figure>
<aside id="april-note-1" epub:type="footnote" role="doc-footnote"><p>7 April (old style).
<a href="#april-ref-1" role="doc-backlink">↩</a></p></aside></section>"""

JULY = """<section id="july-days" epub:type="chapter" role="doc-chapter" aria-labelledby="july-heading" lang="en">
<h2 id="july-heading">The July Days</h2>
<p id="july-p1">The crowds came.<a id="july-ref-1" href="#july-note-1" epub:type="noteref" role="doc-noteref">1</a>
<a href="#april-theses">Compare April</a>.</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-label="A square"><defs>
<linearGradient id="july-shade"><stop offset="0"/></linearGradient></defs><rect fill="url(#july-shade)" width="9"
height="9"/></svg>
<aside id="july-note-1" epub:type="footnote" role="doc-footnote"><p>Old style.
<a href="#july-ref-1" role="doc-backlink">↩</a></p></aside></section>"""

STYLESHEET = """@charset "utf-8";
@namespace epub "http://www.idpf.org/2007/ops";
body { font-family: "Text Serif", serif; background: url(images/map.svg); }
h2::after { content: "\\2020"; }
"""

METADATA = (
    Meta(
        "dc:identifier",
        "urn:uuid:11111111-0000-4000-8000-000000000000",
        refinements=(Meta("identifier-type", "22", {"scheme": "onix:codelist5"}),),
    ),
    Meta("dc:title", "1917 & After", refinements=(Meta("title-type", "main"), Meta("file-as", "1917 & After"))),
    Meta("dc:title", "A Reading Guide", refinements=(Meta("title-type", "subtitle"),)),
    Meta("dc:language", "en"),
    Meta(
        "dc:creator",
        "Rosa Editor",
        refinements=(Meta("role", "edt", {"scheme": "marc:relators"}), Meta("file-as", "Editor, Rosa")),
    ),
    Meta("dc:creator", "V. I. Lenin", refinements=(Meta("role", "aut", {"scheme": "marc:relators"}),)),
    Meta(
        "belongs-to-collection",
        "Reading the Russian Revolution",
        refinements=(
            Meta("collection-type", "series"),
            Meta("group-position", "2"),
            Meta("dcterms:identifier", "urn:uuid:22222222-0000-4000-8000-000000000000"),
        ),
    ),
    Meta(
        "schema:hasPart",
        "schema:hasPart",
        refinements=(Meta("rdf:type", "http://schema.org/CreativeWork"), Meta("schema:name", "April Theses")),
    ),
    Meta("dcterms:modified", "1999-01-01T00:00:00Z"),
    Meta("link", "https://example.org/record.xml", {"rel": "record", "media-type": "application/xml"}),
)


@pytest.fixture(scope="session")
def cover() -> Resource:
    """A small JPEG."""
    file = io.BytesIO()
    Image.new("RGB", (60, 90), "maroon").save(file, "JPEG")
    return Resource("images/cover.jpg", "image/jpeg", file.getvalue())


@pytest.fixture(scope="session")
def face() -> FontFace:
    """A static face of a real typeface: Latin and Russian letters with their layout features."""
    folder = Path(justmytype_western_core.__file__).parent / "fonts/ofl/sourceserif4"
    with TTFont(folder / "SourceSerif4[opsz,wght].ttf", recalcTimestamp=False) as font:
        options = subset.Options(
            layout_features=["kern", "liga", "smcp", "c2sc", "onum", "sups", "locl"], name_IDs=["*"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[*range(0x20, 0x7F), *range(0x410, 0x450), 0x2019, 0x2020])
        cutter.subset(font)
        static = instancer.instantiateVariableFont(font, {"opsz": 12, "wght": 400})
        file = io.BytesIO()
        static.save(file)
    return FontFace("Text Serif", 400, "normal", Resource("fonts/TextSerif-Regular.ttf", "font/ttf", file.getvalue()))


@pytest.fixture(scope="session")
def book(cover: Resource, face: FontFace) -> Publication:
    """The book, complete, with a contents page of its own."""
    return Publication(
        slug="1917",
        edition="epub",
        title="1917 & After",
        language="en",
        identifier="urn:uuid:11111111-0000-4000-8000-000000000000",
        modified="2026-11-23T00:00:00Z",
        authors=("Rosa Editor",),
        documents=(
            Document("contents", "contents", "Contents", CONTENTS, "front", "en"),
            Document("part-1", "part", "From April to July", PART, "body", "en"),
            Document("april-theses", "text", "April Theses", APRIL, "body", "en", authors=("V. I. Lenin",)),
            Document("july-days", "text", "The July Days", JULY, "body", "en", authors=("A. Lunacharsky",)),
        ),
        stylesheet=STYLESHEET,
        fonts=(face, FontFace("Unused Sans", 400, "normal", face.file)),
        resources=(Resource("images/map.svg", "image/svg+xml", MAP),),
        toc=(
            TocEntry(
                "From April to July",
                "part-1",
                children=(
                    TocEntry("Апрельские тезисы", "april-theses", ("V. I. Lenin",), language="ru"),
                    TocEntry("The July Days", "july-p1", ("A. Lunacharsky",)),
                ),
            ),
        ),
        landmarks=(
            Landmark("toc", "Contents", "contents"),
            Landmark("bodymatter", "Start of the book", "part-1"),
            Landmark("bodymatter", "Start again", "part-1"),
        ),
        metadata=METADATA,
        cover=cover,
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """A function that writes a publication and gives its files, in order, by their paths in the container."""

    def write(publication: Publication, **options: object) -> dict[str, bytes]:
        path = tmp_path / "book.epub"
        write_epub(publication, path, **options)  # type: ignore[arg-type]
        with zipfile.ZipFile(path) as container:
            return {name.removeprefix("EPUB/"): container.read(name) for name in container.namelist()}

    return write

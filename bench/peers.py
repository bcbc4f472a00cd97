"""What the peers are given: the same documents as one HTML page, the same texts as Markdown, and their commands."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path

from bench.corpus import Corpus
from publisher.build import prepare
from publisher.publication import Document, FontFace, Publication
from publisher.render import render
from publisher.write.pdf.markup import html, parse

PYTHON = sys.executable
MARKDOWN = "markdown-tex_math_dollars-citations-subscript-superscript"  # signs that are plain words in our dialect
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
_TITLE = re.compile(r"^title:[ ]*(.*)$", re.M)


def print_publication(corpus: Corpus) -> Publication:
    """The print edition of a book, rendered and not yet set; StopIteration where the book makes none."""
    plan = prepare(corpus.press, [corpus.slug])
    (job,) = plan.jobs
    edition = next(each for each in job.book.editions if each.name == "print")
    return render(job.book, job.theme, edition, job.options)


def write_page(publication: Publication, folder: Path) -> Path:
    """All documents of a publication in one HTML file, with the same stylesheet, faces and pictures beside it.

    Folios of other pages are left blank and pages count in one sequence: the peer is spared that work.
    """
    for resource in (*publication.resources, *(face.file for face in publication.fonts)):
        target = folder / resource.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(resource.data)
    style = "".join(map(_font_face, publication.fonts)) + publication.stylesheet
    opens = "".join(map(_opening, publication.documents))
    sections = "".join(html(parse(document.html, document.language)) for document in publication.documents)
    page = folder / "book.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="{publication.language}"><head><meta charset="utf-8">'
        f"<title>{publication.slug}</title><style>{style}{opens}</style></head><body>{sections}</body></html>",
        encoding="utf-8",
    )
    return page


def _font_face(face: FontFace) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'font-style:{face.style};src:url("{face.file.path}")}}'
    )


def _opening(document: Document) -> str:
    """The rule that opens a document where make-up would."""
    side = {"recto": "recto", "page": "page", "run-in": "auto"}[document.opens]
    return f'[id="{document.id}"]{{break-before:{side}}}'


def one_pass(page: Path, target: Path) -> list[str]:
    """The command of one WeasyPrint pass over a page."""
    return [PYTHON, "-m", "bench.onepass", str(page), str(target)]


def write_markdown(corpus: Corpus, folder: Path) -> list[Path]:
    """The texts of a book as pandoc wants them: the title a heading in place of our front matter."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "images").symlink_to(corpus.book / "images")
    introduction = str(corpus.manifest.get("introduction", "")).removesuffix(".md")
    files = []
    for name in (introduction, *corpus.texts()):
        if name:
            source = (corpus.book / f"{name}.md").read_text(encoding="utf-8")
            match = _FRONT_MATTER.match(source)
            assert match is not None
            title = _TITLE.search(match[1])
            words = title[1] if title else name
            heading = json.loads(words) if words.startswith('"') else words
            files.append(folder / f"{Path(name).name}.md")
            files[-1].write_text(f"# {heading}\n\n{source[match.end() :]}", encoding="utf-8")
    return files


def pandoc(files: list[Path], title: str, *arguments: str) -> list[str]:
    """A command of pandoc over the texts; notes are numbered file by file, as in ours."""
    program: str = import_module("pypandoc").get_pandoc_path()
    chosen = ["--from", MARKDOWN, "--file-scope", "--standalone", "--toc", "--metadata", f"title={title}"]
    return [program, *chosen, *arguments, *(file.name for file in files)]


def pandoc_epub(files: list[Path], title: str, target: Path) -> list[list[str]]:
    """The commands that make an EPUB by pandoc."""
    return [pandoc(files, title, "--to", "epub3", "--output", str(target))]


def typst_pdf(files: list[Path], title: str, target: Path) -> list[list[str]]:
    """The commands that make a PDF of A5 pages by pandoc's own template and Typst."""
    source = files[0].parent / f"{target.stem}.typ"
    compile_it = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return [
        pandoc(files, title, "--to", "typst", "--variable", "papersize=a5", "--output", source.name),
        [PYTHON, "-c", compile_it, source.name, str(target)],
    ]

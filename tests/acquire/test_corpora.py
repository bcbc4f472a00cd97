"""Real books that nobody here wrote: acquired, then built with no hand edits, and not a word lost on the way.

The files stand beside the repository and never enter it.
"""

import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from publisher.acquire import Haul, acquire
from publisher.acquire.encodings import decode
from publisher.acquire.piece import Fate
from publisher.build import build, prepare
from publisher.cli import main
from publisher.read import load
from tests.epubcheck import epubcheck

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
WORDS = re.compile(r"[^\W_]+")
BLOCKS = set(
    "p div li td th tr h1 h2 h3 h4 h5 h6 br blockquote pre hr section ol ul table figure figcaption header hgroup "
    "aside body caption line dt dd a".split()
)


@dataclass(frozen=True)
class Corpus:
    """A file, and what it holds: texts, notes, tables and pictures, counted in the file by other means."""

    file: str
    texts: int
    notes: int = 0
    tables: int = 0
    pictures: int = 0

    @property
    def path(self) -> Path:
        return CORPORA / self.file


BOOKS = (
    Corpus("communist-manifesto.epub", 6, notes=10),
    Corpus("reed-ten-days.epub", 27, notes=20, tables=7, pictures=17),
    Corpus("manifesto-with-footnotes.docx", 4, notes=8),
    Corpus("capital/ch01.htm", 1, notes=40, tables=4),
    Corpus("capital/ch10.htm", 1, notes=166, tables=3),
    Corpus("capital/ch31.htm", 1, notes=14),
    Corpus("best-russian-short-stories/stories.htm", 20),
    Corpus("best-russian-short-stories/stories-latin1.txt", 20),
    Corpus("russian/blok-dvenadtsat.txt", 1),
    Corpus("russian/blok-skify.txt", 1),
    Corpus("russian/gorky-nesvoevremennye-mysli.txt", 1),
    Corpus("russian/pushkin-ruslan-cp1251.txt", 1),
)

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora do not stand beside the repository")
every = pytest.mark.parametrize("corpus", BOOKS, ids=lambda corpus: Path(corpus.file).name)


def bring(corpus: Corpus) -> Haul:
    beside = corpus.path.parent
    return acquire(
        corpus.path.read_bytes(),
        corpus.path.name,
        lambda name: (beside / name).read_bytes() if (beside / name).is_file() else None,
    )


def words(text: str) -> Counter[str]:
    """The words, their capitals made small: a title in capitals is written as titles are."""
    return Counter(WORDS.findall(text.replace("\u2060", "").replace("\u00ad", "").casefold()))


def spaced(root: etree._Element) -> str:
    """The words of a tree, a space wherever a block or a line begins or ends."""
    parts: list[str] = []

    def walk(element: etree._Element) -> None:
        block = not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in BLOCKS
        block = block or "line" in (element.get("class") or "").split()
        parts.append((" " if block else "") + (element.text or "" if isinstance(element.tag, str) else ""))
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        parts.append(" " if block else "")

    walk(root)
    return "".join(parts)


# ---------------------------------------------------------------- the words of the source, without its notes' numbers


def source_words(path: Path) -> Counter[str]:
    readers = {".epub": _epub_words, ".docx": _docx_words, ".htm": _html_words}
    return words(readers.get(path.suffix, lambda path: decode(path.read_bytes())[0])(path))


def _epub_words(path: Path) -> str:
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith(".xhtml") or name.endswith("toc.xhtml"):
                continue
            body = etree.fromstring(archive.read(name)).find(".//{*}body")
            assert body is not None
            for call in body.iter("{*}a"):
                if "noteref" in call.get("{http://www.idpf.org/2007/ops}type", "") and "endnotes" in call.get(
                    "href", ""
                ):
                    call.text = ""
            found.append(spaced(body))
    return " ".join(found)


def _docx_words(path: Path) -> str:
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in etree.fromstring(archive.read(name)).iter("{*}p"):
                found.append(
                    "".join(
                        each.text or "" if each.tag.endswith("}t") else " "
                        for each in paragraph.iter("{*}t", "{*}br", "{*}tab")
                    )
                )
    return "\n".join(found)


def _html_words(path: Path) -> str:
    source = re.sub(r"<\?xml[^>]*\?>", "", decode(path.read_bytes())[0])
    root = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    for number in root.xpath(
        "//sup[@class='enote'] | //span[@class='note']/a | //p[@class='information']/span[@class='info']"
    ):
        if re.fullmatch(r"\W*(\d+\w?|\*|A|Note)\W*", number.text_content()):
            number.drop_tree()
    body = root.find(".//body")
    return spaced(body)


# ---------------------------------------------------------------- the words of the texts as our reader gives them


def kept_words(press: Path) -> Counter[str]:
    (book,) = load(press, ["b"]).books
    found = []
    for text in book.texts:
        found += [text.title, text.subtitle]
        for block in (text.content.html, *(note.html for note in text.content.notes)):
            found.append(spaced(etree.fromstring(f"<x>{block}</x>", etree.XMLParser(huge_tree=True))))
    return words(" ".join(found))


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "books").mkdir()
    (tmp_path / "books/press.yaml").write_text("name: A Press\nlanguage: en\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def acquired(corpus: Corpus, *options: str) -> None:
    result = CliRunner().invoke(main, ["acquire", str(corpus.path), "--book", "b", *options])
    assert result.exit_code == 0, result.output


@every
def test_every_word_is_in_the_texts_or_in_the_report(corpus: Corpus, press: Path) -> None:
    """What is lost is the numbers of notes; bylines and credits are in the front matter."""
    acquired(corpus)
    haul = bring(corpus)
    told = words(" ".join(remark.what for remark in haul.remarks if remark.fate is Fate.DROPPED))
    bylines = words(" ".join(f"by {name}" for text in haul.texts for name in text.authors))
    if corpus.path.suffix not in (".htm", ".txt"):
        bylines = Counter()
    source, kept = source_words(corpus.path), kept_words(press) + told
    lost, new = source - kept, kept - source
    assert not new
    assert not lost - bylines


@every
def test_notes_tables_and_pictures_are_as_many_as_in_the_source(corpus: Corpus) -> None:
    haul = bring(corpus)
    counts = [sum(getattr(text.tally, what) for text in haul.texts) for what in ("notes", "tables", "pictures")]
    assert (len(haul.texts), *counts) == (corpus.texts, corpus.notes, corpus.tables, corpus.pictures)


@every
def test_what_was_acquired_is_built_with_no_hand_edits(corpus: Corpus, press: Path) -> None:
    acquired(corpus)
    plan = prepare(press, ["b"])
    assert plan.sound
    made = {output.edition: output.path for output in build(plan, press / "dist", ["epub", "print"])}
    assert epubcheck(made["epub"]) == []
    assert made["print"].stat().st_size > 10_000


def test_an_anthology_is_made_of_corpora_alone(tmp_path: Path) -> None:
    """Reed, Lenin's introduction, Blok in Russian and a story by Gorky: authors, both alphabets and notes."""
    root = Path(__file__).parents[2]
    publisher = tmp_path / "publisher"
    publisher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m publisher "$@"\n')
    publisher.chmod(0o755)
    script = ["sh", str(root / "scripts/corpus.sh"), str(publisher), str(CORPORA), str(tmp_path / "press")]
    subprocess.run(script, check=True, capture_output=True)
    (book,) = load(tmp_path / "press").books
    made = [(text.title, [person.name for person in text.authors], text.language) for text in book.texts]
    assert made == [
        ("Introduction", ["Vladimir Lenin"], "en-GB"),
        ("I: Background", ["John Reed"], "en-GB"),
        ("Appendix to Chapter I", ["John Reed"], "en-GB"),
        ("Двенадцать", ["Александр Блок"], "ru"),
        ("One Autumn Night", ["Maxim Gorky"], "en"),
    ]
    assert sum(len(text.content.notes) for text in book.texts) == 6
    assert epubcheck(tmp_path / "press/dist/voices/voices.epub") == []
    assert (tmp_path / "press/dist/voices/voices-print.pdf").is_file()

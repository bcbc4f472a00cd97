"""A press with one long book, made from a Standard Ebooks source tree, or from the books of this repository."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from bench.markdown import LANG, XHTML, Text, kept_anchors, title
from publisher.read import load

SLUG = "corpus"
WORDS = re.compile(r"[^\W_]+")
FRONT = ("introduction", "preface", "notes-and-explanations")
PEOPLE = {
    "reed": {"name": "John Reed", "sort": "Reed, John", "born": "1887-10-22", "died": "1920-10-17"},
    "lenin": {"name": "V. I. Lenin", "sort": "Lenin, V. I.", "born": "1870-04-22", "died": "1924-01-21"},
}
PRESS = {
    "name": "Benchmark Press",
    "language": "en",
    "theme": "classic",
    "rights": {"licence": "public domain", "basis": "published in the United States before 1929"},
}
BOOK = {
    "language": "en-GB",
    "identifier": "urn:uuid:0b3c9c52-9f0c-4c39-8a8e-0d8cb5f5c1a7",
    "modified": "2026-11-23",
    "apparatus": ["contributors", "sources"],
    "editions": {"epub": {"pages": "none"}, "print": {"trim": "us-trade"}},
}
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
_TITLE = re.compile(r"^(title:[ ]*)(.*)$", re.M)
_CLAUSE = re.compile(r"(?<=[a-z]) and (?=[a-z])")
_PROSE = re.compile(r"[A-Z“][^|\[{]*")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A press on the disk: its folder, the slug of its book, and what the book is, in a sentence."""

    press: Path
    slug: str
    description: str

    @property
    def book(self) -> Path:
        """The folder of the book."""
        return self.press / "books" / self.slug

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest of the book."""
        return _yaml(self.book / "book.yaml")

    def texts(self) -> Iterator[str]:
        """The names of the texts that its parts arrange, in reading order."""
        for part in self.manifest["contents"]:
            yield from part["texts"]


# ---------------------------------------------------------------- from a Standard Ebooks source tree


def press_of_epub(epub: Path, target: Path) -> Corpus:
    """The press of a book of Standard Ebooks, whose source tree is zipped in `epub`, written to `target`."""
    with zipfile.ZipFile(epub) as archive:
        sections = _sections(archive)
        order = _order(archive, sections)
        package = etree.fromstring(archive.read("epub/content.opf"))
        name = str(package.findtext(".//{http://purl.org/dc/elements/1.1/}title"))
        book = target / "books" / SLUG
        (book / "images").mkdir(parents=True)
        for entry in archive.namelist():
            if entry.startswith("epub/images/illustration"):
                (book / "images" / Path(entry).name).write_bytes(archive.read(entry))
        notes = _notes(archive)
    anchors = {each: kept_anchors(section) for each, section in sections.items()}
    for each in order:
        _write_text(book / f"{each}.md", sections[each], Text(each, notes, anchors))
    front = [each for each in order if each in FRONT and each != "introduction"]
    body = [each for each in order if each.startswith("chapter")]
    back = [each for each in order if each.startswith("appendix")]
    _write_yaml(target / "books/press.yaml", PRESS)
    _write_yaml(target / "books/people.yaml", PEOPLE)
    manifest: dict[str, Any] = {"title": name, **BOOK, "contents": [{"texts": [*front, *body]}]}
    if "introduction" in order:
        manifest["introduction"] = "introduction.md"
    if back:
        manifest["contents"].append({"part": "Appendices", "texts": back})
    _write_yaml(book / "book.yaml", manifest)
    return Corpus(target, SLUG, f"John Reed, *{name}*, in the edition of Standard Ebooks")


def source_words(epub: Path) -> Counter[str]:
    """The words of the texts of a source tree as they stand there, each with its count; notes' numbers left out."""
    counted: Counter[str] = Counter()
    with zipfile.ZipFile(epub) as archive:
        for section in _sections(archive).values():
            for call in section.iter(f"{XHTML}a"):
                if "endnotes.xhtml" in call.get("href", ""):
                    call.text = ""
            counted.update(WORDS.findall(" ".join(map(str, section.itertext()))))
        for note in _notes(archive).values():
            counted.update(WORDS.findall(" ".join(map(str, note.itertext()))))
    return counted


def read_words(corpus: Corpus) -> Counter[str]:
    """The words of the texts as our reader gives them, each with its count: titles, bodies and notes."""
    (book,) = load(corpus.press, [corpus.slug]).books
    counted: Counter[str] = Counter()
    for text in book.texts:
        counted.update(WORDS.findall(text.title))
        for html in (text.content.html, *(note.html for note in text.content.notes)):
            tree = etree.fromstring(f"<x>{html}</x>", etree.XMLParser(huge_tree=True))
            counted.update(WORDS.findall(" ".join(map(str, tree.itertext()))))
    return counted


def _sections(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    """The section of every text by its name, without what Standard Ebooks adds of its own."""
    sections = {}
    for entry in archive.namelist():
        name = Path(entry).stem
        if re.fullmatch(r"epub/text/(chapter|appendix)-\d+\.xhtml", entry) or name in FRONT:
            section = etree.fromstring(archive.read(entry)).find(f".//{XHTML}section")
            assert section is not None
            sections[name] = section
    return sections


def _order(archive: zipfile.ZipFile, sections: dict[str, etree._Element]) -> list[str]:
    """The names of the texts in the order of the spine."""
    spine = etree.fromstring(archive.read("epub/content.opf")).iterfind(".//{*}itemref")
    listed = [item.get("idref", "").removesuffix(".xhtml") for item in spine]
    return [name for name in listed if name in sections]


def _notes(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    """The endnotes by id; none where there is no such file."""
    if "epub/text/endnotes.xhtml" not in archive.namelist():
        return {}
    root = etree.fromstring(archive.read("epub/text/endnotes.xhtml"))
    return {str(item.get("id")): item for item in root.iter(f"{XHTML}li")}


def _write_text(target: Path, section: etree._Element, text: Text) -> None:
    front = {"title": title(section), "author": "lenin" if text.name == "introduction" else "reed"}
    language = section.get(LANG)
    if language:
        front["language"] = language
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    target.write_text(f"---\n{lines}---\n{text.body(section)}", encoding="utf-8")


# ---------------------------------------------------------------- from the books of a press


def press_of_books(source: Path, slug: str, target: Path) -> Corpus:
    """A copy of the press in the folder `source`, for its book `slug`."""
    shutil.copytree(source / "books", target / "books")
    return Corpus(target, slug, f"*{_yaml(target / 'books' / slug / 'book.yaml')['title']}* of this repository")


def repeat(corpus: Corpus, times: int, target: Path) -> Corpus:
    """The book with its parts `times` over, in a press at `target`: every repeat under names and titles of its own.

    The pictures are those of the first, for their bytes would be the same.
    """
    shutil.copytree(corpus.press / "books", target / "books")
    copy = Corpus(target, corpus.slug, corpus.description + (f", {times} times over" if times > 1 else ""))
    manifest, names = copy.manifest, list(copy.texts())
    files = [*names, *(_stem(part["introduction"]) for part in manifest["contents"] if part.get("introduction"))]
    parts = list(manifest["contents"])
    for number in range(2, times + 1):
        mark = f"-r{number:02}"
        for name in files:
            _write_repeat(copy.book, name, files, mark, f" ({number})")
        manifest["contents"] += [_repeated(part, mark, f" ({number})") for part in parts]
    _write_yaml(copy.book / "book.yaml", manifest)
    return copy


def _repeated(part: dict[str, Any], mark: str, title_mark: str) -> dict[str, Any]:
    """A part of the manifest that arranges the repeats."""
    again: dict[str, Any] = {"texts": [name + mark for name in part["texts"]]}
    if part.get("part"):
        again["part"] = part["part"] + title_mark
    if part.get("introduction"):
        again["introduction"] = _stem(part["introduction"]) + mark + ".md"
    return again


def _write_repeat(folder: Path, name: str, names: list[str], mark: str, title_mark: str) -> None:
    """A text again, with its title marked and its links into the repeated texts leading to the repeats."""
    words = (folder / f"{name}.md").read_text(encoding="utf-8")
    ids = "|".join(re.escape(Path(each).name) for each in names)
    words = re.sub(rf"\(text:({ids})(?=[)#])", rf"(text:\1{mark}", words)
    (folder / f"{name}{mark}.md").write_text(_TITLE.sub(lambda m: _marked(m, title_mark), words, count=1), "utf-8")


def _marked(match: re.Match[str], title_mark: str) -> str:
    """The line of a title with a mark at the end of the title."""
    return f"{match[1]}{match[2][:-1]}{title_mark}{match[2][-1]}" if match[2].endswith('"') else match[0] + title_mark


def change_one_text(corpus: Corpus, turn: int) -> Path:
    """Put one comma into the prose of the text of middling length, at another place for every `turn` (from 0).

    The file that was changed; ValueError when its prose has no more places for a comma.
    """
    files = [corpus.book / f"{name}.md" for name in corpus.texts()]
    file = sorted(files, key=lambda each: (each.stat().st_size, each.name))[len(files) // 2]
    words = file.read_text(encoding="utf-8")
    start = match.end() if (match := _FRONT_MATTER.match(words)) else 0
    places = [
        line.start() + clause.start()
        for line in re.finditer(r"^.+$", words, re.M)
        if line.start() >= start and _PROSE.fullmatch(line[0])
        for clause in _CLAUSE.finditer(line[0])
    ]
    if not places:
        raise ValueError(f"{file.name}: no place for a comma")
    place = places[(turn * 7) % len(places)]
    file.write_text(f"{words[:place]},{words[place:]}", encoding="utf-8")
    return file


def _stem(name: str) -> str:
    return name.removesuffix(".md")


def _yaml(file: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML

    loaded: dict[str, Any] = YAML(typ="safe").load(file)
    for part in loaded.get("contents", ()):
        part["texts"] = list(part["texts"])
    return loaded


def _write_yaml(file: Path, value: Any) -> None:
    """A YAML file, in the form of JSON, which YAML reads."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")

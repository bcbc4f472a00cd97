"""The press that the benchmark builds: every word of the source in it, nothing that our reader refuses."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpus import Corpus, change_one_text, press_of_books, press_of_epub, read_words, repeat, source_words
from publisher.build import prepare

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "reed-ten-days.epub"

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en-GB">
<body><section id="{id}">{body}</section></body></html>"""
CHAPTER = """
<hgroup><h2>I</h2><p epub:type="title">On the Eve</p></hgroup>
<p>The crowd waited and waited<a href="endnotes.xhtml#note-1" epub:type="noteref">1</a> in <i xml:lang="ru">Правда</i>,
as <em>they <strong>all</strong></em> said;
see <a href="appendix-1.xhtml#appendix-1-1" epub:type="noteref">A1.1</a>.</p>
<p>1917. A * star, a_b_c, [brackets] &amp; &lt;angles&gt;.</p>
<blockquote><p>Quoted once.</p><ol><li><p>First</p><p>and more</p></li><li>Second</li></ol>
<cite>A newspaper</cite></blockquote>
<blockquote epub:type="z3998:verse"><p><span>You fell</span><br/><span>in the fight</span></p></blockquote>
<hr/>
<figure id="illustration-1"><img alt="A [torn] map." src="../images/illustration-1.svg"/>
<figcaption>The <i>city</i>.</figcaption></figure>
"""
APPENDIX = """
<h2>Appendix</h2>
<section id="appendix-1-1"><hgroup><h3>1</h3><p>Wages</p></hgroup>
<table><caption>Per day</caption><thead><tr><td colspan="2"/><th>1914</th></tr></thead>
<tbody><tr><td>Carpenter</td><td>joiner</td><td>1.60 | 2</td></tr></tbody></table></section>
"""
ENDNOTES = """<h2>Endnotes</h2><ol><li id="note-1"><p>See <a href="appendix-1.xhtml">the appendix</a>.
<a href="chapter-1.xhtml#noteref-1" epub:type="backlink">↩</a></p></li></ol>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Made Up</dc:title></metadata><spine><itemref idref="titlepage.xhtml"/><itemref idref="chapter-1.xhtml"/>
<itemref idref="appendix-1.xhtml"/></spine></package>"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'


@pytest.fixture
def epub(tmp_path: Path) -> Path:
    """A source tree of one chapter, one appendix and one note, zipped."""
    file = tmp_path / "made-up.epub"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("epub/content.opf", PACKAGE)
        archive.writestr("epub/images/illustration-1.svg", DRAWING)
        for name, body in (("chapter-1", CHAPTER), ("appendix-1", APPENDIX), ("endnotes", ENDNOTES)):
            archive.writestr(f"epub/text/{name}.xhtml", PAGE.format(id=name, body=body))
    return file


@pytest.fixture
def corpus(epub: Path, tmp_path: Path) -> Corpus:
    """The press of the made-up source tree."""
    return press_of_epub(epub, tmp_path / "press")


def chapter(corpus: Corpus, name: str = "chapter-1") -> str:
    return (corpus.book / f"{name}.md").read_text(encoding="utf-8")


def problems(corpus: Corpus) -> Iterator[str]:
    return map(str, prepare(corpus.press).findings)


def test_every_word_of_the_source_is_read_again(epub: Path, corpus: Corpus) -> None:
    counted = read_words(corpus)
    assert counted == source_words(epub)
    assert counted["newspaper"] == 1


def test_the_press_has_no_problems(corpus: Corpus) -> None:
    assert list(problems(corpus)) == []


def test_a_note_becomes_a_footnote_of_its_text(corpus: Corpus) -> None:
    assert "waited[^1] in" in chapter(corpus)
    assert "[^1]: See [the appendix](text:appendix-1)." in chapter(corpus)


def test_a_reference_leads_to_the_section_of_the_other_text(corpus: Corpus) -> None:
    assert "[A1.1](text:appendix-1#appendix-1-1)" in chapter(corpus)
    assert "## 1: Wages {#appendix-1-1}" in chapter(corpus, "appendix-1")


def test_emphasis_inside_emphasis_and_another_language_are_kept(corpus: Corpus) -> None:
    assert "*they <strong>all</strong>*" in chapter(corpus)
    assert "[*Правда*]{lang=ru}" in chapter(corpus)


def test_signs_of_markdown_are_escaped(corpus: Corpus) -> None:
    assert r"1917\. A \* star, a\_b\_c, \[brackets\] &amp; &lt;angles>." in chapter(corpus)


def test_a_list_in_a_quotation_stays_in_it(corpus: Corpus) -> None:
    assert "> 1.  First\n>\n>     and more\n>\n> 2.  Second\n>\n> A newspaper" in chapter(corpus)


def test_a_table_keeps_its_columns(corpus: Corpus) -> None:
    table = "**Per day**\n\n|  |  | 1914 |\n| --- | --- | --- |\n| Carpenter | joiner | 1.60 \\| 2 |"
    assert table in chapter(corpus, "appendix-1")


def test_a_figure_has_alternative_text_caption_and_id(corpus: Corpus) -> None:
    figure = r'![A \[torn\] map.](images/illustration-1.svg "The *city*."){#illustration-1}'
    assert figure in chapter(corpus)


def test_repeats_stand_under_names_of_their_own_and_link_among_themselves(corpus: Corpus, tmp_path: Path) -> None:
    twice = repeat(corpus, 2, tmp_path / "twice")
    assert list(problems(twice)) == []
    assert "(text:appendix-1-r02#appendix-1-1)" in chapter(twice, "chapter-1-r02")
    assert 'title: "I: On the Eve (2)"' in chapter(twice, "chapter-1-r02")
    assert [*twice.texts()] == ["chapter-1", "appendix-1", "chapter-1-r02", "appendix-1-r02"]


def test_repeats_multiply_the_words(corpus: Corpus, tmp_path: Path) -> None:
    once, thrice = read_words(corpus), read_words(repeat(corpus, 3, tmp_path / "thrice"))
    assert thrice["waited"] == 3 * once["waited"]


def test_one_comma_is_put_into_one_text_at_another_place_each_time(tmp_path: Path) -> None:
    corpus = press_of_books(ROOT, "kornilov", tmp_path / "press")
    before = {file: file.read_text(encoding="utf-8") for file in corpus.book.glob("*.md")}
    first, second = change_one_text(corpus, 0), change_one_text(corpus, 1)
    changed = [file for file, words in before.items() if file.read_text(encoding="utf-8") != words]
    assert changed == [first] == [second]
    after = first.read_text(encoding="utf-8")
    assert after.replace(",", "") == before[first].replace(",", "")
    assert after.count(",") == before[first].count(",") + 2
    assert list(problems(corpus)) == []


def test_the_books_of_this_repository_can_be_repeated(tmp_path: Path) -> None:
    corpus = repeat(press_of_books(ROOT, "kornilov", tmp_path / "press"), 2, tmp_path / "twice")
    assert list(problems(corpus)) == []


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of public-domain sources is not here")
def test_no_word_of_the_corpus_is_lost(tmp_path: Path) -> None:
    corpus = press_of_epub(CORPUS, tmp_path / "press")
    assert read_words(corpus) == source_words(CORPUS)
    assert len([*corpus.texts()]) == 26
    assert list(problems(corpus)) == []

"""Sources spoilt at random: no traceback, no hang, no growth.

`python -m tests.acquire.fuzz KIND MINUTES` goes on for as long as it is told, for one kind of source.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator

from publisher.acquire import SourceError, acquire
from tests.acquire.sources import PNG, epub, html
from tests.acquire.test_docx_and_pandoc import docx, paragraph, run

SLOWEST = 10.0  # seconds of the processor for one small source
PAGE = (
    '<h1>Title</h1><p>By Ada Vale</p><p>Words<sup class="enote"><a href="#n1" id="r1">1</a></sup> and '
    '<i lang="fr">mots</i>.<br/>Line</p><h2 id="h">Part</h2><ul><li>a<ol><li>b</li></ol></li></ul>'
    '<table><tr><th>x</th><td colspan="2">y</td></tr>'
    '</table><blockquote class="poem"><p><span>One</span><br/><span class="i2">two</span></p></blockquote>'
    '<figure><img src="a.png" alt="A."/><figcaption>C</figcaption></figure><p><a href="#h">there</a></p>'
    '<p class="information"><a id="n1" href="#r1">1</a> A note. —Ed.</p>'
)
PLAIN = (
    "Александр Блок\n\nДВЕНАДЦАТЬ\n\n1\n\n    Черный вечер.\n      Белый снег.\n\nA TITLE\n\nBy Ada Vale\n\nWords[1] "
    "that _go_ on.\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n[1] A note.\n\n"
    "*** END OF THIS PROJECT GUTENBERG EBOOK X ***"
)
PANDOC = (
    '---\ntitle: "T"\nauthor:\n  - A B\n---\n\n# One {#one}\n\nWords[^1] ^[inline] *a **b***\n\n| verse\n|   line\n\n'
    "[^1]: Note.\n\n    More.\n\nTerm\n:   Meaning\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
WORD = docx(
    paragraph(run("A title"), "H1") + paragraph(run("Said ", "<w:i/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    f'<w:footnote w:id="2">{paragraph(run("One."))}</w:footnote>',
)
SEEDS: dict[str, tuple[str, bytes]] = {
    "html": ("a.html", html(PAGE)),
    "epub": ("a.epub", epub({"a.xhtml": PAGE, "b.xhtml": "<h1>Two</h1><p>Words.</p>"}, extra={"a.png": PNG})),
    "docx": ("a.docx", WORD),
    "plain": ("a.txt", PLAIN.encode()),
    "pandoc": ("a.md", PANDOC.encode()),
}
PIECES = (
    "< > <p> </p> <table><tr><td> <a_href='#n1'>1</a> <a_id='n1'> &nbsp; &#0; \0 [^1] ^[ | <br/> ]]> <![CDATA[ <!-- "
    "\\ [1] *** /// <svg> <math> <sup> <span_class='verse'> { } lang='Я' colspan='999999999' &amp; <li> <pre> --- # `"
)
MARKUP = [piece.replace("_", " ").encode() for piece in PIECES.split()] + [b"\n\n", b"\xff\xfe", b"\xd0"]


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight places changed, cut, doubled or filled with a piece of markup."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place, length = chance.randrange(len(spoilt) + 1), chance.randint(1, 30)
        match chance.randrange(5):
            case 0:
                spoilt[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoilt[place : place + length]
            case 2:
                spoilt[place:place] = spoilt[place : place + length] * chance.randint(1, 40)
            case 3:
                spoilt[place:place] = chance.choice(MARKUP) * chance.choice((1, 1, 1, 300))
            case _:
                other = chance.randrange(len(spoilt) + 1)
                spoilt[place:place] = spoilt[other : other + length]
    return bytes(spoilt)


def spoil_parts(data: bytes, chance: random.Random) -> bytes:
    """An archive with one of its parts spoilt, whole again as an archive; now and then the archive itself."""
    if chance.random() < 0.2:
        return spoil(data, chance)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as made:
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            made.writestr(name, spoil(old.read(name), chance) if name == unlucky else old.read(name))
    return file.getvalue()


def spoilt_sources(kind: str, seed: int) -> Iterator[bytes]:
    """Spoilt sources of one kind without end; the same seed gives the same row."""
    chance = random.Random(seed)
    change: Callable[[bytes, random.Random], bytes] = spoil_parts if kind in ("epub", "docx") else spoil
    while True:
        yield change(SEEDS[kind][1], chance)


def try_source(kind: str, data: bytes) -> None:
    """Acquire a source; AssertionError when it takes too long. Any error but SourceError passes through."""
    start = time.process_time()
    try:
        acquire(data, SEEDS[kind][0], {"a.png": PNG}.get)
    except SourceError as problem:
        assert str(problem)
    assert time.process_time() - start < SLOWEST


def main(kind: str, minutes: float) -> None:
    """Try sources of a kind for so many minutes and tell how many there were and how the memory grew."""
    end, tried, early = time.monotonic() + minutes * 60, 0, 0
    for data in spoilt_sources(kind, seed=int(time.time())):
        try:
            try_source(kind, data)
        except BaseException:
            sys.stdout.write(f"{kind}: spoilt by {data!r}\n")
            raise
        tried += 1
        if tried == 500:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if time.monotonic() > end:
            break
    late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{kind}: {tried} sources, {early // 1024} MiB after 500, {late // 1024} MiB at the end\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

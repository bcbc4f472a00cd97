"""The remedy for lines that WeasyPrint breaks after one word."""

import random
from itertools import pairwise

import pypdfium2
from weasyprint.layout import inline

from publisher.write.pdf.galleys import Galley, Style, set_galley
from publisher.write.pdf.linebreaks import mend_line_breaks

WORDS = "the head of the Russian government walked into the War Ministry and asked about a message on the wire".split()
STYLE = "@page{size:129mm 198mm;margin:17mm} html{font:10pt/14pt 'DejaVu Sans';hyphens:auto} p{margin:0}"
MEASURE = 30  # characters that fit any line of this page, whatever the words


def paragraph(seed: int) -> str:
    """Words with elements that no space parts from the words beside them."""
    chance = random.Random(seed)
    glue = chance.choice(" \u00a0")
    run = [" ".join(chance.choices(WORDS, k=25)) for _ in range(3)]
    return f"<p>{run[0]} (<em>word</em>) {run[1]} <em>word</em>, {run[2]}{glue}<span>—Ed.</span></p>"


def short_lines(pdf: bytes) -> list[str]:
    """Lines that could have held the first word of the line after them."""
    with pypdfium2.PdfDocument(pdf) as document:
        lines = [line.strip() for page in document for line in page.get_textpage().get_text_bounded().split("\r\n")]
    return [a for a, b in pairwise(lines) if a and b and "Ed." not in a and len(a) + len(b.split()[0]) < MEASURE]


def test_no_line_is_left_with_one_word() -> None:
    """Text that fits its line but for the space at its end stays whole; without the remedy many lines are short."""
    body = "".join(map(paragraph, range(150)))
    mended = set_galley(Galley(body, Style(STYLE, "en"), tagged=False))
    assert short_lines(mended.pdf) == []


def test_mending_twice_changes_nothing() -> None:
    """The function is wrapped once."""
    mend_line_breaks()
    once = inline.split_first_line
    mend_line_breaks()
    assert inline.split_first_line is once

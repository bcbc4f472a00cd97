"""`python -m bench`: every budget in one run, against the peers, and `docs/benchmarks.md` about it."""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from pathlib import Path

from bench.contest import ROOT, Contest, count_pages, known_options, same_bytes_on_cluster, scale, versions
from bench.corpus import Corpus, press_of_books, press_of_epub, read_words, repeat, source_words
from bench.report import COLD, PASS, TYPST, Results, slow_rows, write_page

EPUB = ROOT.parent / "shared" / "corpora" / "reed-ten-days.epub"
OWN_BOOK = "kornilov"
LENGTH = 120_000  # words of the book, when it is made of our own
STEPS = (1, 4, 11)


def tell(words: str) -> None:
    """Say on stderr what has been done."""
    print(words, file=sys.stderr, flush=True)


def make_corpus(epub: Path, folder: Path) -> Corpus:
    """The book that is measured; SystemExit when words of it were lost on the way."""
    if not epub.is_file():
        tell(f"no {epub.name} here: the book {OWN_BOOK!r} of this repository is repeated")
        source = press_of_books(ROOT, OWN_BOOK, folder / "source")
        return repeat(source, max(1, round(LENGTH / read_words(source).total())), folder / "corpus")
    corpus = press_of_epub(epub, folder / "corpus")
    source_count, count = source_words(epub), read_words(corpus)
    if source_count != count:
        raise SystemExit(f"words were lost or won on the way: {source_count - count} {count - source_count}")
    return corpus


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="rounds; medians are taken over them (5)")
    parser.add_argument("--quick", action="store_true", help="one round and no scale run")
    parser.add_argument("--corpus", type=Path, default=EPUB, help="an EPUB's zipped source tree")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the page to write")
    return parser.parse_args()


def main() -> None:
    """Run everything and write the page."""
    asked = arguments()
    load = os.getloadavg()[0]
    compileall.compile_dir(ROOT / "publisher", quiet=1)  # as what installs a package does
    options = known_options()
    runs = 1 if asked.quick else asked.runs
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        corpus = make_corpus(asked.corpus, folder)
        words = read_words(corpus).total()
        tell(f"{corpus.description}: {words} words")
        contest = Contest(corpus, folder, options)
        contest.enter(tell)
        figures = contest.run(runs, tell)
        pages = {
            COLD: count_pages(folder / "print-again/out" / corpus.slug / f"{corpus.slug}-print.pdf"),
            PASS: count_pages(folder / "one-pass/book.pdf"),
            TYPST: count_pages(folder / "pandoc/book.pdf"),
        }
        cluster = same_bytes_on_cluster(corpus, folder / "cluster", options)
        steps = () if asked.quick else tuple(scale(corpus, STEPS, folder, options, tell))
    results = Results(corpus.description, words, pages, runs, figures, steps, cluster, versions(), options, load)
    write_page(results, asked.output)
    for row in slow_rows(results):
        tell(f"not met: {row.what}, {row.budget}: {row.measured}")


if __name__ == "__main__":
    main()

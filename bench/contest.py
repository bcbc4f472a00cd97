"""The contenders: whole commands of ours and of the peers, run in turn so that what disturbs one disturbs all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from bench.corpus import Corpus, change_one_text, repeat
from bench.measure import Figures, Run, run, run_all
from bench.peers import one_pass, pandoc_epub, print_publication, typst_pdf, write_markdown, write_page

PROGRAM = str(Path(sys.executable).with_name("publisher"))
ROOT = Path(__file__).parent.parent
WORKERS = 2

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Contender:
    """Something that is timed: its name, what is done before each run, and the run itself, by its turn (from 0)."""

    name: str
    prepare: Callable[[int], None]
    run: Callable[[int], Run]


@dataclass
class Builder:
    """Our command over a press, with the options that it knows, and a cache that is fresh or kept."""

    corpus: Corpus
    folder: Path
    options: frozenset[str]

    def build(self, edition: str, cache: Path, *more: str) -> Run:
        """One build of an edition with the cache in a folder; the output goes beside it."""
        options = ["--jobs", str(WORKERS)] if "--jobs" in self.options else []
        options += ["--cache", str(cache)] if "--cache" in self.options else []
        output = ["--output", str(self.output)]
        command = [PROGRAM, "build", self.corpus.slug, "--edition", edition, *output, *options, *more]
        return run(command, self.corpus.press, {"PUBLISHER_CACHE": str(cache)})

    def cold(self, edition: str) -> Run:
        """One build that finds no cache and no output."""
        self.clear()
        return self.build(edition, self.fresh)

    def clear(self) -> None:
        """Remove the fresh cache and the output."""
        for used in (self.fresh, self.output):
            shutil.rmtree(used, ignore_errors=True)

    @property
    def fresh(self) -> Path:
        """Where the cache of a cold build stands."""
        return self.folder / "fresh"

    @property
    def output(self) -> Path:
        """Where the files go."""
        return self.folder / "out"

    def file(self, edition: str) -> Path:
        """Where the file of an edition is written."""
        name = f"{self.corpus.slug}.epub" if edition == "epub" else f"{self.corpus.slug}-{edition}.pdf"
        return self.output / self.corpus.slug / name


def known_options() -> frozenset[str]:
    """The options that `publisher build` has."""
    said = run([PROGRAM, "build", "--help"], ROOT, {}).said
    return frozenset(word.strip(",") for word in said.split() if word.startswith("--"))


@dataclass
class Contest:
    """All contenders over one corpus, in folders below one that is thrown away."""

    corpus: Corpus
    folder: Path
    options: frozenset[str]
    contenders: list[Contender] = field(default_factory=list)

    def enter(self, tell: Tell) -> None:
        """Prepare every contender: press copies, the peers' files, warm caches."""
        cold = self._builder("cold")
        again, epub_again = self._builder("print-again"), self._builder("epub-again")
        for builder, edition in ((again, "print"), (epub_again, "epub")):
            tell(f"warming the cache: {edition}")
            builder.build(edition, builder.folder / "kept")
        self._add("help", lambda _: run([PROGRAM, "--help"], ROOT, {}))
        self._add("print, cold", lambda _: cold.build("print", cold.fresh), lambda _: cold.clear())
        self._add_page()
        self._add_again("print, one text changed", "print", again, changed=True)
        self._add_again("print, nothing changed", "print", again, changed=False)
        self._add_pandoc()
        self._add("EPUB, cold", lambda _: cold.build("epub", cold.fresh), lambda _: cold.clear())
        self._add_again("EPUB, one text changed", "epub", epub_again, changed=True)

    def run(self, runs: int, tell: Tell) -> dict[str, Figures]:
        """The figures of every contender after so many rounds, each contender once in every round."""
        measured: dict[str, list[Run]] = {contender.name: [] for contender in self.contenders}
        for turn in range(runs):
            for contender in self.contenders:
                contender.prepare(turn)
                done = contender.run(turn)
                measured[contender.name].append(done)
                tell(f"round {turn + 1} of {runs}: {contender.name}: {done.seconds:.2f} s, {done.largest:.0f} MiB")
        return {name: Figures(tuple(done)) for name, done in measured.items()}

    def _builder(self, name: str) -> Builder:
        folder = self.folder / name
        return Builder(repeat(self.corpus, 1, folder / "press"), folder, self.options)

    def _add(self, name: str, go: Callable[[int], Run], prepare: Callable[[int], None] = lambda _: None) -> None:
        self.contenders.append(Contender(name, prepare, go))

    def _add_again(self, name: str, edition: str, builder: Builder, *, changed: bool) -> None:
        """Our command with what the run before has left in the cache."""

        def prepare(turn: int) -> None:
            if changed:
                change_one_text(builder.corpus, turn)

        self._add(name, lambda _: builder.build(edition, builder.folder / "kept"), prepare)

    def _add_page(self) -> None:
        """One WeasyPrint pass."""
        folder = self.folder / "one-pass"
        folder.mkdir()
        page = write_page(print_publication(self.corpus), folder)
        self._add("WeasyPrint, one pass", lambda _: run(one_pass(page, folder / "book.pdf"), ROOT, {}))

    def _add_pandoc(self) -> None:
        """An EPUB by pandoc, and a PDF by pandoc with Typst, from scratch each time."""
        folder = self.folder / "pandoc"
        files, title = write_markdown(self.corpus, folder), str(self.corpus.manifest["title"])
        for name, commands in (
            ("pandoc + Typst", typst_pdf(files, title, folder / "book.pdf")),
            ("pandoc, EPUB", pandoc_epub(files, title, folder / "book.epub")),
        ):
            self._add(name, _in_folder(commands, folder))


def _in_folder(commands: Sequence[Sequence[str]], folder: Path) -> Callable[[int], Run]:
    return lambda _: run_all(commands, folder, {})


# ---------------------------------------------------------------- the scale run


@dataclass(frozen=True, slots=True)
class Step:
    """The book so many times over: cold and changed builds of the print edition, a cold build of the EPUB."""

    times: int
    pages: int
    cold: Run
    changed: Run
    epub: Run

    @property
    def speed(self) -> float:
        """Pages of the print edition in a second, cold."""
        return self.pages / self.cold.seconds


def scale(corpus: Corpus, steps: Sequence[int], folder: Path, options: frozenset[str], tell: Tell) -> Iterator[Step]:
    """The corpus repeated, each size built once."""
    for times in steps:
        place = folder / f"times-{times}"
        builder = Builder(repeat(corpus, times, place / "press"), place, options)
        cold = builder.cold("print")
        pages = count_pages(builder.file("print"))
        change_one_text(builder.corpus, 0)
        changed = builder.build("print", builder.fresh)
        epub = builder.cold("epub")
        tell(f"{times} times over: {pages} pages, {cold.seconds:.1f} s, {cold.largest:.0f} MiB")
        yield Step(times, pages, cold, changed, epub)
        shutil.rmtree(place)


def count_pages(pdf: Path) -> int:
    """The pages of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


# ---------------------------------------------------------------- here and on a cluster


def same_bytes_on_cluster(corpus: Corpus, folder: Path, options: frozenset[str]) -> bool | None:
    """Whether a cluster of two workers sets the print edition in the same bytes; None where it cannot be tried."""
    if "--cluster" not in options:
        return None
    try:
        local_cluster = import_module("distributed").LocalCluster
    except ImportError:
        return None
    builder = Builder(repeat(corpus, 1, folder / "press"), folder, options)
    builder.cold("print")
    here = builder.file("print").read_bytes()
    builder.clear()
    with local_cluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=":0") as cluster:
        builder.build("print", builder.fresh, "--cluster", cluster.scheduler_address)
    return builder.file("print").read_bytes() == here


def versions() -> Mapping[str, str]:
    """The versions of everything that was timed."""
    names = ("publisher", "weasyprint", "pydyf", "pikepdf", "fonttools", "lxml", "Markdown", "EbookLib", "typst")
    return {**{name: version(name) for name in names}, "pandoc": str(import_module("pypandoc").get_pandoc_version())}

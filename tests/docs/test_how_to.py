"""Every how-to holds: its files make a press without problems, its commands print what the page says."""

import shlex
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publisher.build import prepare
from publisher.diagnostics import Severity
from publisher.read.dates import parse_date
from publisher.read.typography import refine_text
from publisher.render import render
from publisher.render.dates import show_date
from tests.docs.pages import BIN, DOCS, blocks, run, write

PAGES = sorted((DOCS / "how-to").glob("*.md"))
MANIFEST = "books/demo/book.yaml"
PRESS = {
    "books/press.yaml": "name: Ferry Press\n",
    "books/people.yaml": "marsh: {name: Ada Marsh}\nreed: {name: Tom Reed}\nshelley: {name: Percy Bysshe Shelley}\n",
    "books/demo/opening.md": "---\ntitle: Opening\nauthor: marsh\n---\nIt begins.\n",
}


def manifest(texts: list[str]) -> str:
    """The manifest of the book in which the examples stand."""
    listed = "".join(f"      - {text}\n" for text in texts)
    identifier = "urn:uuid:0b8f9e3c-6f0e-4d2b-9a57-3f2f6f1f8f11"
    return f"title: Demo\nidentifier: {identifier}\nmodified: 2026-11-23\ncontents:\n  - texts:\n{listed}"


def texts_in(folder: Path) -> list[str]:
    """The texts that lie in the book's folder."""
    return ["opening", *sorted(file.stem for file in (folder / "books/demo").glob("*.md") if file.stem != "opening")]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store for each page: what is set and what is kept depends on nothing else."""
    monkeypatch.setenv("PUBLISHER_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A press with one book of one text."""
    for name, words in {**PRESS, MANIFEST: manifest(["opening"])}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, "utf-8")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_examples_of_a_page_are_sound(page: Path, press: Path) -> None:
    found = list(blocks(page))
    assert any(block.title for block in found), "a page without a tested example"
    own_manifest = any(block.title == MANIFEST for block in found)
    for block in found:
        if block.title:
            write(block, press)
            if not own_manifest:
                (press / MANIFEST).write_text(manifest(texts_in(press)), "utf-8")
        elif block.language == "console":
            run(block, press)
    plan = prepare(press)
    assert [str(finding) for finding in plan.findings if finding.severity is not Severity.WAIVED] == []
    for job in plan.jobs:
        for edition in job.book.editions:
            assert render(job.book, job.theme, edition, job.options).documents


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(commands: list[list[str]], folder: Path) -> Iterator[None]:
    """Commands that go on until they are stopped."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            program = [str(BIN / command[0]), *command[1:]]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            processes.append(subprocess.Popen(program, cwd=folder, **quiet))
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def test_the_commands_for_a_cluster_set_a_book_on_it(press: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Those of the page, with this machine's name and a free port."""
    port = str(free_port())
    lines = "".join(block.words for block in blocks(DOCS / "how-to/fast-builds.md") if block.language == "sh")
    here = lines.replace("scheduler:8786", f"127.0.0.1:{port}").replace(
        "--port 8786", f"--host 127.0.0.1 --port {port}"
    )
    commands = [shlex.split(line) for line in here.splitlines()]
    machines = [command for command in commands if command[0] == "dask"]
    (build,) = (command for command in commands if command[0] == "publisher")
    assert len(machines) == 2
    with running([[*command, "--no-dashboard"] for command in machines], tmp_path_factory.mktemp("machine")):
        done = subprocess.run([str(BIN / build[0]), *build[1:]], cwd=press, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.partition(" galleys set")[0].strip()[:17]) == (0, "demo-print.pdf: 9")


def rows(page: str) -> list[list[str]]:
    """The rows of a page's tables, code marks taken off."""
    lines = (DOCS / "how-to" / page).read_text("utf-8").splitlines()
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if not set("".join(row)) <= {"-"}]


def spaced(words: str) -> str:
    """Words with plain spaces."""
    return words.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def test_dates_are_printed_as_the_page_says() -> None:
    shown = [row for row in rows("dates.md") if row[0][:1].isdigit()]
    assert len(shown) > 8
    for written, calendar, *printed in shown:
        date = parse_date(written, "julian" if calendar == "julian" else "gregorian")
        assert [spaced(show_date(date, language)) for language in ("en", "ru")] == printed


def test_plain_signs_become_those_of_the_language_as_the_page_says() -> None:
    shown = [row for row in rows("languages-and-typography.md") if row[0] in ("en", "ru", "de", "fr")]
    assert len(shown) == 4
    for language, written, printed in shown:
        assert spaced(refine_text(written, language)) == printed

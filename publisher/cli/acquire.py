"""`publisher acquire`: Word files, web pages, EPUBs and plain text become texts of a book, with their notes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import click

from publisher.cli.manifest import add_text
from publisher.cli.new import check_slug, identifier, place_file, today
from publisher.cli.press import complete_book, press_folder
from publisher.cli.report import count, print_json, tell, tell_diagnostics
from publisher.diagnostics import Diagnostic, Location

if TYPE_CHECKING:
    from publisher.acquire import Filing, Haul, Plan
    from publisher.read.press import Desk

LARGEST = 200 * 2**20  # bytes of a source; no book is larger


@dataclass
class Acquisition:
    """One run of the command: the press, what is decided, and the files that will be written when all has gone well."""

    desk: Desk
    language: str
    book: str
    name: str
    private: bool
    files: dict[str, bytes] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    hauls: list[tuple[str, Haul, Filing]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def standing(self, path: str) -> bytes | None:
        """The bytes of a file of the press, as it stands or as it is going to be."""
        if path in self.files:
            return self.files[path]
        file = self.desk.folder.path / path
        return file.read_bytes() if file.is_file() and self.desk.folder.holds(file) else None


@click.command("acquire", short_help="Turn Word files, web pages, EPUBs and plain text into texts.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...")
@click.option("--book", shell_complete=complete_book, help="The book; made where there is none of that name.")
@click.option("--as", "name", metavar="TEXT", help="The name of the text, where the source holds one.")
@click.option("--dry-run", is_flag=True, help="Print the plan and write nothing.")
@click.option("--plan", "plan_file", type=click.Path(path_type=Path), help="Follow a plan that --dry-run printed.")
@click.option("--private", is_flag=True, help="Allow web addresses of this machine and its network.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: texts, people, what was dropped and why.")
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    book: str | None,
    name: str | None,
    dry_run: bool,
    plan_file: Path | None,
    private: bool,
    as_json: bool,
) -> int:
    """Turn foreign files into texts of a book: Markdown with front matter, every note kept.

    FILE is an EPUB, a Word file (.docx), a page of HTML, plain text, or a web address. An anthology becomes one text
    for each piece. A book that does not exist is made. Acquiring a newer version keeps the edits made since.

    \b
    Examples:
      publisher acquire manifesto.docx --book manifesto
      publisher acquire stories.htm --book stories --dry-run > stories-plan.yaml
      publisher acquire stories.htm --book stories --plan stories-plan.yaml
      publisher acquire https://example.org/essay.html --book june --as essay
    """
    for words, what in ((book, "a book"), (name, "a text")):
        if words is not None:
            check_slug(words, what)
    run = _begin(press_folder(ctx), book or "", name or "", private)
    plan = _plan(run, plan_file)
    if plan:
        for source in sources:
            _acquire(run, source, plan, dry_run)
    if run.problems:
        tell_diagnostics(run.problems)
        return 1
    if dry_run:
        click.echo(_shown_plan(run), nl=False)
        _report(run)
        return 0
    _add_book(run)
    for path, data in run.files.items():
        place_file(run.desk.folder.path / path, data)
    if as_json:
        print_json(_values(run))
    else:
        _report(run)
    return 0


def _begin(folder: Path, book: str, name: str, private: bool) -> Acquisition:
    """The press, its people and its language."""
    from publisher.diagnostics import Findings
    from publisher.read.files import Folder
    from publisher.read.press import Desk, load_press

    desk = Desk(Folder(folder), Findings())
    imprint = load_press(desk)
    return Acquisition(desk, imprint.press.language, book, name, private)


def _plan(run: Acquisition, file: Path | None) -> Plan | None:
    """The plan in a file, or that of leaving all as it is found; None where the file is wrong, which is told."""
    from publisher.acquire import Choice, Plan
    from publisher.diagnostics import Findings
    from publisher.read.files import Folder
    from publisher.read.manifest import PlanModel
    from publisher.read.press import Desk

    if file is None:
        return Plan()
    desk = Desk(Folder(file.absolute().parent), Findings())  # a plan may lie outside the press
    document = desk.yaml(file.absolute())
    model = desk.model(document, PlanModel) if document else None
    if model is None:
        run.problems += desk.findings.items
        return None
    choices = {
        each.piece: Choice(each.name, each.title, tuple(each.author), each.skip, each.join) for each in model.texts
    }
    return Plan(model.divide, model.rest == "skip", choices)


# ---------------------------------------------------------------- one source


def _acquire(run: Acquisition, source: str, plan: Plan, dry_run: bool) -> None:
    """Bring one source home; what is wrong with it is kept for the end."""
    from publisher.acquire import SourceError, acquire, file_texts

    known = {person.name: each for each, person in run.desk.people.items()}
    known |= {credit.name: each for each, credit in run.people.items()}
    try:
        data, stem, open_picture = _open(run, source)
        origin = "url" if _is_address(source) else "file"
        told = {origin: source if origin == "url" else Path(source).name}
        told |= {"date": today(), "sha256": hashlib.sha256(data).hexdigest()}
        haul = acquire(data, stem, open_picture, plan, known, name=run.name, acquired=told)
        run.book = run.book or haul.slug
        filing = file_texts(haul, run.book, run.standing)
    except SourceError as problem:
        run.problems.append(Diagnostic("Q01", str(problem), Location(source), problem.hint))
        return
    if not dry_run:
        run.files |= filing.files
    run.people |= haul.people
    run.hauls.append((source, haul, filing))


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _open(run: Acquisition, source: str) -> tuple[bytes, str, Any]:
    """The bytes of a source, its name, and what opens the pictures beside it; SourceError where there is none."""
    from publisher.acquire import SourceError

    if _is_address(source):
        from publisher.acquire.web import Web

        web = Web(run.private)
        data, found = web.fetch(source)
        return data, Path(urlsplit(found).path).name or "page.html", partial(_fetch_picture, web, found)
    file = Path(source)
    try:
        if file.stat().st_size > LARGEST:
            raise SourceError(f"the file is larger than {LARGEST // 2**20} MB", "no book is; divide it")
        data = file.read_bytes()
    except OSError as problem:
        raise SourceError(f"the file cannot be opened: {(problem.strerror or str(problem)).lower()}") from problem
    return data, file.name, partial(_picture_beside, file.absolute().parent)


def _fetch_picture(web: Any, page: str, name: str) -> bytes | None:
    """A picture of a page, from the same host; None where it cannot be had."""
    from publisher.acquire import SourceError

    address = urljoin(page, name)
    try:
        return web.fetch(address)[0] if urlsplit(address).netloc == urlsplit(page).netloc else None
    except SourceError:
        return None


def _picture_beside(folder: Path, name: str) -> bytes | None:
    """A picture in the folder of the page or below it; None where there is none."""
    try:
        file = (folder / name).resolve()
        return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None


# ---------------------------------------------------------------- the book


def _add_book(run: Acquisition) -> None:
    """Add people to the register and texts to the manifest, which is made where there is none."""
    from publisher.acquire.filing import PEOPLE, new_manifest, with_people

    if run.people:
        register = (run.standing(PEOPLE) or b"").decode("utf-8")
        run.files[PEOPLE] = with_people(register, run.people).encode()
    path = f"books/{run.book}/book.yaml"
    new = [
        text.name
        for _, haul, filing in run.hauls
        for text in haul.texts
        if f"books/{run.book}/{text.name}.md" in filing.files and text.name not in filing.joined
    ]
    standing = run.standing(path)
    if standing is None:
        manifest: str | None = new_manifest(run.hauls[0][1], new, identifier(), today(), run.language)
    else:
        manifest = standing.decode("utf-8")
        for name in new:
            manifest = add_text(manifest, name) if manifest else None
    if manifest is None:
        tell(f"the manifest was left alone; add {', '.join(new)} to a `texts:` list in {path}")
    else:
        run.files[path] = manifest.encode()


# ---------------------------------------------------------------- what is told


def _shown_plan(run: Acquisition) -> str:
    """The plan of what was found, to be corrected and kept."""
    lines = ["# What the source holds. Change names, titles and authors; write `skip: true` or `join: true`.", "texts:"]
    for _, haul, _ in run.hauls:
        for text in haul.texts:
            facts: dict[str, Any] = {"piece": text.piece, "title": text.title}
            if text.authors:
                facts["author"] = list(text.authors)
            words = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
            lines.append(f"  - {{{words}}}  # {count(text.tally.words, 'word')}, {count(text.tally.notes, 'note')}")
    return "\n".join(lines) + "\n"


def _report(run: Acquisition) -> None:
    """Tell what was kept, joined, guessed and dropped, and why."""
    for source, haul, filing in run.hauls:
        tell(f"{source}: {count(len(haul.texts), 'text')} for books/{run.book}/")
        for text in haul.texts:
            tell(f"  {text.name}: {_counted(text.tally)}{_fate(text.name, filing)}")
        for remark in haul.remarks:
            tell(f"  {remark.fate.value}: {_shortened(remark.what)}" + (f" ({remark.why})" if remark.why else ""))
        for path, conflicts in filing.conflicts:
            tell(
                f"  {path}: {count(conflicts, 'place')} where your edits and the newer source differ; look for <<<<<<<"
            )


def _counted(tally: Any) -> str:
    counts = ((tally.words, "word"), (tally.notes, "note"), (tally.pictures, "picture"), (tally.tables, "table"))
    return ", ".join(count(number, what) for number, what in counts if number)


def _fate(name: str, filing: Filing) -> str:
    if name in filing.unchanged:
        return "; as it was acquired before"
    return "; joined to your edits" if name in filing.joined else ""


def _shortened(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} … ({count(len(words.split()), 'word')})"


def _values(run: Acquisition) -> Mapping[str, Any]:
    """The report as a value."""
    return {"book": run.book, "sources": [_source_value(*each) for each in run.hauls], "files": sorted(run.files)}


def _source_value(source: str, haul: Haul, filing: Filing) -> Mapping[str, Any]:
    texts = [
        {
            "name": text.name,
            "title": text.title,
            "words": text.tally.words,
            "notes": text.tally.notes,
            "pictures": text.tally.pictures,
            "tables": text.tally.tables,
            "fate": "joined" if text.name in filing.joined else "unchanged" if text.name in filing.unchanged else "new",
        }
        for text in haul.texts
    ]
    remarks: Sequence[Any] = [{"fate": each.fate.value, "what": each.what, "why": each.why} for each in haul.remarks]
    return {"source": source, "texts": texts, "remarks": remarks, "conflicts": dict(filing.conflicts)}

"""Draw the pictures of the manual: a spread of the print PDF, screens of the EPUB, the cover, and the emblems.

    python scripts/pictures.py [FOLDER]     FOLDER is dist/kornilov when it is not named

The screens need Chromium, and the reader that `make test` installs; where one is missing, its picture stays as it is.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from publisher.build import prepare
from publisher.render import render_cover
from publisher.write.cover import draw_cover

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
CAPTION = "Who answered to whom in the last week"
TEXT = "EPUB/text/revolt.xhtml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SPREAD_HEIGHT = 900  # px
SCREEN = (768, 1024)  # px: a tablet held upright
READERS = ROOT / "tests" / "readers"
TELEPHONE = {"width": 400, "height": 720}  # px
TITLE_PAGE = "EPUB/text/_title-page.xhtml"
NOTE = "revolt.ed-1.call"
COVER_WIDTH = 480  # px
EMBLEM_WIDTH, EMBLEMS_IN_ROW = 200, 4  # px
DESK = "#d8d5cf"
MARGIN, FOLD = 24, 2  # px: around the paper, and between its pages
LIMIT = 300_000  # bytes


def spread(pdf: Path) -> Image.Image:
    """The two pages, left and right as in the bound book, one of which shows the figure."""
    with pypdfium2.PdfDocument(pdf) as document:
        at = next(n for n, page in enumerate(document) if CAPTION in words(page))
        left = at if at % 2 else at - 1  # the first page of a book is a right-hand page
        scale = SPREAD_HEIGHT / document[left].get_height()
        verso, recto = (document[n].render(scale=scale).to_pil().convert("RGB") for n in (left, left + 1))
    desk = Image.new("RGB", (verso.width * 2 + FOLD + 2 * MARGIN, verso.height + 2 * MARGIN), DESK)
    desk.paste(verso, (MARGIN, MARGIN))
    desk.paste(recto, (MARGIN + verso.width + FOLD, MARGIN))
    return desk


def words(page: pypdfium2.PdfPage) -> str:
    """The words of a page on one line."""
    return " ".join(str(page.get_textpage().get_text_bounded()).split())


def screen(epub: Path) -> Image.Image | None:
    """The beginning of a text as a browser shows it, 768 px wide; None without a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(epub) as container:
        container.extractall(folder)
        shot = Path(folder, "screen.png")
        size = f"--window-size={SCREEN[0]},{SCREEN[1]}"
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/me",
        ]
        command += [size, f"--screenshot={shot}", Path(folder, TEXT).as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(shot) as picture:
            return picture.convert("RGB")


def reader(epub: Path) -> Image.Image | None:
    """A title page, the beginning of a text, and an open note in foliate-js, on three telephones; None without it."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    node = shutil.which("node", path=Path(sys.executable).parent) or shutil.which("node")
    if browser is None or node is None or not (READERS / "node_modules").is_dir():
        return None
    width, height = TELEPHONE["width"], TELEPHONE["height"]
    desk = Image.new("RGB", ((width + MARGIN) * 3 + MARGIN, height + 2 * MARGIN), DESK)
    with tempfile.TemporaryDirectory() as folder:
        for number, wish in enumerate(({"href": TITLE_PAGE}, {"href": TEXT}, {"href": TEXT, "call": NOTE})):
            shot = Path(folder, f"{number}.png")
            asked = json.dumps({**TELEPHONE, **wish, "file": str(shot)})
            command: list[str | Path] = [
                node,
                READERS / "programs" / "browse.mjs",
                "foliate",
                epub.resolve(),
                browser,
                asked,
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            with Image.open(shot) as picture:
                desk.paste(picture.convert("RGB"), (MARGIN + number * (width + MARGIN), MARGIN))
    return desk


def cover(jpeg: Path) -> Image.Image:
    """The cover, small."""
    with Image.open(jpeg) as picture:
        height = round(COVER_WIDTH * picture.height / picture.width)
        return picture.convert("RGB").resize((COVER_WIDTH, height), Image.Resampling.LANCZOS)


def emblems() -> Image.Image:
    """A cover for each emblem of the theme `classic`, with its name for a title, in rows."""
    job = prepare(ROOT, ["kornilov"]).jobs[0]
    covers = []
    for name in sorted(name.removesuffix(".svg") for layer in job.theme.layers for name in layer.emblems):
        plain = replace(job.book, title=name.capitalize(), subtitle="", contributors=(), series=None)
        book = replace(plain, cover={"emblem": name, "title": ()})
        with Image.open(io.BytesIO(draw_cover(render_cover(book, job.theme, {**job.options})))) as drawn:
            size = EMBLEM_WIDTH, round(EMBLEM_WIDTH * drawn.height / drawn.width)
            covers.append(drawn.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    rows = -(-len(covers) // EMBLEMS_IN_ROW)
    width, height = (length + MARGIN for length in covers[0].size)
    desk = Image.new("RGB", (width * EMBLEMS_IN_ROW + MARGIN, height * rows + MARGIN), DESK)
    for number, one in enumerate(covers):
        row, column = divmod(number, EMBLEMS_IN_ROW)
        desk.paste(one, (MARGIN + column * width, MARGIN + row * height))
    return desk


def save(picture: Image.Image, name: str) -> None:
    """Write a picture as a PNG of at most 256 colours, unless the same is there; ValueError when it grows too large."""
    target = PICTURES / name
    flat = picture.quantize(colors=128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    if target.is_file() and same(flat.convert("RGB"), target):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    flat.save(target, optimize=True)
    if target.stat().st_size > LIMIT:
        raise ValueError(f"{name} has {target.stat().st_size} bytes; the limit is {LIMIT}")
    print(target.relative_to(ROOT))


def same(picture: Image.Image, file: Path) -> bool:
    """Whether a file shows the same picture."""
    with Image.open(file) as other:
        return other.size == picture.size and ImageChops.difference(picture, other.convert("RGB")).getbbox() is None


if __name__ == "__main__":
    book = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist" / "kornilov"
    save(spread(book / f"{book.name}-print.pdf"), "spread.png")
    save(cover(book / f"{book.name}-cover.jpg"), "cover.png")
    save(emblems(), "emblems.png")
    epub = book / f"{book.name}.epub"
    for seen, name in ((screen(epub), "screen.png"), (reader(epub), "reader.png")):
        if seen:
            save(seen, name)
        else:
            print(f"Chromium or the reader is missing: {name} stays as it is")

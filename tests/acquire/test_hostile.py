"""Files made to do harm: a clear error, in bounded time and memory, and nothing written."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from publisher.acquire import Haul, SourceError
from tests.acquire.sources import CONTAINER, archive, epub, html, xhtml

Home = Callable[..., Haul]
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]>'


def zeros(size: int) -> bytes:
    """An EPUB whose page unpacks to so many bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("META-INF/container.xml", CONTAINER)
        with made.open("book.opf", "w", force_zip64=True) as part:
            for _ in range(size // 2**20):
                part.write(b"\0" * 2**20)
    return file.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(home: Home) -> None:
    data = zeros(600 * 2**20)
    tracemalloc.start()
    with pytest.raises(SourceError, match="unpacks to more than"):
        home(data)
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def test_a_part_larger_than_the_directory_says_is_refused(home: Home) -> None:
    data = zeros(150 * 2**20).replace((150 * 2**20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(SourceError, match=r"damaged|larger"):
        home(data)


def test_no_entity_is_expanded_or_fetched(home: Home, tmp_path: object) -> None:
    page = xhtml("<h1>T</h1><p>&l11; &x; words</p>").replace('<?xml version="1.0" encoding="utf-8"?>', BOMB)
    page = page.replace("]>", f'<!ENTITY x SYSTEM "file://{__file__}">]>')
    haul = home(archive({**_parts(), "a.xhtml": page}))
    assert "words" in haul.texts[0].markdown
    assert "bounded time" not in haul.texts[0].markdown
    assert len(haul.texts[0].markdown) < 1000


def test_no_entity_of_a_package_is_expanded(home: Home) -> None:
    with pytest.raises(SourceError):
        home(archive({"META-INF/container.xml": f"{BOMB}<x>&l11;</x>"}))


def _parts() -> dict[str, str]:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    return {"META-INF/container.xml": CONTAINER, "book.opf": package}


@pytest.mark.parametrize("count", [300, 10_000, 1_000_000])
def test_a_million_nested_elements_end_soon(home: Home, count: int) -> None:
    start = time.process_time()
    try:
        haul = home(html("<h1>T</h1>" + "<div>" * count + "words" + "</div>" * count))
        assert "words" in haul.texts[0].markdown
    except SourceError as problem:
        assert "too deeply" in str(problem)
    assert time.process_time() - start < 20


def test_scripts_never_become_words(home: Home) -> None:
    page = "<h1>T</h1><script>alert(1)</script><p onclick='x()'>Words <a href='javascript:x()'>link</a></p>"
    assert home(html(page)).texts[0].markdown.split("---\n")[2] == "Words link\n"


def test_an_encrypted_archive_is_refused(home: Home) -> None:
    data = bytearray(epub({"a.xhtml": "<h1>T</h1><p>W</p>"}))
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    with pytest.raises(SourceError, match="encrypted"):
        home(bytes(data))

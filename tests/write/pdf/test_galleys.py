import logging
import pickle

import pytest

from publisher.publication import Publication, Resource
from publisher.write.pdf.galleys import Galley, Style, _setting, set_galley, shown


def galley(body: str, css: str = "") -> Galley:
    return Galley(f'<section id="a">{body}</section>', Style("@page{size:105mm 148mm}" + css, "en"))


def test_a_job_and_its_fragment_can_travel_to_another_process() -> None:
    job = pickle.loads(pickle.dumps(galley("<p>Words</p>")))  # noqa: S301
    fragment = set_galley(job)
    assert pickle.loads(pickle.dumps(fragment)) == fragment  # noqa: S301
    assert fragment.pages == 1


def test_a_fragment_does_not_depend_on_what_was_set_before_it(book: Publication) -> None:
    style = Style("p{font-family:Book}", "en", book.fonts)
    one, two = Galley("<p>One</p>", style), Galley("<p>Two<i>!</i></p>", style)
    first = [set_galley(one), set_galley(two)]
    _setting.cache_clear()
    assert [set_galley(two), set_galley(one)] == first[::-1]


def test_an_anchor_is_found_on_its_page_and_at_its_height() -> None:
    fragment = set_galley(
        galley('<p>Before</p><p id="b" style="margin:0;break-before:page">Words</p>', "@page{margin:10mm}")
    )
    assert fragment.places["b"].page == 1
    assert fragment.places["b"].y == pytest.approx((148 - 10) * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize("url", ["https://example.org/a.png", "file:///etc/hostname", "images/none.png"])
def test_nothing_is_fetched_from_outside_the_publication(url: str) -> None:
    warnings = set_galley(galley(f'<p><img src="{url}" alt="x"/></p>')).warnings
    assert any(url in warning and "not a file of this publication" in warning for warning in warnings)


def test_warnings_about_the_style_come_with_every_galley() -> None:
    css = "p{text-colour:red}"
    both = [set_galley(galley(f"<p>{word}</p>", css)).warnings for word in ("one", "two")]
    assert both[0] == both[1]
    assert any("text-colour" in warning for warning in both[0])


def test_warnings_are_kept_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    assert set_galley(galley('<p style="colour:red">Words</p>')).warnings
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("weasyprint").handlers == before


def test_a_galley_carries_the_files_that_it_shows_and_no_others() -> None:
    files = [Resource(f"images/{name}.svg", "image/svg+xml", b"") for name in ("map", "old map", "plan")]
    body = '<img src="images/old%20map.svg"/><img src="images/plan.svg"/>'
    assert [file.path for file in shown(files, body)] == ["images/old map.svg", "images/plan.svg"]


def test_a_file_with_a_space_in_its_name_is_shown() -> None:
    file = Resource("images/old map.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    fragment = set_galley(Galley('<img src="images/old map.svg" alt="x">', Style("", "en"), resources=(file,)))
    assert fragment.warnings == ()


def test_a_font_is_known_by_the_file_that_it_was_made_from(book: Publication) -> None:
    style = Style("p{font-family:Book}", "en", book.fonts)
    assert set(set_galley(Galley("<p>Words</p>", style)).faces.values()) == {"fonts/normal.ttf"}

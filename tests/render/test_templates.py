"""Templates: strict, escaped, and with errors that name file and line."""

from pathlib import Path

import pytest
from jinja2 import Environment

from publisher.cache import Cache
from publisher.diagnostics import BookError
from publisher.render.strings import strings
from publisher.render.templates import Templates
from publisher.theme import Layer, Theme
from tests.render.conftest import make_theme


def told(error: pytest.ExceptionInfo[BookError]) -> str:
    """What the editor is told."""
    return str(error.value)


def test_words_are_escaped() -> None:
    """What comes from a manifest cannot become markup."""
    assert Templates(make_theme(a="<p>{{ word }}</p>")).page("a", word="<b>&") == "<p>&lt;b&gt;&amp;</p>"


def test_an_unknown_name_is_an_error_at_its_line() -> None:
    """StrictUndefined, with the template's path."""
    with pytest.raises(BookError) as error:
        Templates(make_theme(a="<p>\n\n{{ nobody }}</p>")).page("a")
    assert told(error) == "themes/plain/templates/a.html:3: error[H02]: 'nobody' is undefined"


def test_a_syntax_error_names_its_line() -> None:
    """Also where the template cannot be parsed."""
    with pytest.raises(BookError) as error:
        Templates(make_theme(a="<p>\n{% if %}</p>")).page("a")
    assert told(error).startswith("themes/plain/templates/a.html:2: error[H02]: expected an expression")


def test_an_error_in_an_included_template_names_that_file() -> None:
    """The innermost template is at fault."""
    with pytest.raises(BookError) as error:
        Templates(make_theme(a='{% include "b.html" %}', b="\n{{ 1 / 0 }}")).page("a")
    assert told(error) == "themes/plain/templates/b.html:2: error[H02]: zeroDivisionError: division by zero"


def test_a_missing_template_is_named() -> None:
    """The theme lacks a page kind."""
    with pytest.raises(BookError) as error:
        Templates(make_theme()).page("contents")
    assert told(error).endswith('error[H02]: the theme "plain" has no template "contents.html"')


def test_a_page_must_be_well_formed() -> None:
    """XML is the ground of every output."""
    with pytest.raises(BookError) as error:
        Templates(make_theme(a="<p>one<br></p>")).page("a")
    assert "themes/plain/templates/a.html: error[H02]: what the template makes is not well-formed XML" in told(error)


def test_an_error_in_a_style_names_the_style() -> None:
    """Styles are rendered strictly as well."""
    theme = Theme("plain", (Layer("plain", "themes/plain", styles={"all.css": "p {\n  margin: {{ space }};\n}"}),))
    with pytest.raises(BookError) as error:
        Templates(theme).style("all")
    assert told(error) == "themes/plain/styles/all.css:2: error[H02]: 'space' is undefined"


def test_upper_layers_come_first_for_templates_and_last_for_styles() -> None:
    """A theme overrides file by file, and rule by rule."""
    own = Layer(
        "own", "themes/own", {"a.html": '{% extends "base/a.html" %}{% block x %}own{% endblock %}'}, {"all.css": "b"}
    )
    base = Layer("base", "themes/base", {"a.html": "<p>{% block x %}base{% endblock %}</p>"}, {"all.css": "a"})
    templates = Templates(Theme("own", (own, base)))
    assert templates.page("a") == "<p>own</p>"
    assert templates.style("all", "print") == "a\nb"


def test_words_fall_back_from_dialect_to_language_to_english() -> None:
    """`en-GB` takes `en`; what Russian lacks comes in English; what nobody has is an error."""
    layer = Layer("plain", "themes/plain", strings={"en": {"a": "A", "b": "B {n}"}, "ru": {"a": "А"}})
    theme = Theme("plain", (layer,))
    assert strings(theme, "en-GB")("a") == "A"
    assert (strings(theme, "ru")("a"), strings(theme, "ru")("b", n=2)) == ("А", "B 2")
    with pytest.raises(BookError, match=r'error\[H02\]: the theme has no words for "c"'):
        strings(theme, "ru")("c")


@pytest.mark.parametrize("words", ["Title {", "p{.}", "{0}", "{a.b}"])
def test_words_that_cannot_be_filled_are_named(words: str) -> None:
    """A brace in a theme's own words."""
    layer = Layer("plain", "themes/plain", strings={"en": {"a": words}})
    with pytest.raises(BookError, match=r'error\[H02\]: the words for "a" cannot be filled'):
        strings(Theme("plain", (layer,)), "en")("a")


def test_a_page_must_be_one_element_with_its_id() -> None:
    """Else nothing could lead to it."""
    with pytest.raises(BookError) as error:
        Templates(make_theme(a="<div>no id</div>")).page("a", id="_a")
    assert 'error[H02]: what the template makes is not one element with the id "_a"' in told(error)


def test_what_was_compiled_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run with the same store compiles nothing, and says the same of a mistake."""
    theme = make_theme(a="<p>\n{{ word }}</p>")
    assert Templates(theme, Cache(tmp_path)).page("a", word="<b>") == "<p>\n&lt;b&gt;</p>"
    monkeypatch.setattr(Environment, "_generate", None)
    again = Templates(theme, Cache(tmp_path))
    assert again.page("a", word="<b>") == "<p>\n&lt;b&gt;</p>"
    with pytest.raises(BookError) as error:
        again.page("a")
    assert told(error) == "themes/plain/templates/a.html:2: error[H02]: 'word' is undefined"


def test_a_template_that_changed_is_compiled_again(tmp_path: Path) -> None:
    """Whatever the store holds of it."""
    for word in ("one", "two"):
        assert Templates(make_theme(a=f"<p>{word}</p>"), Cache(tmp_path)).page("a") == f"<p>{word}</p>"

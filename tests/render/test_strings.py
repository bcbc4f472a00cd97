"""The words of the themes: every language of `base` has all of them."""

from __future__ import annotations

import re

from tests.render.test_renderer import classic


def test_every_language_has_every_word_with_the_same_gaps() -> None:
    languages = classic().layers[-1].strings
    english = languages["en"]
    assert set(languages) >= {"de", "en", "es", "fr", "it", "ru"}
    for language, words in languages.items():
        assert words.keys() == english.keys(), language
        for name, said in words.items():
            assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", english[name])), (language, name)

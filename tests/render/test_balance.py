"""Titles in lines of even length."""

from hypothesis import given
from hypothesis import strategies as st

from publisher.render.balance import balance


def test_a_short_title_stays_on_one_line() -> None:
    """No break where none is needed."""
    assert balance("Five days", 30) == "Five days"


def test_a_long_title_breaks_in_the_middle() -> None:
    """No word is left alone on the last line."""
    assert balance("The reaction after the July Days", 30) == "The reaction after<br/>the July Days"


def test_words_are_escaped() -> None:
    """A title is text, not markup."""
    assert (
        balance("Bread & land & peace to the <people>", 20) == "Bread &amp; land &amp; peace<br/>to the &lt;people&gt;"
    )


@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), min_size=1, max_size=30))
def test_no_word_is_lost(words: list[str]) -> None:
    """Whatever the breaks, the words are those of the title."""
    assert balance(" ".join(words), 20).replace("<br/>", " ").split() == words

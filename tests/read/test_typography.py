"""Plainly typed words become what a copy-editor of the language would set."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.read.typography import refine, refine_text

LANGUAGES = ("en", "ru", "de", "fr", "uk", "be", "it", "es", "pl")


def show(words: str) -> str:
    """The words with their special spaces made visible: ~ no-break, _ narrow no-break, | hair."""
    return words.replace("\u00a0", "~").replace("\u202f", "_").replace("\u200a", "|")


def refined(xhtml: str, language: str = "en") -> str:
    root = etree.fromstring(xhtml)
    refine(root, language)
    return show(etree.tostring(root, encoding="unicode"))


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"word"', "“word”"),
        ("He said \"yes\" and 'no'.", "He said “yes” and ‘no’."),
        ("\"'Nested,' he said.\"", "“|‘Nested,’ he said.”"),
        ("He said, \"'Nested.'\"", "He said, “|‘Nested.’|”"),
        ('"He said "yes" again," she said', "“He said ‘yes’ again,” she said"),
        ("'Don't,' he said. 'I won't.'", "‘Don’t,’ he said. ‘I won’t.’"),
        ("the workers' cause", "the workers’ cause"),
        ("'the workers' cause'", "‘the workers’ cause’"),
        ("James's, O'Brien's, the 1930's", "James’s, O’Brien’s, the 1930’s"),
        ("'tis, 'Twas, 'em", "’tis, ’Twas, ’em"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("in '17 and the '20s", "in ’17 and the ’20s"),
        ("the \"'70s\" and 'the '70s'", "the “’70s” and ‘the ’70s’"),
        ("He said 'e was 'ere", "He said ’e was ’ere"),
        ('("word") ["a"]', "(“word”) [“a”]"),
        ('pre-"revolutionary" and "half-"', "pre-“revolutionary” and “half-”"),
        ('"unclosed', "“unclosed"),
        ('unopened" he said', "unopened” he said"),
        ('"And... so," "... and then..."', "“And… so,” “… and then…”"),
        ('l\'"Humanité"', "l’“Humanité”"),
        ('"in 1917"', "“in 1917”"),
        ('the ditto " mark', 'the ditto " mark'),
        ("“Already ‘right’,” it’s – so — done…", "“Already ‘right’,” it’s~– so~— done…"),
        ('“Half typed"', "“Half typed”"),
    ],
)
def test_english_quotes(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en-GB")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("6' 2\" tall", "6′ 2″ tall"),
        ("5'11\"", "5′11″"),
        ("6' wide, 3\" nails", "6′ wide, 3″ nails"),
        ('"he was 6\'2""', "“he was 6′2″”"),
        ('since 1917"', "since 1917”"),
    ],
)
def test_primes_after_figures(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("word -- word", "word~– word"),
        ("word--word", "word~– word"),
        ("word --- word", "word~– word"),
        ("word - word", "word~– word"),
        ("word—word", "word—word"),
        ("word — word – word", "word~— word~– word"),
        ('"But I--" he said', "“But I~–” he said"),
        ('"What?"--he asked.', "“What?”~– he asked."),
        ('he said--"And then?"', "he said~– “And then?”"),
        ('"--and then" (--so)', "“– and then” (– so)"),
        ("-- Start", "– Start"),
        ("yes--'tis so", "yes~– ’tis so"),
        ("either/or--both", "either/or~– both"),
        ("well-known, 5 - 3, a---b----c", "well-known, 5 - 3, a~– b----c"),
    ],
)
def test_english_dash_is_an_en_dash_between_spaces(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("1917-18", "1917–18"),
        ("1914-1918", "1914–1918"),
        ("1870--1924", "1870–1924"),
        ("(1917--)", "(1917–)"),
        ("pp. 12-15", "pp.~12–15"),
        ("pp. ix-xi", "pp.~ix–xi"),
        ("2,000-3,000 workers", "2,000–3,000 workers"),
        ("30-40%", "30–40%"),
        ("a 10-12-hour day", "a 10-12-hour day"),
        ("17 -- 20", "17~– 20"),
        ("in 1917-18: John 3:16-18", "in 1917–18: John 3:16–18"),
        ("1905-06", "1905–06"),
    ],
)
def test_ranges_of_figures_take_an_en_dash(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en")) == set_


@pytest.mark.parametrize(
    "typed",
    [
        "1917-07-17",
        "1917-07",
        "020-7946-0018",
        "555-1234",
        "+44 20 7946-8018",
        "978-0-14-143947-1",
        "ISSN 1234-5679",
        "007-008",
        "T-34 and F-4-5",
        "co-operative ix-xi",
        "50-50",
        "1/2-3/4",
        "12:30-13:45",
    ],
)
def test_figures_that_are_no_range_stay(typed: str) -> None:
    assert refine_text(typed, "en") == typed


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Wait... no", "Wait… no"),
        ("wait ... no", "wait~… no"),
        ("well . . . no", "well~… no"),
        ("The end....", "The end…."),
        ("contents.......5", "contents.......5"),
        ("[...]", "[…]"),
        ('"...and"', "“…and”"),
    ],
)
def test_ellipses(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("V. I. Lenin", "V.~I.~Lenin"),
        ("Yu. V. Martov", "Yu.~V.~Martov"),
        ("Mr. Smith, Mrs Jones, Dr. X, St Petersburg", "Mr.~Smith, Mrs~Jones, Dr.~X, St~Petersburg"),
        ("Gen. Kornilov", "Gen.~Kornilov"),
        ("No. 5, p. 12, p. xii, vol. II, § 3", "No.~5, p.~12, p.~xii, vol.~II, §~3"),
        ("5 km, 10 per cent, 3 million, 9 a.m.", "5~km, 10~per~cent, 3~million, 9~a.m."),
        ("25 October 1917, 1st May, July 17", "25~October 1917, 1st~May, July~17"),
        ("3-5 (16-18) July, 3 (16) July", "3–5~(16–18)~July, 3~(16)~July"),
        ("July 1917", "July 1917"),
        ("Nicholas II", "Nicholas~II"),
        ("c. 1917", "c.~1917"),
        ("V.\n  I.\tLenin", "V.~I.~Lenin"),
        ("no one, step. Up, I am", "no one, step. Up, I am"),
    ],
)
def test_english_lines_do_not_break_there(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "en")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"Роман "Мать""', "«Роман „Мать“»"),
        ('""Мать" - роман"', "«„Мать“~— роман»"),
        ('газета "Искра", № 5', "газета «Искра», №~5"),
        ("Ленин -- вождь", "Ленин~— вождь"),
        ("Ленин--вождь", "Ленин~— вождь"),
        ("-- Да, -- сказал он.", "—~Да,~— сказал он."),
        ("— Да, – сказал он.", "—~Да,~– сказал он."),
        ("В. И. Ленин, А. С. Пушкин", "В.~И.~Ленин, А.~С.~Пушкин"),
        ("1917 г. и 1917-1918 гг., XX в.", "1917~г. и 1917–1918~гг., XX~в."),
        ("25 октября, с. 12, т. II", "25~октября, с.~12, т.~II"),
        ("т.е., т. д., до н.э.", "т.~е., т.~д., до~н.~э."),
        ("в Петрограде и о нём", "в~Петрограде и о~нём"),
        ("г. Петроград, ул. Шпалерная", "г.~Петроград, ул.~Шпалерная"),
        ("что-то по-русски", "что-то по-русски"),
        ("«Правда» и „Мать“", "«Правда» и „Мать“"),
    ],
)
def test_russian(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "ru")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("\"Das ist 'gut'\"", "„Das ist ‚gut‘“"),
        ("Hans' Buch, wie geht's", "Hans’ Buch, wie geht’s"),
        ('"Kapital"-Lektüre', "„Kapital“-Lektüre"),
        ("z.B. und d. h., S. 12, Nr. 5", "z.~B. und d.~h., S.~12, Nr.~5"),
        ("am 17. Juli -- ja--nein", "am 17.~Juli~– ja~– nein"),
        ("»Nein«, sagte er", "»Nein«, sagte er"),
        ('»Das "Kapital"«', "»Das ‚Kapital‘«"),
        ("K. Marx, 10 Prozent", "K.~Marx, 10~Prozent"),
    ],
)
def test_german(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "de")) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"Quoi?" dit-il; oui!', "«_Quoi_?_» dit-il_; oui_!"),
        ('Il lit "l\'Humanité": oui', "Il lit «_l’Humanité_»_: oui"),
        ('"Il dit "oui" enfin"', "«_Il dit “oui” enfin_»"),
        ("« bon » «mal»", "«_bon_» «_mal_»"),
        ("«\u00a0bon\u00a0»\u00a0:", "«~bon~»~:"),
        ("12:30 (!) quoi ?! https://x.org", "12:30 (!) quoi_?! https://x.org"),
        ("M. Jaurès, Mme Pelletier, n° 5", "M.~Jaurès, Mme~Pelletier, n°~5"),
        ("le 1er mai -- jour", "le 1er~mai~– jour"),
        ("qu'il l'a dit", "qu’il l’a dit"),
    ],
)
def test_french(typed: str, set_: str) -> None:
    assert show(refine_text(typed, "fr")) == set_


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("uk", '"Мрія" -- об\'єкт', "«Мрія»~— об’єкт"),
        ("it", '"a" -- l\'altro', "«a»~– l’altro"),
        ("es", '¿"Qué"? --dijo--', "¿«Qué»? —dijo—"),
        ("ru-Latn", '"Pravda" -- gazeta', "«Pravda»~— gazeta"),
        ("pl", "\"a\" -- 'b'... 1-2", "\"a\" -- 'b'… 1-2"),
        ("", '"a"...', '"a"…'),
    ],
)
def test_other_languages(language: str, typed: str, set_: str) -> None:
    assert show(refine_text(typed, language)) == set_


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a--b'c_1917-18",
        "http://example.org/?a=\x27b\x27-1-2",
        "a.b--c@example.org",
        "www.example.org/a--b",
        "example.org/a--b/1917-18",
        "10.1000/xyz--1-2",
        "mailto:a--b@example.org",
    ],
)
def test_addresses_in_running_text_stay(address: str) -> None:
    assert refine_text(f"see {address}...", "en") == f"see {address}…"
    assert refine_text(f'"{address}".', "en") == f"“{address}”."


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('<p>"<em>word</em>"</p>', "<p>“<em>word</em>”</p>"),
        ('<p><em>"word</em>"</p>', "<p><em>“word</em>”</p>"),
        ("<p><em>Pravda</em>'s <b>I</b>'m</p>", "<p><em>Pravda</em>’s <b>I</b>’m</p>"),
        ("<p>\"<em>'A'</em>\"</p>", "<p>“|<em>‘A’|</em>”</p>"),
        ("<p>a<em>--b</em> c--<em>d</em></p>", "<p>a<em>~– b</em> c~– <em>d</em></p>"),
        ("<p>V. <b>I.</b> Lenin</p>", "<p>V.~<b>I.</b>~Lenin</p>"),
        ('<p>"a <q>b "c"</q>"</p>', "<p>“a <q>b “c”</q>”</p>"),
        ('<p><q>b "c"</q></p>', "<p><q>b ‘c’</q></p>"),
        ('<p>a<!-- "x" -->"b"</p>', '<p>a<!-- "x" -->“b”</p>'),
        ('<p>a <!-- "x" -->"b"</p>', '<p>a <!-- "x" -->“b”</p>'),
        ('<p>one<br/>"two"</p>', "<p>one<br/>“two”</p>"),
    ],
)
def test_words_are_seen_across_elements(typed: str, set_: str) -> None:
    assert refined(typed) == set_


def test_a_note_call_is_as_if_it_were_not_there() -> None:
    call = '<a class="note-call" data-note="n"/>'
    assert refined(f'<p>"word."{call} Next "w{call}" and "\'x\'{call}".</p>') == (
        f"<p>“word.”{call} Next “w{call}” and “|‘x’{call}”.</p>"
    )


def test_code_formulas_and_drawings_stay() -> None:
    for tag in ("code", "pre", "kbd", "samp", "script", "style", "math", "svg"):
        kept = f'<{tag} title="a -- b">"a" -- <i>"b"...</i></{tag}>'
        assert refined(f'<p>"x" {kept}</p>') == f"<p>“x” {kept}</p>"


def test_code_is_like_a_word_for_the_quotes_around_it() -> None:
    assert refined('<p>"<code>x</code>" <code>y</code>\'s</p>') == "<p>“<code>x</code>” <code>y</code>’s</p>"


def test_alt_and_title_are_refined_and_other_attributes_stay() -> None:
    assert refined('<p><img alt=\'"A" -- b...\' src="a--b.png" title="it\'s"/></p>') == (
        '<p><img alt="“A”~– b…" src="a--b.png" title="it’s"/></p>'
    )
    assert refined('<p><img lang="ru" alt=\'"A"\' src="a"/></p>') == '<p><img lang="ru" alt="«A»" src="a"/></p>'


def test_the_nearest_lang_rules() -> None:
    assert refined('<p>"a <i lang="ru">"Правда" -- <b lang="de">"x"</b></i>"</p>') == (
        '<p>“a <i lang="ru">«Правда»~— <b lang="de">„x“</b></i>”</p>'
    )
    assert refined('<div lang="fr"><p>"a"</p><p lang="pl">"b"</p></div>') == (
        '<div lang="fr"><p>«_a_»</p><p lang="pl">"b"</p></div>'
    )
    assert refined('<p><i xml:lang="ru">"a"</i></p>') == '<p><i xml:lang="ru">«a»</i></p>'


def test_the_same_language_named_again_does_not_part_a_quotation() -> None:
    assert refined('<p>"a <i lang="en-GB">b</i>"</p>', "en") == '<p>“a <i lang="en-GB">b</i>”</p>'


def test_each_block_starts_afresh() -> None:
    assert refined('<div><p>"One.</p><p>"Two."</p><ul><li>"a</li><li>"b"</li></ul></div>') == (
        "<div><p>“One.</p><p>“Two.”</p><ul><li>“a</li><li>“b”</li></ul></div>"
    )
    assert refined('<blockquote>"a<p>"b"</p>"c"</blockquote>') == "<blockquote>“a<p>“b”</p>“c”</blockquote>"
    assert refined("<div><p>'One goes on.</p><p>'Two.'</p></div>") == "<div><p>‘One goes on.</p><p>‘Two.’</p></div>"


def test_lines_of_verse_keep_the_quotation_and_may_open_it_again() -> None:
    def verse(*lines: str) -> str:
        return '<p class="stanza">' + "".join(f'<span class="line">{line}</span>' for line in lines) + "</p>"

    assert refined(verse('"Arise, ye', "'starvelings' --", 'from your slumbers"')) == verse(
        "“Arise, ye", "‘starvelings’~–", "from your slumbers”"
    )
    assert refined(verse('"Arise, ye', '"criminals of want"')) == verse("“Arise, ye", "“criminals of want”")


def test_the_tail_of_the_root_and_an_empty_tree_are_left_alone() -> None:
    body = etree.fromstring('<body><p>"a"</p>"b"</body>')
    refine(body[0], "en")
    assert etree.tostring(body, encoding="unicode") == '<body><p>“a”</p>"b"</body>'
    assert refined("<p/>") == "<p/>"


WORDS = st.text(alphabet=list("aБ1X2. ,;:!?-–—'\"“”‘’«»„…()\n\u00a0\u202f/@"), max_size=30)
PIECES = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [
                "V. I. Lenin",
                "'tis",
                " -- ",
                "--",
                "...",
                "1917-18",
                "https://x.org/a--b",
                "5 km",
                "z.B.",
                "т.е.",
                "p. 5",
            ]
        ),
        st.tuples(st.sampled_from(["em", "p", "q", "code", "a", "br", "ru", "line"]), WORDS),
    ),
    max_size=8,
)


def tree(pieces: list[str | tuple[str, str]]) -> etree._Element:
    root = etree.Element("div")
    for piece in pieces:
        if isinstance(piece, tuple):
            tag, words = piece
            child = etree.SubElement(root, {"ru": "i", "line": "span"}.get(tag, tag))
            if tag in ("ru", "line", "a"):
                child.set(*{"ru": ("lang", "ru"), "line": ("class", "line"), "a": ("class", "note-call")}[tag])
            if tag not in ("br", "a"):
                child.text = words
        elif len(root):
            root[-1].tail = (root[-1].tail or "") + piece
        else:
            root.text = (root.text or "") + piece
    return root


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(LANGUAGES))
@example(["'a ", ("em", '"'), "--", ("q", "'b\"")], "en")
def test_a_second_time_changes_nothing(pieces: list[str | tuple[str, str]], language: str) -> None:
    root = tree(pieces)
    refine(root, language)
    once = etree.tostring(root, encoding="unicode")
    refine(root, language)
    assert show(etree.tostring(root, encoding="unicode")) == show(once)


def substance(words: str) -> str:
    """What typography must never change: letters, digits and all signs but quotes, dashes, points and spaces."""
    return "".join(char for char in words if not (char.isspace() or char in "\"'“”‘’‚„«»‹›′″-–—.…"))


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(LANGUAGES))
def test_nothing_is_lost(pieces: list[str | tuple[str, str]], language: str) -> None:
    root = tree(pieces)
    before = [substance("".join(element.itertext())) + str(element.tag) for element in root.iter()]
    quotes = sum("".join(root.itertext()).count(char) for char in "\"'“”‘’„«»")
    refine(root, language)
    assert [substance("".join(element.itertext())) + str(element.tag) for element in root.iter()] == before
    assert sum("".join(root.itertext()).count(char) for char in "\"'“”‘’‚„«»′″") == quotes


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_any_string_keeps_its_letters_and_a_second_time_changes_nothing(words: str, language: str) -> None:
    once = refine_text(words, language)
    assert substance(once) == substance(words)
    assert refine_text(once, language) == once

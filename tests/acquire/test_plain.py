"""Plain text: paragraphs, headings, verse, notes in brackets, and every encoding."""

from collections.abc import Callable

import pytest

from publisher.acquire import Haul
from publisher.acquire.encodings import decode

Home = Callable[..., Haul]
RUSSIAN = "Русский народ обвенчался со Свободой. Будем верить, что от этого союза в нашей стране родятся люди."


def body(haul: Haul) -> str:
    return haul.texts[0].markdown.split("---\n", 2)[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r", "cp866"])
def test_cyrillic_in_every_encoding(encoding: str) -> None:
    assert decode((RUSSIAN * 3).encode(encoding))[0] == RUSSIAN * 3


def test_wrapped_lines_are_joined_and_low_lines_are_emphasis(home: Home) -> None:
    words = (
        b"A TITLE\n\nThe first line of a paragraph that goes on and on for a while and\nis _wrapped_ here.\n\nNext.\n"
    )
    haul = home(words, "a.txt")
    assert haul.texts[0].title == "A Title"
    assert (
        body(haul) == "The first line of a paragraph that goes on and on for a while and is *wrapped* here.\n\nNext.\n"
    )


def test_notes_in_brackets_are_called_in_order(home: Home) -> None:
    words = b"T OF TS\n\nOne[1] and two[2] are here.\n\n[1] First note.\n\n[2] Second note.\n"
    assert body(home(words, "a.txt")) == "One[^1] and two[^2] are here.\n\n[^1]: First note.\n\n[^2]: Second note.\n"


def test_verse_keeps_its_steps(home: Home) -> None:
    words = (
        "Александр Блок\n\n\n   ДВЕНАДЦАТЬ\n\n\n     1\n\n    Черный вечер.\n      Белый снег.\n    Ветер!\n\n"
        "    Завивает\n    Снежок.\n"
    )
    haul = home(words.encode("cp1251"), "blok.txt")
    assert (haul.texts[0].title, haul.texts[0].authors) == ("Двенадцать", ("Александр Блок",))
    assert body(haul) == "## 1\n\n/// verse\n\nЧерный вечер.\n  Белый снег.\nВетер!\n\nЗавивает\nСнежок.\n///\n"
    assert 'language: "ru"  # guessed' in haul.texts[0].markdown


def test_gutenberg_says_who_wrote_it(home: Home) -> None:
    words = (
        "The Project Gutenberg EBook of A Tale\n\nTitle: A Tale\n\nAuthor: Ada Vale\n\nTranslator: Tom Reed\n\n"
        "Language: English\n\n*** START OF THIS PROJECT GUTENBERG EBOOK A TALE ***\n\nA TALE\n\nOnce there was.\n\n"
        "End of Project Gutenberg's A Tale\n\n*** END OF THIS PROJECT GUTENBERG EBOOK A TALE ***\nLicence."
    )
    haul = home(words.encode(), "tale.txt")
    assert body(haul) == "Once there was.\n"
    assert 'author: "vale"\ntranslator: "reed"\nlanguage: "en"\n' in haul.texts[0].markdown


def test_long_lines_are_paragraphs_each(home: Home) -> None:
    lines = "\n".join(f"Абзац {n}. {RUSSIAN * 2}" for n in range(4))
    assert body(home(f"ЗАГЛАВИЕ\n{lines}".encode(), "a.txt")).count("\n\n") == 3

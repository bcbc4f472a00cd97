"""Pages of HTML: their notes, their frames, their dialects."""

from collections.abc import Callable

from publisher.acquire import Haul
from tests.acquire.sources import PNG, html, prose

Home = Callable[..., Haul]


def body(haul: Haul, text: int = 0) -> str:
    return haul.texts[text].markdown.split("---\n", 2)[2]


def test_marxists_notes_with_names_that_point_at_one_another(home: Home) -> None:
    page = (
        '<h3>T</h3><p>Said <sup class="enote"><a href="#n1">[1]</a></sup> so.<a name="1a"></a></p><hr>'
        '<p class="information"><span class="info"><a name="n1" href="#1a">1.</a></span> A note.'
        '<p class="information">Transcribed by Zodiac</p>'
    )
    haul = home(html(page))
    assert body(haul) == "Said [^1] so.\n\n[^1]: A note.\n"
    assert [remark.what for remark in haul.remarks] == ["Transcribed by Zodiac"]


def test_a_note_of_many_paragraphs_ends_where_the_next_begins(home: Home) -> None:
    page = (
        '<h1>T</h1><p>a<sup><a href="#a">1</a></sup> b<sup><a href="#b">2</a></sup></p>'
        '<p><a id="a"></a>[1] One.</p><p>Still one.</p><p><a id="b"></a>[2] Two.</p><p>No note.</p>'
    )
    assert body(home(html(page))) == ("a[^1] b[^2]\n\nNo note.\n\n[^1]: One.\n\n    Still one.\n\n[^2]: Two.\n")


def test_an_anthology_becomes_one_text_for_each_piece_with_its_author(home: Home) -> None:
    page = (
        "<h1>STORIES</h1><p>THE CLOAK <i>N. Gogol</i></p><p>THE BET <i>A. Chekhov</i></p><p>VANKA <i>A. Chekhov</i></p>"
        f"<h2>THE CLOAK</h2><h3>BY NIKOLAY V. GOGOL</h3>{prose(900)}<h2>V</h2>{prose(200)}"
        f"<h2>THE BET</h2><h3>BY A.P. CHEKHOV</h3>{prose(900)}<h2>A BANQUET</h2>{prose(300)}"
        f"<h2>VANKA</h2><h3>BY A.P. CHEKHOV</h3>{prose(900)}"
    )
    haul = home(html(page))
    assert [(text.title, text.authors) for text in haul.texts] == [
        ("The Cloak", ("Nikolay V. Gogol",)),
        ("The Bet", ("A. P. Chekhov",)),
        ("Vanka", ("A. P. Chekhov",)),
    ]
    assert "## V\n" in body(haul)
    assert "## A BANQUET\n" in body(haul, 1)
    assert {credit.name: name for name, credit in haul.people.items()} == {
        "Nikolay V. Gogol": "gogol",
        "A. P. Chekhov": "chekhov",
    }


def test_guesses_are_marked_for_the_editor(home: Home) -> None:
    page = f"<h2>ONE TALE</h2><p>By Ada Vale</p>{prose(1200)}<h2>TWO TALES</h2><p>By Tom Reed</p>{prose(1200)}"
    assert 'title: "One Tale"  # guessed\nauthor: "vale"  # guessed\n' in home(html(page)).texts[0].markdown


def test_numbered_sections_stay_in_their_text(home: Home) -> None:
    page = "<h1>Chapter Ten</h1>" + "".join(f"<h3>SECTION {number}</h3>{prose(1500)}" for number in (1, 2, 3))
    haul = home(html(page))
    assert [text.title for text in haul.texts] == ["Chapter Ten"]
    assert body(haul).count("\n## SECTION") == 2


def test_the_licence_of_project_gutenberg_is_stripped_and_told(home: Home) -> None:
    page = (
        "<pre>The Project Gutenberg EBook of T\n\n*** START OF THIS PROJECT GUTENBERG EBOOK T ***</pre>"
        "<h1>T</h1><p>Words.</p><pre>End of the Project Gutenberg EBook of T\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK T ***\nLicence text</pre>"
    )
    haul = home(html(page))
    assert body(haul) == "Words.\n"
    assert [remark.why for remark in haul.remarks] == ["Project Gutenberg's header", "Project Gutenberg's licence"]


def test_the_frame_of_a_page_is_left_out(home: Home) -> None:
    words = "".join(f"<p>Sentence {n} of the essay goes on for long enough to be known again.</p>" for n in range(12))
    article = f"<div><article><h1>Essay</h1>{words}</article></div>"
    page = (
        f"<header><p>Site name</p></header><nav><a href='/'>Home</a></nav>{article}<aside><p>Read this too</p></aside>"
    )
    haul = home(html(page))
    assert haul.texts[0].title == "Essay"
    assert "Site name" not in body(haul) and "Read this too" not in body(haul)
    assert "Sentence 0" in body(haul) and "Sentence 11" in body(haul)
    assert {"Site name", "Read this too"} <= {remark.what for remark in haul.remarks}


def test_tables_quotations_lists_and_emphasis(home: Home) -> None:
    page = (
        "<h1>T</h1><table><caption>Prices</caption><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td><b>x</b></td></tr></table>"
        "<blockquote><p>One.</p><p>Two.</p></blockquote><ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>"
        "<p><i>a <b>b</b></i> <sup>2</sup> x_y *z* 3 &lt; 4</p><p>1. not a list</p><p># no heading</p>"
    )
    assert body(home(html(page))) == (
        "**Prices**\n\n| a | b |\n| --- | --- |\n| 1\\|2 | **x** |\n\n> One.\n>\n> Two.\n\n"
        "1.  a\n\n2.  b\n\n    -   c\n\n"
        "*a <strong>b</strong>* <sup>2</sup> x\\_y \\*z\\* 3 &lt; 4\n\n1\\. not a list\n\n\\# no heading\n"
    )


def test_headings_never_skip_a_level(home: Home) -> None:
    page = "<h1>T</h1><h4>a</h4><p>x</p><h3>b</h3><p>x</p><h5>c</h5><p>x</p><h2>d</h2><p>x</p>"
    lines = [line for line in body(home(html(page))).split("\n") if line.startswith("#")]
    assert lines == ["## a", "## b", "### c", "## d"]


def test_a_foreign_word_keeps_its_language(home: Home) -> None:
    page = '<html lang="en"><body><h1>T</h1><p>He said <i lang="fr">entre nous</i>.</p></body></html>'
    assert body(home(page.encode())) == "He said [*entre nous*]{lang=fr}.\n"


def test_a_picture_beside_the_page_comes_with_it_and_one_elsewhere_is_not_shown(home: Home) -> None:
    page = '<h1>T</h1><p>Words</p><p><img src="a.png" alt="A."></p><p><img src="http://x/b.png" alt="B."></p>'
    haul = home(html(page), pictures={"a.png": PNG})
    assert body(haul) == "Words\n\n![A.](images/a.png)\n"
    assert [remark.what for remark in haul.remarks] == ["the picture http://x/b.png: B."]


def test_the_declared_latin_1_is_what_the_web_means_by_it(home: Home) -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body><h1>T</h1><p>“Così” – naïve</p></body></html>"
    assert body(home(page.encode("cp1252"))) == "“Così” – naïve\n"


def test_paragraphs_set_in_by_their_class_are_quotations(home: Home) -> None:
    page = (
        "<h1>T</h1><p class='fst'>a</p><p class='quoteb'>b</p>\n<p class='quoteb'>c</p><p>d</p><p class='indentb'>e</p>"
    )
    assert body(home(html(page))) == "a\n\n> b\n>\n> c\n\nd\n\n> e\n"

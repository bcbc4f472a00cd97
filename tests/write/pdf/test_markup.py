from publisher.write.pdf.markup import html, parse, stub


def test_an_empty_element_keeps_what_follows_it_out() -> None:
    assert html(parse('<section id="a" lang="en"><a id="b"/>after<br/></section>', "en")) == (
        '<section id="a" lang="en"><a id="b"></a>after<br></section>'
    )


def test_a_drawing_keeps_its_names_without_prefixes() -> None:
    drawing = (
        '<section lang="en"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg></section>'
    )
    assert '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>' in html(parse(drawing, "en"))


def test_a_drawing_keeps_links_to_its_own_parts() -> None:
    drawing = '<section lang="en"><svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="#a"/></svg></section>'
    assert '<use xlink:href="#a"></use>' in html(parse(drawing, "en"))


def test_names_of_other_vocabularies_need_no_declaration() -> None:
    assert 'epub:type="chapter"' in html(parse('<section epub:type="chapter" lang="en"/>', "en"))


def test_a_section_without_a_language_is_in_the_language_of_its_document() -> None:
    assert parse("<section/>", "ru").get("lang") == "ru"
    assert parse('<section lang="de"/>', "ru").get("lang") == "de"


def test_a_stub_has_the_attributes_of_its_section_but_no_id_and_no_words() -> None:
    section = parse('<section id="a" class="text" data-title="April" lang="en"><p>Words</p></section>', "en")
    assert stub(section, (True, False), opens=True) == (
        '<section class="text" data-title="April" lang="en" data-galley="">'
        '<x-leaf class="tall"></x-leaf><x-leaf></x-leaf></section>'
    )

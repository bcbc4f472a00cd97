import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name, Pdf

from publisher.publication import Publication
from publisher.write.pdf import Typeset, typeset


@pytest.fixture
def pdf(made: Typeset) -> Iterator[Pdf]:
    with Pdf.open(BytesIO(made.pdf)) as opened:
        yield opened


def position(pdf: Pdf, page: pikepdf.Object) -> int:
    return pikepdf.Page(page).index


def test_page_labels_are_roman_in_front_and_arabic_after(pdf: Pdf, made: Typeset) -> None:
    assert [page.label for page in pdf.pages] == list(made.pages.labels)
    assert made.pages.labels[:6] == ("i", "ii", "iii", "iv", "1", "2")


def test_the_page_count_is_even_and_every_page_has_the_size_of_the_sheet(pdf: Pdf) -> None:
    assert len(pdf.pages) % 2 == 0
    for page in pdf.pages:
        assert [float(n) for n in page.trimbox] == pytest.approx([0, 0, 105 * 72 / 25.4, 148 * 72 / 25.4], abs=0.1)
        assert [float(n) for n in page.mediabox] == pytest.approx([float(n) for n in page.trimbox])


def test_a_blank_page_has_the_bleed_of_the_other_pages_of_its_side(book: Publication) -> None:
    bled = replace(
        book, stylesheet=book.stylesheet + "@page{bleed:3mm}@page:left{bleed-right:0}@page:right{bleed-left:0}"
    )
    made = typeset(bled, lambda message: None)
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        boxes = {page.label: [round(float(n)) for n in page.mediabox] for page in pdf.pages}
    assert boxes["6"] == boxes["2"] == [-9, -9, 298, 428]
    assert boxes["1"] == [0, -9, 306, 428]


def test_a_link_leads_to_the_page_of_its_place_in_another_galley(pdf: Pdf, made: Typeset) -> None:
    links = {str(link.Contents): position(pdf, link.Dest[0]) for link in pdf.pages[0].Annots if Name.Dest in link}
    expected = {title: made.pages.labels.index(made.pages.folios[place]) for title, place in
                (("Preface", "preface"), ("April", "april"), ("June", "june-map"))}  # fmt: skip
    assert links == expected


def test_a_link_leads_to_the_height_of_its_place(pdf: Pdf) -> None:
    see = next(link for page in pdf.pages for link in page.obj.get(Name.Annots, []) if str(link.Contents) == "June"
               and position(pdf, page.obj) > 4)  # fmt: skip
    assert see.Dest[1] == Name.XYZ
    assert 0 < float(see.Dest[3]) < 148 * 72 / 25.4


def test_a_link_out_of_the_book_stays_one(pdf: Pdf) -> None:
    uris = [str(link.A.URI) for page in pdf.pages for link in page.obj.get(Name.Annots, []) if Name.A in link]
    assert uris == ["https://example.org/"]


def test_the_outline_is_nested_and_names_authors(pdf: Pdf, made: Typeset) -> None:
    with pdf.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
        june = outline.root[2]
    assert tree == [("Preface", []), ("Spring", ["V. I. Lenin: April", "Map"]), ("J. Reed: June", [])]
    assert position(pdf, june.destination[0]) == made.pages.labels.index("7")


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_every_link_is_an_object_of_the_element_that_its_parent_entry_names(pdf: Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    links = [link for page in pdf.pages for link in page.obj.get(Name.Annots, [])]
    assert len(links) >= 7
    for link in links:
        element = parents[int(link.StructParent)]
        objects = [kid.Obj.objgen for kid in element.K if isinstance(kid, pikepdf.Dictionary) and Name.Obj in kid]
        assert str(element.S) == "/Link"
        assert link.objgen in objects


def test_there_is_one_document_in_the_tree_and_furniture_is_no_part_of_it(pdf: Pdf) -> None:
    assert [str(element.S) for element in pdf.Root.StructTreeRoot.K] == ["/Document"]
    body = next(page for page in pdf.pages if page.label == "3")
    overlay = _contents(body)[-1].read_bytes()
    assert re.search(rb"/Artifact <</Type /Pagination>> BDC\s+q /Furniture Do Q\s+EMC", overlay)
    assert b"MCID" not in body.Resources.XObject[Name("/Furniture")].read_bytes()


def test_metadata_tells_who_and_when_by_the_manifest_alone(pdf: Pdf) -> None:
    assert str(pdf.docinfo.Title) == "A Small Book"
    assert str(pdf.docinfo.Author) == "V. I. Lenin, J. Reed"
    assert str(pdf.docinfo.ModDate) == str(pdf.docinfo.CreationDate) == "D:20261123000000Z"
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "A Small Book"
        assert xmp["dc:creator"] == ["V. I. Lenin", "J. Reed"]
        assert xmp["xmp:ModifyDate"] == "2026-11-23T00:00:00Z"
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True


def streams(pdf: Pdf, key: Name) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream) and key in o]


def test_each_face_is_stored_once_with_every_glyph_that_the_book_uses(pdf: Pdf) -> None:
    files = {font.FontFile2.objgen for font in streams(pdf, Name.FontFile2)}
    assert len(files) == 1
    assert len([o for o in pdf.objects if isinstance(o, pikepdf.Stream) and Name.Length1 in o]) == 1


def test_each_image_is_stored_once(book: Publication) -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    resource = replace(book.resources[0], path="images/map.png", media_type="image/png", data=out.getvalue())
    documents = tuple(replace(d, html=d.html.replace("map.svg", "map.png")) for d in book.documents)
    made = typeset(replace(book, resources=(resource,), documents=documents), lambda message: None)
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        assert len([o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get(Name.Subtype) == Name.Image]) == 1


def test_a_picture_is_put_in_wherever_it_is_shown(book: Publication, pictured: Callable[[str], Publication]) -> None:
    """In the text, under an opacity, repeated in a background: one image, with the bytes of its file."""
    style = "section{background:url(images/map.png)} .text img{opacity:.5} h1{background:url(images/map.png) repeat}"
    made = typeset(replace(pictured("red"), stylesheet=book.stylesheet + style), lambda message: None)
    assert made.remarks == ()
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get(Name.Subtype) == Name.Image]
        assert [(int(image.Width), int(image.Height)) for image in images] == [(8, 8)]
        assert not streams(pdf, Name("/PublicationPath"))


def test_words_can_be_read_from_the_shared_fonts(made: Typeset, page_words: Callable[[bytes], list[list[str]]]) -> None:
    assert {"committee", "delegates", "works,"} < set(page_words(made.pdf)[5])


def test_a_note_stands_at_the_foot_of_the_page_of_its_call(
    made: Typeset, page_words: Callable[[bytes], list[list[str]]]
) -> None:
    assert "note" in page_words(made.pdf)[4]

from publisher.write.pdf.markup import parse
from publisher.write.pdf.references import FolioError, fill, targets, unknown, unsettled


def test_a_folio_takes_the_place_of_what_its_element_held() -> None:
    section = parse('<section>p. <b data-folio="april"><i>?</i>!</b>.</section>', "en")
    fill(section, {"april": "17"})
    assert "".join(section.itertext()) == "p. 17."


def test_before_make_up_a_folio_is_as_wide_as_most_are() -> None:
    section = parse('<section><b data-folio="april"/></section>', "en")
    fill(section, {})
    assert "".join(section.itertext()) == "000"


def test_the_folios_that_a_document_prints_are_known() -> None:
    assert targets(parse('<s><b data-folio="a"/><b data-folio="c"/><b id="d"/></s>', "en")) == {"a", "c"}


def test_a_reference_to_no_place_is_unknown() -> None:
    assert unknown([("contents", "april"), ("contents", "mya")], {"april": "1"}) == [("contents", "mya")]


def test_a_reference_whose_folio_moved_is_unsettled() -> None:
    printed = [("contents", "april"), ("contents", "june")]
    assert unsettled(printed, {"april": "1", "june": "7"}, {"april": "1", "june": "8"}) == [("contents", "june")]


def test_the_error_names_the_reference_and_the_document_that_prints_it() -> None:
    assert str(FolioError("no such place", [("contents", "mya")])) == 'no such place: "mya" (printed in "contents")'

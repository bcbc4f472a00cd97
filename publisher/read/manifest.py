"""The schema of the editor's files: one strict model for each, with what every key means."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from pydantic.json_schema import WithJsonSchema

from publisher.codes import WAIVABLE
from publisher.read.fields import DateWords, Figures, Language, Model, Price, Url, Words, as_list
from publisher.read.profile import Length, PrinterModel
from publisher.read.roles import ROLES
from publisher.read.theme_file import ThemeModel


def _as_person(value: Any) -> Any:
    """The id of a person as a reference to that person."""
    return {"person": value} if isinstance(value, str) else value


def _as_volume(value: Any) -> Any:
    """The slug of a book as a volume of a series."""
    return {"book": value} if isinstance(value, str) else value


class PersonRefModel(Model):
    """A person: an id from `people.yaml`, or a name on the spot."""

    person: str = Field("", description="The person's id in `people.yaml`.")
    name: str = Field("", description="The name, for somebody who is not in the register.")
    sort: str = Field("", description="The name as an index sorts it: `Lenin, V. I.`; guessed when absent.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        """Raise ValueError for a reference by both ways or by none."""
        if bool(self.person) == bool(self.name):
            raise ValueError("expected either a person of the register or a name; write an id, or {name: A Name}")
        return self


def _inline(model: type[BaseModel], shorthand: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a model that may also be written as its shorthand."""
    return {"anyOf": [shorthand, model.model_json_schema()]}


PERSON = _inline(PersonRefModel, {"type": "string"})
PersonRef = Annotated[PersonRefModel, BeforeValidator(_as_person), WithJsonSchema(PERSON)]
PERSONS = {"anyOf": [*PERSON["anyOf"], {"type": "array", "items": PERSON}]}
PersonRefs = Annotated[list[PersonRef], BeforeValidator(as_list), WithJsonSchema(PERSONS)]


class ContributorModel(Model):
    """A person in a role."""

    person: PersonRef = Field(description="Who: an id from `people.yaml`, or `{name: …}`.")
    role: Literal[tuple(ROLES)] = Field(  # type: ignore[valid-type]
        description="A MARC relator code: `edt` editor, `trl` translator, `ill` illustrator …"
    )


class RightsModel(Model):
    """Under which licence something may be used."""

    licence: str = Field("", description="An SPDX name (`CC-BY-SA-4.0`) or a phrase (`public domain`).")
    holder: str = Field("", description="Who holds the rights.")
    basis: str = Field("", description="Why it may be printed here: a permission, an expired term.")


class SourceModel(Model):
    """Where a text was taken from, or where it appeared."""

    title: str = Field("", description="The book, journal or newspaper.")
    author: str = Field("", description="Its author or editor, when not the text's own.")
    publisher: str = Field("", description="Its publisher.")
    place: str = Field("", description="Where it was published.")
    date: DateWords = Field("", description="When (EDTF).")
    year: DateWords = Field("", description="The same as `date`, for a year alone.")
    pages: Figures = Field("", description="On which pages: `12-19`.")
    url: Url = Field("", description="Where it can be read.")
    occasion: str = Field("", description="On what occasion, for a republication.")


class WaiverModel(Model):
    """A rule that does not hold here."""

    code: Literal[WAIVABLE] = Field(description="The code of the rule.")  # type: ignore[valid-type]
    why: Words = Field(description="Why it does not hold; the reports say so.")


class PressModel(Model):
    """`books/press.yaml`: the imprint."""

    name: Words = Field(description="The name of the press, as on the title page.")
    language: Language = Field("en", description="The language of its books, a tag of BCP 47.")
    place: str = Field("", description="Where the press is.")
    url: Url = Field("", description="Its web site.")
    contact: str = Field("", description="An address for letters.")
    theme: str = Field("classic", description="The theme of every book that does not name one.")
    rights: RightsModel = Field(RightsModel(), description="The rights of every book that does not state its own.")
    closing: str = Field("", description="A text for the last page of every book, relative to `books/`.")


class PersonModel(Model):
    """One entry of `books/people.yaml`."""

    name: Words = Field(description="The name as printed.")
    sort: str = Field("", description="The name as an index sorts it; `Surname, First names` is guessed when absent.")
    native: dict[Language, str] = Field({}, description="The name in its own script, by language: `{ru: …}`.")
    born: DateWords = Field("", description="Date of birth (EDTF).")
    died: DateWords = Field("", description="Date of death (EDTF).")
    same_as: list[Url] = Field([], description="Addresses of the same person elsewhere (VIAF, Wikidata).")
    bio: str = Field("", description="Who this was, in a sentence or three.")


class VolumeModel(Model):
    """A volume of a series: a book of this press, or one to come."""

    book: str = Field("", description="The book's folder under `books/`.")
    title: str = Field("", description="The title of a volume to come.")
    forthcoming: DateWords = Field("", description="When it is to come: a year.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        """Raise ValueError for a volume that is both there and to come, or neither."""
        if bool(self.book) == bool(self.title):
            raise ValueError(
                "expected a book or the title of one to come; write its folder, or {title: …, forthcoming: 2027}"
            )
        return self


class SeriesModel(Model):
    """One entry of `books/series.yaml`."""

    title: Words = Field(description="The title of the series.")
    description: str = Field("", description="What the series is.")
    identifier: str = Field("", description="Its number: `urn:issn:…`, or `urn:uuid:…`.")
    volumes: list[
        Annotated[VolumeModel, BeforeValidator(_as_volume), WithJsonSchema(_inline(VolumeModel, {"type": "string"}))]
    ] = Field([], description="Its volumes in order: slugs of books, or `{title: …, forthcoming: 2027}`.")


class PartModel(Model):
    """A row of texts, under a title or without one."""

    part: str = Field("", description="The title of the part; texts without one stand by themselves.")
    introduction: str = Field("", description="A Markdown file that introduces the part.")
    texts: list[Words] = Field(
        description="The texts: file names without `.md`, relative to the book's folder.", min_length=1
    )


class SubjectModel(Model):
    """A subject heading."""

    label: Words = Field(description="The heading in words.")
    authority: str = Field("", description="The scheme: BISAC, Thema, LCSH …")
    term: Figures = Field("", description="The code in that scheme.")

    @model_validator(mode="after")
    def _pair(self) -> Self:
        """Raise ValueError for a scheme without a code or a code without a scheme (EPUB 3.3, appendix D.3.1)."""
        if bool(self.authority) != bool(self.term):
            raise ValueError("a scheme and a code belong together; write authority: BISAC, term: HIS032000")
        return self


class CertifiedModel(Model):
    """Who evaluated the EPUB for its accessibility, and what was found."""

    by: Words = Field(description="Who evaluated it.")
    date: DateWords = Field(description="The day of the evaluation.")
    wcag: Annotated[Literal["2.0", "2.1", "2.2"], BeforeValidator(str), WithJsonSchema({"enum": [2.0, 2.1, 2.2]})] = (
        Field("2.2", description="The version of WCAG that it keeps.")
    )
    level: Literal["A", "AA", "AAA"] = Field("AA", description="The level of WCAG that it keeps.")
    credential: str = Field("", description="What entitles the evaluator: a badge, a certificate.")
    report: Url = Field("", description="Where the report can be read.")


class EpubModel(Model):
    """The EPUB edition."""

    isbn: Figures = Field("", description="The ISBN of the EPUB.")
    pages: Literal["print", "none"] = Field(
        "print", description="`print`: it tells where the pages of the print edition begin, if there is one; or `none`."
    )
    certified: CertifiedModel | None = Field(
        None, description="Who evaluated its accessibility; without this no standard is said to be kept."
    )


class KepubModel(Model):
    """The EPUB for Kobo's readers; what is set for `epub` holds for it too."""


class ScreenModel(Model):
    """The PDF for the screen."""

    trim: str = Field("", description="The page: `b-format`, `a5`, `us-trade`, `royal`, or `129x198` in mm.")


class SpineModel(Model):
    """The width of the spine as a printer gave it for a count of pages."""

    pages: int = Field(ge=1, description="The count of pages for which it was given.")
    width: Length = Field(description="Its width, as in `6.4 mm`.")


class PrintModel(Model):
    """The PDF for the print shop."""

    trim: str = Field("", description="The trimmed page: `b-format`, `a5`, `us-trade`, `royal`, or `129x198` in mm.")
    isbn: Figures = Field("", description="The ISBN of the printed book.")
    signature: int = Field(
        2, ge=2, le=64, multiple_of=2, description="The page count is a multiple of this: 16 for sheets."
    )
    printer: Words | None = Field(None, description="For which printer: a name that `publisher printers` lists.")
    paper: Words | None = Field(None, description="One of the printer's papers; the first when absent.")
    spine: SpineModel | None = Field(
        None, description="The spine, where the printer's figures do not tell it, or you have its own."
    )
    prices: list[Price] | None = Field(None, description="What it costs: `USD 14.99`; stands on the cover.")


EDITIONS = ("epub", "kepub", "screen", "print")


class EditionsModel(Model):
    """The outputs of a book; a key that stands here is built."""

    epub: EpubModel | None = Field(None, description="An EPUB 3.")
    kepub: KepubModel | None = Field(None, description="An EPUB for Kobo's readers, beside the other.")
    screen: ScreenModel | None = Field(
        None, description="A PDF for reading on a screen: tagged, linked, no blank pages."
    )
    print: PrintModel | None = Field(
        None, description="A PDF for the print shop: mirrored margins, openings on a recto."
    )


class CoverModel(Model):
    """What the theme's cover is to show."""

    emblem: str = Field("", description="One of the theme's emblems, or an SVG file of the book.")
    title: list[Words] = Field([], description="The title broken into lines by hand.")


class BookModel(Model):
    """`books/<slug>/book.yaml`: the manifest of one book."""

    title: Words = Field(description="The title.")
    subtitle: str = Field("", description="The subtitle.")
    language: Language = Field("", description="The language, when not that of the press.")
    identifier: Words = Field(description="`urn:uuid:…`; made by `publisher new book`, never changed.")
    modified: DateWords = Field(
        description="The day of this edition, `2026-11-23`; the only date that enters the files."
    )
    description: str = Field("", description="What the book is, for catalogues.")
    series: str = Field("", description="The id of a series in `series.yaml` that lists this book.")
    contributors: list[ContributorModel] = Field([], description="Who made the book: editors first.")
    theme: str = Field("", description="The theme, when not that of the press.")
    options: dict[str, Any] = Field({}, description="Options of the theme: see its reference.")
    introduction: str = Field("", description="A Markdown file that introduces the book.")
    contents: list[PartModel] = Field(description="The parts and texts in reading order.", min_length=1)
    apparatus: list[Literal["contributors", "people", "sources"]] = Field(
        ["contributors", "sources"], description="What stands after the texts."
    )
    lists: list[Literal["illustrations", "authors", "dates"]] = Field(
        [], description="Lists of the book: of illustrations after the contents, of texts by author or date at the end."
    )
    see_also: list[str] = Field([], description="Other books of the press to name at the end.")
    subjects: list[SubjectModel] = Field([], description="Subject headings.")
    rights: RightsModel | None = Field(None, description="The rights of the book, when not those of the press.")
    cover: CoverModel = Field(CoverModel(), description="What the theme's cover is to show.")
    waive: list[WaiverModel] = Field([], description="Rules that do not hold for this book and its texts.")
    editions: EditionsModel = Field(
        EditionsModel(epub=EpubModel(), screen=ScreenModel(), print=PrintModel()),
        description="The outputs; `epub`, `screen` and `print` when absent.",
    )


class AcquiredModel(Model):
    """What a text was acquired from, and when; written by `publisher acquire`."""

    file: str = Field("", description="The file.")
    url: str = Field("", description="The web address.")
    date: DateWords = Field("", description="The day.")
    sha256: str = Field("", description="The fingerprint of the file's bytes.")


class ChoiceModel(Model):
    """What is to become of one piece of a source."""

    piece: Words = Field(description="The piece, by the name that `--dry-run` prints.")
    name: str = Field("", description="The name of the text, when not that of the piece.")
    title: str = Field("", description="Its title, when not the one that was found.")
    author: Annotated[list[str], BeforeValidator(as_list)] = Field([], description="Its author or authors, by name.")
    skip: bool = Field(False, description="Leave it out.")
    join: bool = Field(False, description="Make it part of the piece before.")


class PlanModel(Model):
    """The plan of an acquisition."""

    divide: Literal["", "whole", "h1", "h2", "h3", "h4"] = Field(
        "", description="The headings that begin a text, or `whole` for one text; found out when absent."
    )
    rest: Literal["keep", "skip"] = Field("keep", description="What becomes of the pieces that are not named.")
    texts: list[ChoiceModel] = Field([], description="A choice for each piece that is not to be as it was found.")


class TextModel(Model):
    """The front matter of a text."""

    title: Words = Field(description="The title.")
    subtitle: str = Field("", description="The subtitle.")
    short_title: str = Field("", description="A shorter title for running heads.")
    author: PersonRefs = Field([], description="Who wrote it: an id, `{name: …}`, or a list of them.")
    translator: PersonRefs = Field([], description="Who translated it.")
    presented_by: PersonRefs = Field([], description="Who read it out or introduced it, when not the author.")
    contributors: list[ContributorModel] = Field([], description="People in other roles.")
    language: Language = Field("", description="The language, when not that of the book.")
    date: DateWords = Field("", description="When it was written (EDTF): `1917-07-17`, `1917~`, `1917-07/1917-08`.")
    calendar: Literal["gregorian", "julian"] = Field(
        "gregorian", description="The calendar of `date`: `julian` for old style."
    )
    first_published: SourceModel | None = Field(None, description="Where and when it first appeared.")
    republished: SourceModel | None = Field(None, description="Where, when and why it appeared again.")
    source: SourceModel | None = Field(None, description="What this text was taken from.")
    rights: RightsModel | None = Field(None, description="The rights of the text, when not those of the book.")
    acquired: AcquiredModel | None = Field(None, description="Where `publisher acquire` took it from.")
    headnote: str = Field("", description="One paragraph by the editor before the text (Markdown).")
    waive: list[WaiverModel] = Field([], description="Rules that do not hold for this text.")
    opens: Literal["recto", "page", "run-in"] | None = Field(
        None, description="Where it begins in print, when not as the theme says."
    )


FILES: dict[str, type[BaseModel]] = {
    "press": PressModel,
    "person": PersonModel,
    "series": SeriesModel,
    "book": BookModel,
    "text": TextModel,
    "theme": ThemeModel,
    "plan": PlanModel,
    "printer": PrinterModel,
}

"""The schema of a printer's profile: what a print shop asks for, each group of figures with its source."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import WithJsonSchema

from publisher.read.fields import DateWords, Model, Url, Words

MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?) ?(mm|cm|in|pt)", re.ASCII)


def parse_length(value: Any) -> Any:
    """`0.125 in` as mm; ValueError for a length without a unit."""
    match = LENGTH.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError("expected a length with its unit; write it as the printer does, as in 3 mm or 0.125 in")
    return float(match[1]) * MM[match[2]]


LENGTH_SCHEMA = {"type": "string", "pattern": LENGTH.pattern, "examples": ["3 mm", "0.125 in", "0.75 pt"]}
Length = Annotated[float, BeforeValidator(parse_length), WithJsonSchema(LENGTH_SCHEMA)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Space = Literal["gray", "cmyk", "spot", "rgb", "icc-gray", "icc-cmyk", "icc-rgb", "lab"]
NOWHERE = parse_length("0 mm")


class CitationModel(Model):
    """Where figures come from."""

    title: Words = Field(description="The sheet, page or person.")
    date: DateWords = Field(description="When it was read, or the date that it bears.")
    kind: Literal["primary", "secondary", "ours"] = Field(
        description="The printer's own word, somebody else's, or ours where nobody gives a figure."
    )
    url: Url = Field("", description="Where it can be read.")


class SourcedModel(Model):
    """The base of every group of figures."""

    source: Words = Field(description="The id of one of the profile's `sources`.")
    note: str = Field("", description="What else should be known.")


class FormModel(SourcedModel):
    """The standard of the PDF."""

    standard: Literal["pdf", "pdf/x-1a:2001", "pdf/x-1a:2003", "pdf/x-4"] = Field(description="The standard.")
    transparency: bool = Field(description="Whether transparency may be in the file.")
    condition: str = Field("", description="The registered printing condition: `FOGRA39`, `CGATS TR 001`.")


class ColourModel(SourcedModel):
    """Colours."""

    spaces: list[Space] = Field(description="The colour spaces taken.", min_length=1)
    black: Literal["k-only", "any"] = Field(description="Of what the black of text may be made.")


class InkModel(SourcedModel):
    """The limit of ink."""

    limit: Annotated[int, Field(ge=100, le=400)] = Field(description="Per cent, all colours added.")


class BleedModel(SourcedModel):
    """Bleed, side by side."""

    top: Length = Field(description="At the head.")
    bottom: Length = Field(description="At the foot.")
    outside: Length = Field(description="At the fore edge.")
    inside: Length = Field(description="At the bind side.")
    required: bool = Field(False, description="Whether pages without bleed are refused.")


class MarksModel(SourcedModel):
    """Crop marks."""

    use: Literal["required", "allowed", "forbidden"] = Field(description="Whether they must, may or must not be there.")
    offset: Length = Field(NOWHERE, description="How far from the trim they begin.")


class SafeModel(SourcedModel):
    """The zone near the trim in which no text may stand."""

    margin: Length = Field(description="Its depth.")
    with_bleed: Length = Field(NOWHERE, description="Its depth on pages with bleed, where that differs.")


class StepModel(Model):
    """A row of a table by count of pages."""

    to: Count = Field(0, description="The last count of pages for which it holds; absent in a last row without end.")
    width: Length = Field(description="What holds.")
    since: Count = Field(0, description="The first count, where rows leave a gap.")


def _rising(steps: list[StepModel]) -> None:
    """Raise ValueError where a table does not rise from row to row."""
    for one, next_ in pairwise(steps):
        if not one.to or 0 < next_.to <= one.to:
            raise ValueError("the rows are out of order; let their counts of pages rise, a row without `to` last")


class GutterModel(SourcedModel):
    """The margin at the bind side."""

    steps: list[StepModel] = Field(description="Its width by count of pages, rising.", min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Raise ValueError for rows out of order."""
        _rising(self.steps)
        return self


class PagesModel(SourcedModel):
    """The count of pages."""

    least: Count = Field(0, description="The least.")
    most: Count = Field(0, description="The most; 0 where no limit is known.")
    multiple: Annotated[int, Field(ge=1, le=64)] = Field(1, description="The count is a multiple of this.")
    last_blank: bool = Field(False, description="Whether the last page must be blank.")
    blanks: Count = Field(0, description="How many blank pages may follow one another; 0 for any.")


class TrimModel(SourcedModel):
    """The trimmed page."""

    width: list[Length] = Field(description="The least and the most.", min_length=2, max_length=2)
    height: list[Length] = Field(description="The least and the most.", min_length=2, max_length=2)


class PicturesModel(SourcedModel):
    """Pictures, in pixels per inch at the size at which they are placed."""

    least: Count = Field(0, description="Below this a picture is refused.")
    best: Count = Field(0, description="Below this a picture is remarked upon.")
    most: Count = Field(0, description="Above this a picture is remarked upon.")
    line: Count = Field(0, description="The least for pictures of one bit.")


class LinesModel(SourcedModel):
    """Lines and tints."""

    least: Length = Field(description="The thinnest line.")
    tint: Annotated[int, Field(ge=0, le=100)] = Field(0, description="The lightest grey, in per cent of black.")


class LetteringModel(SourcedModel):
    """Type."""

    least: Length = Field(NOWHERE, description="The smallest type, as in `7 pt`.")
    whole: bool = Field(False, description="Whether fonts are wanted whole rather than subset.")


class ExtrasModel(SourcedModel):
    """What only a screen can show."""

    bookmarks: bool = Field(description="Whether bookmarks may be in the file.")
    annotations: bool = Field(description="Whether links and comments may be in the file.")


class FileModel(SourcedModel):
    """Files."""

    most: Count = Field(0, description="The largest, in MB; 0 where no limit is known.")
    interior: Words = Field(description="The name of the inside; `{isbn}` and `{slug}` stand for the book's.")
    cover: Words = Field(description="The name of the cover.")


class PaperModel(SourcedModel):
    """A paper and what it makes of the spine: `per_page`, `pages_per_inch`, `gsm` with `volume`, or `steps`.

    Where the printer publishes no figure, none of them stands here.
    """

    title: Words = Field(description="The paper in words.")
    per_page: Length | None = Field(None, description="What a page adds to the spine.")
    pages_per_inch: Count = Field(0, description="How many pages make an inch of spine.")
    gsm: Count = Field(0, description="The weight of the paper in g/m²; needs `volume`.")
    volume: Count = Field(0, description="The volume of the paper (18 for vol 18).")
    added: Length = Field(NOWHERE, description="What cover and glue add to the spine.")
    steps: list[StepModel] = Field([], description="The spine's width by count of pages, from a table.")
    most: Count = Field(0, description="The most pages that this paper takes.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        """Raise ValueError for a paper whose spine is said in two ways, or in half a way."""
        ways = (self.per_page is not None, self.pages_per_inch, self.gsm or self.volume, self.steps)
        if sum(map(bool, ways)) > 1 or bool(self.gsm) != bool(self.volume):
            raise ValueError("expected one way to the spine; write per_page, pages_per_inch, gsm and volume, or steps")
        _rising(self.steps)
        return self


class CoverModel(SourcedModel):
    """The cover in one piece."""

    bleed: Length = Field(description="How far it goes over the trim on all its sides.")
    safe: Length = Field(description="How far its words keep from the trim.")


class SpineTextModel(SourcedModel):
    """Words on the spine."""

    pages: Count = Field(0, description="The least count of pages for them.")
    width: Length = Field(NOWHERE, description="The least width of a spine for them.")
    clear: Length = Field(NOWHERE, description="How far they keep from each fold.")


class BarcodeModel(SourcedModel):
    """The box for the barcode on the cover."""

    width: Length = Field(description="Its width.")
    height: Length = Field(description="Its height.")
    least_width: Length = Field(NOWHERE, description="The least width, where it may be smaller.")
    least_height: Length = Field(NOWHERE, description="The least height, where it may be smaller.")
    clear: Length = Field(NOWHERE, description="How far it keeps from trim and spine.")
    by: Literal["editor", "printer", "either"] = Field("editor", description="Who puts the barcode there.")


class PrinterModel(Model):
    """`printers/NAME.yaml`: what a printer asks for."""

    name: Words = Field(description="The printer's name, that of its file.")
    title: str = Field("", description="The printer in words.")
    description: str = Field("", description="What it prints, and what else should be known.")
    extends: str = Field("", description="A profile on which it builds: what is not said here is as it is there.")
    checked: DateWords = Field(description="The day on which the figures were last compared with their sources.")
    sources: dict[str, CitationModel] = Field({}, description="Where the figures come from, by an id of your own.")
    form: FormModel | None = Field(None, description="The standard of the PDF.")
    colour: ColourModel | None = Field(None, description="Colour spaces, and the black of text.")
    ink: InkModel | None = Field(None, description="The limit of ink.")
    bleed: BleedModel | None = Field(None, description="Bleed by side.")
    marks: MarksModel | None = Field(None, description="Crop marks.")
    safe: SafeModel | None = Field(None, description="How far text keeps from the trim.")
    gutter: GutterModel | None = Field(None, description="The margin at the bind side.")
    pages: PagesModel | None = Field(None, description="The count of pages.")
    trim: TrimModel | None = Field(None, description="The smallest and the largest trim.")
    pictures: PicturesModel | None = Field(None, description="The resolution of pictures.")
    lines: LinesModel | None = Field(None, description="Lines and tints.")
    lettering: LetteringModel | None = Field(None, description="The size of type, and fonts.")
    extras: ExtrasModel | None = Field(None, description="Bookmarks and annotations.")
    file: FileModel | None = Field(None, description="Size and names of files.")
    cover: CoverModel | None = Field(None, description="The cover in one piece.")
    spine_text: SpineTextModel | None = Field(None, description="Words on the spine.")
    barcode: BarcodeModel | None = Field(None, description="The box for the barcode.")
    papers: dict[str, PaperModel] = Field(
        {}, description="Papers by a name of your own, with the spine that they make."
    )
    grades: dict[str, Literal["error", "warning", "off"]] = Field(
        {}, description="How grave a finding of the proof is here, by its code: `{P25: off}`."
    )

"""The schema of `theme.yaml`, what every key of a theme means."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from publisher.read.fields import Model, Words


class FaceModel(Model):
    """A static face of a theme."""

    family: Words = Field(description="The CSS family that it answers to.")
    file: Words = Field(description="A font file of the theme, or `pack:path` in a font package.")
    weight: int = Field(400, ge=1, le=1000, description="Its CSS weight.")
    style: Literal["normal", "italic"] = Field("normal", description="Upright or italic.")
    axes: dict[str, float] = Field(
        {}, strict=False, description="Where a variable font is cut: `{opsz: 10, wght: 400}`."
    )


class OptionModel(Model):
    """An option that a theme offers to its books."""

    default: Any = Field(description="What holds when a book does not say.")
    description: Words = Field(description="What it does.")
    values: list[Any] = Field([], description="The values allowed; any when empty.")


class ThemeModel(Model):
    """`theme.yaml`: what a theme is made of besides templates and styles."""

    name: Words = Field(description="The theme's name, that of its folder.")
    description: str = Field("", description="What its books look like.")
    extends: str = Field("", description="The theme on which it builds; only `base` builds on none.")
    options: dict[str, OptionModel] = Field({}, description="Options for books.")
    faces: list[FaceModel] = Field([], description="Its faces, besides those of the theme that it extends.")

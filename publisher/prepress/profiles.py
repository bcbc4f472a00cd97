"""Colour profiles of the machine, by the printing condition that they describe; none is shipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

FOLDERS = (
    "~/.local/share/color/icc",
    "~/.local/share/icc",
    "/usr/share/color/icc",
    "/usr/share/scribus/profiles",
    "/usr/local/share/color/icc",
    "/Library/ColorSync/Profiles",
    "~/Library/ColorSync/Profiles",
    "C:/Windows/System32/spool/drivers/color",
)
CONDITIONS = {
    "FOGRA39": ("fogra39", "iso coated v2"),
    "FOGRA51": ("fogra51", "pso coated v3"),
    "FOGRA52": ("fogra52", "pso uncoated v3"),
    "CGATS TR 001": ("swop", "tr 001", "tr001"),
    "CGATS TR 006": ("gracol", "tr 006", "tr006"),
}
"""Words in the descriptions of profiles for registered conditions (the ICC's registry of characterization data)."""
PLACES = "PUBLISHER_ICC"
"""The variable of the environment that names another folder of profiles."""


@dataclass(frozen=True)
class Profile:
    """A profile for printing in four colours: its description and its file."""

    title: str
    path: Path
    data: bytes = field(repr=False)

    def inks(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """A colour of RGB (0-1) in cyan, magenta, yellow and black (0-1)."""
        pixel = Image.new("RGB", (1, 1), tuple(round(value * 255) for value in values))
        return tuple(ink / 255 for ink in self.convert(pixel).tobytes())

    def convert(self, picture: Image.Image) -> Image.Image:
        """A picture of RGB in CMYK, relative colorimetric with compensation of the black point."""
        made = ImageCms.applyTransform(picture, self._transform)
        assert made is not None
        return made

    @cached_property
    def _transform(self) -> Any:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(BytesIO(self.data)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )


def profile_for(condition: str) -> Profile | None:
    """The first profile of the machine that describes a registered condition."""
    words = CONDITIONS.get(condition, (condition.lower(),)) if condition else ()
    known = (profile for profile in profiles() if any(word in profile.title.lower() for word in words))
    return next(known, None)


def profiles() -> Iterator[Profile]:
    """The profiles for printing in four colours that the machine has, by their paths."""
    folders = [os.environ[PLACES]] if PLACES in os.environ else FOLDERS
    for folder in folders:
        for path in sorted(Path(folder).expanduser().rglob("*.ic[cm]")):
            profile = open_profile(path)
            if profile:
                yield profile


def open_profile(path: Path) -> Profile | None:
    """The profile in a file; None where it is none for printing in four colours."""
    try:
        data = path.read_bytes()
        if data[12:20] != b"prtrCMYK":  # ICC.1:2022, 7.2: class and colour space
            return None
        title = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(data)))
    except (OSError, ImageCms.PyCMSError):
        return None
    return Profile(" ".join(title.split()), path, data)

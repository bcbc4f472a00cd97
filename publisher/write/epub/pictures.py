"""Pictures sized for screens: none has more than four million pixels, which is what shops and old readers take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

from publisher.write.epub.items import Item
from publisher.write.plant import Plant

MOST = 4_000_000  # pixels (Apple Books asset guide: 5.6 million; Kobo's and others' readers less)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_QUALITY = 88


def sized(items: Iterable[Item], plant: Plant) -> Iterator[Item]:
    """The items, pictures above the limit made smaller; what was made is kept in the store."""
    for item in items:
        form = _FORMATS.get(item.media_type, "")
        yield replace(item, data=_kept(item.data, form, plant)) if form and _pixels(item.data) > MOST else item


def _pixels(data: bytes) -> int:
    """How many pixels a picture has; only its head is read."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        return picture.width * picture.height


def _kept(data: bytes, form: str, plant: Plant) -> bytes:
    """A smaller picture, from the store or made."""
    from PIL import __version__ as version

    key = sha256(f"sized {MOST} {_QUALITY} {form} {version}\n".encode() + data).hexdigest()
    made = plant.kept(key)
    if made is None:
        made = _smaller(data, form)
        plant.keep(key, made)
    return made


def _smaller(data: bytes, form: str) -> bytes:
    """A picture of the same form, upright, with as many pixels as are allowed."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        profile = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode == "1":
        picture = picture.convert("L")
    share = (MOST / (picture.width * picture.height)) ** 0.5
    size = int(picture.width * share), int(picture.height * share)
    out = BytesIO()
    smaller = picture.resize(size, Image.Resampling.LANCZOS)
    smaller.save(out, form, quality=_QUALITY, optimize=True, icc_profile=profile)
    return out.getvalue()

"""Pictures above four million pixels are made smaller for screens; others are left as they are."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from publisher.cache import Cache
from publisher.jobs import here
from publisher.publication import Publication, Resource
from publisher.write.epub.items import Item
from publisher.write.epub.pictures import MOST, sized
from publisher.write.plant import ALONE, Plant

Written = Callable[..., dict[str, bytes]]
SUFFIXES = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}


def picture(size: tuple[int, int], form: str, mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form)
    return out.getvalue()


def item(data: bytes, form: str) -> Item:
    suffix, media_type = SUFFIXES[form]
    return Item("picture", f"images/picture.{suffix}", data, (), media_type)


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "1"), ("PNG", "RGBA"), ("WEBP", "RGB")]
)
def test_a_large_picture_is_made_smaller_in_its_own_form_and_shape(form: str, mode: str) -> None:
    (made,) = sized([item(picture((3000, 2000), form, mode), form)], ALONE)
    with Image.open(BytesIO(made.data)) as smaller:
        assert smaller.format == form
        assert MOST * 0.99 < smaller.width * smaller.height <= MOST
        assert smaller.width / smaller.height == pytest.approx(1.5, rel=0.001)


def test_a_picture_within_the_limit_keeps_its_bytes() -> None:
    whole = item(picture((2500, 1600), "JPEG"), "JPEG")
    assert list(sized([whole], ALONE)) == [whole]


def test_a_picture_that_a_camera_has_turned_stands_upright() -> None:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.linear_gradient("L").resize((3000, 2000)).save(out, "JPEG", exif=exif)
    (made,) = sized([item(out.getvalue(), "JPEG")], ALONE)
    with Image.open(BytesIO(made.data)) as smaller:
        assert smaller.width < smaller.height


def test_what_was_made_smaller_is_kept(tmp_path) -> None:
    plant = Plant(here(), Cache(tmp_path))
    large = item(picture((3000, 2000), "PNG"), "PNG")
    first, second = (next(sized([large], plant)) for _ in range(2))
    assert first == second
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) >= 1


def test_the_epub_has_the_smaller_picture(book: Publication, written: Written) -> None:
    large = Resource("images/large.jpg", "image/jpeg", picture((3000, 2000), "JPEG"))
    files = written(replace(book, fonts=(), resources=(*book.resources, large)))
    with Image.open(BytesIO(files["images/large.jpg"])) as smaller:
        assert smaller.width * smaller.height <= MOST

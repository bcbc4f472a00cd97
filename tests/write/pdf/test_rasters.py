"""Raster pictures: what is printed is what WeasyPrint prints, with the bytes of their files where that can be."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import product

import pypdfium2
import pytest
from pikepdf import Pdf
from PIL import Image, ImageChops

from publisher.publication import Resource
from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley
from publisher.write.pdf.images import SharedImages
from publisher.write.pdf.rasters import Picture, Raster, picture, raster

WIDTH, HEIGHT = 16, 12
SIDEWAYS = 6
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def gradient(mode: str) -> Image.Image:
    """A picture in which every pixel is another, half of it transparent where there is alpha."""
    bands = [Image.new("L", (WIDTH, HEIGHT)) for _ in Image.new(mode, (1, 1)).getbands()]
    for number, band in enumerate(bands):
        for x, y in product(range(WIDTH), range(HEIGHT)):
            band.putpixel((x, y), (x * 15 + y * 5 * number) % 256)
    return Image.merge(mode, bands)


def ramp() -> Image.Image:
    """A smooth picture, which JPEG hardly changes."""
    across = [Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT), 90)]
    for x, y in product(range(WIDTH), range(HEIGHT)):
        across[0].putpixel((x, y), x * 12)
        across[1].putpixel((x, y), y * 16)
    return Image.merge("RGB", across)


def saved(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    """The file of a picture."""
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int) -> bytes:
    """EXIF data that say how the camera was held."""
    data = Image.Exif()
    data[0x0112] = orientation
    return data.tobytes()


def png(bits: int, colours: int, rows: bytes, interlaced: int = 0, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A PNG of rows that have their filter bytes."""
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, interlaced)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def interlaced_rows(image: Image.Image) -> Iterator[bytes]:
    """The rows of a grey picture in the seven passes of Adam7."""
    for left, top, across, down in PASSES:
        for y in range(top, HEIGHT, down):
            yield bytes([0, *(int(image.getpixel((x, y))) for x in range(left, WIDTH, across))])


def with_alpha() -> bytes:
    """A PNG whose palette has two colours with many alphas, as engravings have."""
    image = Image.frombytes("P", (WIDTH, HEIGHT), gradient("L").tobytes())
    image.putpalette(b"\xff\xff\xff" + b"\0\0\0" * 255)
    return saved(image, transparency=bytes(range(256)))


COLOURS = gradient("RGB").quantize(64)
FILES = {
    "one bit": saved(gradient("L").convert("1")),
    "grey": saved(gradient("L")),
    "colour": saved(gradient("RGB")),
    "palette": saved(COLOURS),
    "palette of four": saved(gradient("RGB").quantize(4)),
    "grey with alpha": saved(gradient("LA")),
    "colour with alpha": saved(gradient("RGBA")),
    "alpha without half-tones": saved(Image.merge("LA", (gradient("L"), gradient("L").convert("1").convert("L")))),
    "nothing but opaque": saved(gradient("RGB").convert("RGBA")),
    "palette with alpha": with_alpha(),
    "palette with one transparent colour": saved(COLOURS, transparency=3),
    "grey with one transparent shade": saved(gradient("L"), transparency=15),
    "interlaced": png(8, 0, b"".join(interlaced_rows(gradient("L"))), interlaced=1),
    "grey JPEG": saved(gradient("L"), "JPEG"),
    "colour JPEG": saved(gradient("RGB"), "JPEG"),
    "CMYK JPEG": saved(gradient("CMYK"), "JPEG"),
    "JPEG held upright": saved(ramp(), "JPEG", exif=exif(1), quality=95),
    "JPEG held sideways": saved(ramp(), "JPEG", exif=exif(SIDEWAYS), quality=95),
    "PNG held sideways": saved(gradient("RGBA"), exif=exif(SIDEWAYS)),
    "GIF": saved(COLOURS, "GIF"),
    "GIF with a transparent colour": saved(COLOURS, "GIF", transparency=3),
}
KEPT = ("one bit", "grey", "colour", "palette", "palette of four", "grey JPEG", "colour JPEG", "CMYK JPEG")


def file(data: bytes, path: str = "images/a.png") -> Resource:
    """A file of a publication."""
    kinds = {b"\x89P": "image/png", b"\xff\xd8": "image/jpeg", b"GI": "image/gif"}
    return Resource(path, kinds.get(data[:2], "image/png"), data)


def galley(size: tuple[int, int], path: str = "images/a.png", **files: object) -> Fragment:
    """A page of the size of the picture on it."""
    css = (
        f"@page{{size:{size[0]}px {size[1]}px;margin:0}}body{{margin:0}}img{{display:block;image-rendering:pixelated}}"
    )
    return set_galley(Galley(f'<img src="{path}" alt="x">', Style(css, "en"), tagged=False, **files))  # type: ignore[arg-type]


def drawn(pdf: bytes) -> Image.Image:
    """The first page, a CSS pixel for a pixel."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=96 / 72).to_pil().convert("RGB")


def printed(data: bytes) -> Image.Image:
    """The page of a galley that has been set with the size of the picture, the picture put in afterwards."""
    known = picture(file(data))
    assert known
    fragment = galley((known.width, known.height), pictures=(known,))
    assert fragment.warnings == ()
    with Pdf.open(BytesIO(fragment.pdf)) as pdf:
        SharedImages(pdf).add(pdf.pages[0].obj.Resources, {known.path: raster(data)})
        out = BytesIO()
        pdf.save(out)
    return drawn(out.getvalue())


def largest_difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of a pixel in a colour."""
    assert one.size == other.size
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


@pytest.mark.parametrize("name", FILES)
def test_a_picture_looks_as_it_does_when_weasyprint_draws_it(name: str) -> None:
    data = FILES[name]
    size = (HEIGHT, WIDTH) if "sideways" in name else (WIDTH, HEIGHT)
    expected = drawn(galley(size, resources=(file(data),)).pdf)
    assert len(set(expected.tobytes())) > 1
    assert largest_difference(printed(data), expected) <= (20 if "held" in name else 2)  # WeasyPrint's JPEG is coarser


@pytest.mark.parametrize("colours", [0, 2])
def test_a_picture_of_sixteen_bits_keeps_them(colours: int) -> None:
    image = gradient("RGB" if colours else "L")
    plain = image.tobytes()
    row = len(plain) // HEIGHT
    rows = b"".join(
        b"\0" + b"".join(bytes((value, value)) for value in plain[at : at + row]) for at in range(0, len(plain), row)
    )
    data = png(16, colours, rows)
    assert raster(data).bits == 16
    assert largest_difference(printed(data), image.convert("RGB")) <= 2


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_that_pdf_can_read_keeps_its_compressed_bytes(name: str) -> None:
    assert raster(FILES[name]).data in FILES[name]


def test_a_jpeg_held_upright_keeps_its_bytes_and_one_held_sideways_is_turned() -> None:
    upright, sideways = FILES["JPEG held upright"], FILES["JPEG held sideways"]
    assert raster(upright).data == upright
    made = raster(sideways)
    assert (made.width, made.height) == (HEIGHT, WIDTH)
    with Image.open(BytesIO(made.data)) as turned:
        assert turned.getexif().get(0x0112, 1) == 1


def test_a_picture_with_nothing_transparent_has_no_mask() -> None:
    assert raster(FILES["nothing but opaque"]).mask is None
    assert raster(saved(COLOURS, transparency=b"\xff" * 64)).mask is None


def test_colours_that_differ_in_alpha_alone_are_one_colour() -> None:
    made = raster(FILES["palette with alpha"])
    assert (made.bits, made.palette) == (1, b"\xff\xff\xff\0\0\0")
    assert made.mask
    assert made.mask.bits == 8


def test_a_mask_without_half_tones_has_one_bit_for_a_pixel() -> None:
    mask = raster(FILES["alpha without half-tones"]).mask
    assert mask
    assert mask.bits == 1


@pytest.mark.parametrize("name", FILES)
def test_a_picture_in_the_cache_comes_out_as_it_went_in(name: str) -> None:
    made = raster(FILES[name])
    assert Raster.from_bytes(made.to_bytes()) == made == raster(FILES[name])


def test_of_a_damaged_picture_as_much_is_printed_as_there_is() -> None:
    whole = saved(Image.effect_noise((64, 64), 50))
    assert raster(whole[: len(whole) // 2]).width == 64


def test_a_picture_is_known_by_its_upright_size() -> None:
    assert picture(file(FILES["colour"])) == Picture("images/a.png", WIDTH, HEIGHT)
    assert picture(file(FILES["JPEG held sideways"])) == Picture("images/a.png", HEIGHT, WIDTH)


def test_drawings_and_files_that_cannot_be_read_are_no_pictures() -> None:
    assert picture(Resource("images/a.svg", "image/svg+xml", b"<svg/>")) is None
    assert picture(file(b"nothing")) is None


@pytest.mark.parametrize("path", ["images/old map.png", "images/карта.png", "images/a%20b.png", "images/a&b.png"])
def test_a_picture_is_found_whatever_its_name(path: str) -> None:
    source = path.replace("%", "%25").replace("&", "&amp;")
    assert galley((9, 9), source, pictures=(Picture(path, WIDTH, HEIGHT),)).warnings == ()

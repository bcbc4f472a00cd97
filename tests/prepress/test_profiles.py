"""Colour by the profile of the printing condition: flat colours, photographs, the limit of ink, PDF/X-4."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from bad_pdfs import printer
from PIL import Image
from sound_pdf import save, sound_pdf

from publisher.prepress.profiles import Profile, open_profile, profile_for, profiles
from publisher.prepress.proof import proof
from publisher.prepress.ready import make_ready

COATED = Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")


@pytest.fixture(scope="module")
def profile() -> Profile:
    """ISO Coated v2, for FOGRA39."""
    found = open_profile(COATED) if COATED.exists() else None
    assert found or not os.environ.get("CI"), "scripts/test-tools.sh installs the profile"
    if not found:
        pytest.skip("ISO Coated v2 is not here: `sh scripts/test-tools.sh` installs it")
    return found


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with one folder of profiles."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    monkeypatch.setenv("PUBLISHER_ICC", str(folder))
    return folder


def photograph(pdf: pikepdf.Pdf, picture: Image.Image, mask: Image.Image | None = None) -> None:
    """Put a picture of RGB on the first page."""
    image = pdf.make_stream(picture.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.Width, image.Height, image.BitsPerComponent = *picture.size, 8
    image.ColorSpace = pikepdf.Name.DeviceRGB
    if mask:
        soft = pdf.make_stream(mask.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        soft.Width, soft.Height, soft.BitsPerComponent = *mask.size, 8
        soft.ColorSpace = pikepdf.Name.DeviceGray
        image.SMask = soft
    page = pdf.pages[0]
    page.obj.Resources = pikepdf.Dictionary(page.obj.get("/Resources", {}))
    page.obj.Resources.XObject = pikepdf.Dictionary(Photo=image)
    page.contents_add(b"q 200 0 0 200 100 300 cm /Photo Do Q")


def rainbow() -> Image.Image:
    """A picture with all hues, and with dark colours."""
    hues = Image.linear_gradient("L").resize((300, 300))
    return Image.merge("HSV", (hues, Image.new("L", hues.size, 255), hues.rotate(90))).convert("RGB")


def made(tmp_path: Path, name: str, profile: Profile | None, *spoils) -> tuple[Path, list[str]]:
    """A sound PDF with something put on it, made ready; and what was told of the making."""
    with sound_pdf("pdf/x-4") as pdf:
        for spoil in spoils:
            spoil(pdf)
        file = save(pdf, tmp_path / "ferry.pdf", "pdf/x-4")
    ready = make_ready(file, printer(name), profile)
    target = tmp_path / "ready.pdf"
    target.write_bytes(ready.pdf)
    return target, [finding.code for finding in ready.findings]


def test_the_profile_of_a_condition_is_found_by_its_description(profile: Profile, machine: Path) -> None:
    assert profile_for("FOGRA39") is None
    shutil.copy(COATED, machine / "press.icc")
    (machine / "junk.icc").write_bytes(b"junk" * 20)
    assert [found.title for found in profiles()] == ["ISO Coated v2 300% (basICColor)"]
    found = profile_for("FOGRA39")
    assert found is not None
    assert found.path == machine / "press.icc"
    assert profile_for("CGATS TR 001") is None


def test_a_flat_colour_is_converted_by_the_profile_and_not_told(profile: Profile, tmp_path: Path) -> None:
    path, told = made(
        tmp_path, "generic-x1a", profile, lambda pdf: pdf.pages[0].contents_add(b"1 0 0 rg 90 90 50 50 re f")
    )
    assert told == []
    cyan, magenta, yellow, black = profile.inks((1, 0, 0))
    assert (cyan, black) == pytest.approx((0, 0), abs=0.02)
    assert min(magenta, yellow) > 0.9
    with pikepdf.open(path) as pdf:
        assert f"{magenta:.4f}".rstrip("0").encode() in pdf.pages[0].Contents.read_bytes()


def test_a_photograph_is_converted_within_the_limit_of_ink(profile: Profile, tmp_path: Path) -> None:
    path, told = made(tmp_path, "ingramspark", profile, lambda pdf: photograph(pdf, rainbow()))
    assert told == []
    with pikepdf.open(path) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Photo
        assert image.ColorSpace == "/DeviceCMYK"
        data = image.read_bytes()
    inks = [sum(data[at : at + 4]) * 100 / 255 for at in range(0, len(data), 4)]
    assert 230 < max(inks) <= 241  # 240 per cent, rounded to 255 steps in each of four inks


def test_without_transparency_a_photograph_is_laid_on_white(profile: Profile, tmp_path: Path) -> None:
    clear = Image.new("L", (300, 300), 0)
    path, _ = made(tmp_path, "generic-x1a", profile, lambda pdf: photograph(pdf, rainbow(), clear))
    with pikepdf.open(path) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Photo
        assert "/SMask" not in image
        assert not any(image.read_bytes())


def test_without_a_profile_a_photograph_is_an_error_that_says_what_to_install(tmp_path: Path) -> None:
    _, told = made(tmp_path, "generic-x1a", None, lambda pdf: photograph(pdf, rainbow()))
    assert told == ["P49"]


def test_pdf_x_4_holds_its_profile_and_passes_the_proof(profile: Profile, tmp_path: Path) -> None:
    path, told = made(tmp_path, "generic-x4", profile, lambda pdf: photograph(pdf, rainbow()))
    assert told == []
    found = proof(path, printer("generic-x4"))
    assert [f"{each.code} {each.message}" for each in found.findings if each.code in ("P13", "P14", "P15", "P28")] == []
    with pikepdf.open(path) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == profile.data


def test_ghostscript_finds_no_light_on_the_page(profile: Profile, tmp_path: Path) -> None:
    """Only inks: what it separates has a red on no plate but magenta and yellow."""
    ghostscript = shutil.which("gs")
    assert ghostscript, "Ghostscript is not installed: `sh scripts/test-tools.sh` does it"
    red = Image.new("RGB", (60, 60), (255, 0, 0))
    path, _ = made(tmp_path, "generic-x1a", profile, lambda pdf: photograph(pdf, red))
    ran = subprocess.run([ghostscript, "-q", "-o", "-", "-sDEVICE=inkcov", str(path)], capture_output=True, check=True)
    cyan, magenta, yellow = map(float, ran.stdout.split()[:3])
    assert magenta > 0.05
    assert yellow > 0.05
    assert cyan < 0.01


def test_the_same_file_and_profile_give_the_same_bytes(profile: Profile, tmp_path: Path) -> None:
    one, _ = made(tmp_path, "generic-x4", profile, lambda pdf: photograph(pdf, rainbow()))
    again = io.BytesIO(one.read_bytes()).getvalue()
    other, _ = made(tmp_path, "generic-x4", profile, lambda pdf: photograph(pdf, rainbow()))
    assert other.read_bytes() == again

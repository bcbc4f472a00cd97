"""Themes: layers from the theme to its ground, options, faces, and what is told of those that are wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publisher.diagnostics import Findings, Location
from publisher.read.themes import check_options, list_themes, load_theme, shipped_themes
from publisher.theme import Theme

HERE = Location("books/press.yaml", 6, 8)
SERIF = '"western-core:ofl/sourceserif4/SourceSerif4[opsz,wght].ttf"'
PLAIN = """\
name: plain
extends: ground
options:
  size: {default: small, description: How large., values: [small, large]}
"""
GROUND = """\
name: ground
options:
  size: {default: large, description: How large.}
  notes: {default: true, description: Whether there are notes.}
"""


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A press with two themes, one of which builds on the other."""
    for name, description in (("plain", PLAIN), ("ground", GROUND)):
        for folder in ("templates", "styles", "emblems", "strings", "files"):
            (tmp_path / "themes" / name / folder).mkdir(parents=True)
        (tmp_path / "themes" / name / "theme.yaml").write_text(description, "utf-8")
        (tmp_path / "themes" / name / "templates/text.html").write_text(f"<p>{name}</p>", "utf-8")
        (tmp_path / "themes" / name / "styles/all.css").write_text("p {}", "utf-8")
        (tmp_path / "themes" / name / "strings/en.yaml").write_text(f"notes: {name}\n", "utf-8")
    return tmp_path


def theme(press: Path, name: str = "plain") -> tuple[Theme | None, list[str]]:
    """A theme of the press, and what the editor is told."""
    findings = Findings()
    loaded = load_theme(name, press, HERE, findings)
    return loaded, [str(item) for item in findings.items]


def faces(themes: Path, face: str) -> tuple[Theme | None, list[str]]:
    """The plain theme with one face."""
    (themes / "themes/plain/theme.yaml").write_text(f"{PLAIN}faces:\n  - {face}\n", "utf-8")
    return theme(themes)


def test_theme_has_its_own_layer_first(themes: Path) -> None:
    loaded, told = theme(themes)
    assert told == []
    assert loaded is not None
    assert [layer.name for layer in loaded.layers] == ["plain", "ground"]
    assert [layer.templates["text.html"] for layer in loaded.layers] == ["<p>plain</p>", "<p>ground</p>"]
    assert [layer.strings["en"]["notes"] for layer in loaded.layers] == ["plain", "ground"]
    assert list(loaded.layers[0].styles) == ["all.css"]


def test_option_of_the_nearest_theme_holds(themes: Path) -> None:
    loaded, _ = theme(themes)
    assert loaded is not None
    assert check_options(loaded, {}, HERE, Findings()) == {"size": "small", "notes": True}
    assert check_options(loaded, {"size": "large"}, HERE, Findings()) == {"size": "large", "notes": True}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"sise": "small"}, '[H04]: the theme "plain" has no option "sise"\n  hint: did you mean "size"?'),
        ({"size": "huge"}, '[H04]: "huge" is not a value of the option "size"\n  hint: allowed are: small, large'),
        ({"notes": 1}, '[H04]: "1" is not a value of the option "notes"\n  hint: allowed are: true, false'),
        ({"notes": "yes"}, '[H04]: "yes" is not a value of the option "notes"\n  hint: allowed are: true, false'),
    ],
)
def test_wrong_option_is_told(themes: Path, chosen: dict[str, object], expected: str) -> None:
    loaded, _ = theme(themes)
    assert loaded is not None
    findings = Findings()
    check_options(loaded, chosen, HERE, findings)
    assert [str(item) for item in findings.items] == [f"books/press.yaml:6:8: error{expected}"]


def test_unknown_theme_is_told_where_it_is_named(themes: Path) -> None:
    assert theme(themes, "plane") == (
        None,
        ['books/press.yaml:6:8: error[H01]: there is no theme "plane"\n  hint: did you mean "plain"?'],
    )


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (
            "theme.yaml",
            PLAIN.replace("ground", "plain"),
            'themes/plain/theme.yaml:2:10: error[H03]: the theme "plain" extends itself',
        ),
        (
            "theme.yaml",
            PLAIN.replace("ground", "grund"),
            'themes/plain/theme.yaml:2:10: error[H01]: there is no theme "grund"',
        ),
        (
            "theme.yaml",
            PLAIN.replace("name: plain", "name: fancy"),
            'themes/plain/theme.yaml:1:7: error[H03]: the theme "fancy" stands in the folder "plain"',
        ),
        (
            "theme.yaml",
            PLAIN.replace("default: small", "default: tiny"),
            'themes/plain/theme.yaml:4:19: error[H03]: the default of the option "size" is not one of its values',
        ),
        ("theme.yaml", f"nmae: plain\n{PLAIN}", 'themes/plain/theme.yaml:1:1: error[M02]: unknown key "nmae"'),
        ("strings/en.yaml", "- a\n", "themes/plain/strings/en.yaml:1:1: error[H03]: expected a mapping of words"),
        ("styles/all.css", "", "themes/plain/styles/all.css: error[M11]: the file is empty"),
        (
            "files/a.png",
            "x",
            'themes/plain/files/a.png: error[T08]: the picture "themes/plain/files/a.png" cannot be read',
        ),
    ],
)
def test_wrong_theme_is_told(themes: Path, file: str, content: str, expected: str) -> None:
    (themes / "themes/plain" / file).write_text(content, "utf-8")
    assert theme(themes)[1][0].startswith(expected)


def test_face_is_cut_at_its_axes_and_named(themes: Path) -> None:
    loaded, told = faces(themes, f"{{family: Serif Text, weight: 600, file: {SERIF}, axes: {{opsz: 10, wght: 600}}}}")
    assert told == []
    assert loaded is not None
    (face,) = loaded.faces
    assert (face.family, face.weight, face.style) == ("Serif Text", 600, "normal")
    assert (face.file.path, face.file.media_type) == ("fonts/SerifText-600.ttf", "font/ttf")
    font = TTFont(io.BytesIO(face.file.data))
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 600
    names = {record.nameID: str(record) for record in font["name"].names}
    assert (names[6], names[16], names[17]) == ("SerifText-600", "Serif Text", "600")


def test_face_is_the_same_bytes_every_time(themes: Path) -> None:
    cut = f"{{family: Serif, file: {SERIF}, axes: {{opsz: 10, wght: 400}}}}"
    first, second = (faces(themes, cut)[0] for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.faces == second.faces


@pytest.mark.parametrize(
    ("face", "expected"),
    [
        ("{family: A, file: a.ttf}", 'there is no font "a.ttf"'),
        ("{family: A, file: ../ground/theme.yaml}", 'there is no font "../ground/theme.yaml"'),
        ("{family: A, file: theme.yaml}", 'the font "theme.yaml" is not a TrueType or OpenType font'),
        ("{family: A, file: damaged.ttf}", 'the font "damaged.ttf" cannot be read'),
        (f"{{family: A, file: {SERIF}, axes: {{ital: 1}}}}", 'has no axis "ital"; it has: wght, opsz'),
        (f"{{family: A, file: {SERIF}, axes: {{wght: 5000}}}}", 'has 200 to 900 on the axis "wght"'),
    ],
)
def test_font_that_cannot_be_used_is_told(themes: Path, face: str, expected: str) -> None:
    (themes / "themes/plain/damaged.ttf").write_bytes(b"\0\1\0\0" + b"x" * 100)
    told = faces(themes, face)[1]
    assert len(told) == 1
    assert "error[H03]" in told[0]
    assert expected in told[0]


def test_themes_of_the_press_come_before_those_shipped(themes: Path) -> None:
    assert {"base", "classic", "plain", "ground"} <= set(list_themes(themes))
    own = themes / "themes" / "classic"
    own.mkdir()
    (own / "theme.yaml").write_text("name: classic\n", "utf-8")
    assert list_themes(themes)["classic"] == own
    assert list_themes(None)["classic"] == shipped_themes() / "classic"


@pytest.mark.parametrize("name", sorted(list_themes(None)))
def test_shipped_theme_has_nothing_to_tell(name: str) -> None:
    loaded, told = theme(Path("no-press"), name)
    assert told == []
    assert loaded is not None
    assert loaded.layers[-1].name == "base"

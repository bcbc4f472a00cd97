"""`publisher printers`, `publisher proof` and `publisher ready`."""

import json

import pytest
from bad_pdfs import BAD
from sound_pdf import save, sound_pdf

SHIPPED = ["cpi", "generic-x1a", "generic-x4", "ingramspark", "kdp", "lulu", "office"]


@pytest.fixture
def ferry(tmp_path, monkeypatch):
    """A sound PDF in the current folder, and one with an area in RGB."""
    monkeypatch.chdir(tmp_path)
    save(sound_pdf(), tmp_path / "ferry.pdf")
    with sound_pdf() as pdf:
        BAD["P28"].spoil(pdf)
        save(pdf, tmp_path / "red.pdf")
    return tmp_path


def test_printers_are_listed_without_a_press(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("printers")
    assert (result.exit_code, [line.split()[0] for line in result.stdout.splitlines()]) == (0, SHIPPED)


def test_the_press_has_printers_of_its_own(run, press):
    (press / "printers").mkdir()
    (press / "printers/corner.yaml").write_text("name: corner\ntitle: The shop at the corner\nchecked: 2026-11-24\n")
    assert "corner        The shop at the corner (checked 2026-11-24)" in run("printers").stdout


def test_a_profile_with_a_mistake_is_told_and_the_others_are_listed(run, press):
    (press / "printers").mkdir()
    (press / "printers/corner.yaml").write_text("name: corner\ncheked: 2026-11-24\n")
    result = run("printers")
    assert result.exit_code == 1
    assert "printers/corner.yaml:2:1: error[M02]" in result.stderr
    assert len(result.stdout.splitlines()) == len(SHIPPED)
    assert run("printers", "corner").exit_code == 1


def test_a_printer_is_explained_with_its_sources(run):
    lines = run("printers", "ingramspark").stdout.splitlines()
    at = lines.index("ink: no more than 240 % on one spot")
    assert lines[at + 1] == "  source: IngramSpark help, 6037530078605, 2026-11"
    assert any("a secondary source: ask the printer" in line for line in lines)


def test_a_book_is_reckoned(run):
    lines = run("printers", "kdp", "--pages", 321, "--paper", "cream").stdout.splitlines()
    assert lines[:5] == [
        "pages         321",
        "with blanks   322",
        "gutter        15.88 mm",
        "spine         20.45 mm",
        "spine text    allowed",
    ]
    assert "a secondary source: ask the printer" in "".join(lines[5:])


def test_a_book_is_reckoned_as_json(run):
    book = json.loads(run("printers", "ingramspark", "--pages", 1001, "--paper", "white-70", "--json").stdout)["book"]
    assert (book["with blanks"], book["spine"]) == (1002, None)
    assert book["problems"] == ["the book has 1002 pages, and the most on white, 70 lb is 900"]


def test_printers_as_json_have_figures_and_sources(run):
    printers = {each["name"]: each for each in json.loads(run("printers", "--json").stdout)["printers"]}
    assert printers["kdp"]["gutter"]["steps"][0]["width"] == 9.525
    assert printers["kdp"]["gutter"]["source"]["kind"] == "secondary"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("printers", "kpd"), 'did you mean "kdp"?'),
        (("printers", "kdp", "--pages", "9", "--paper", "creem"), 'did you mean "cream"?'),
        (("printers", "--pages", "9"), "no printer is named"),
        (("proof", "nowhere.pdf"), 'there is no file "nowhere.pdf"'),
        (("proof", "ferry.pdf", "--printer", "kpd"), 'did you mean "kdp"?'),
        (("ready", "ferry.pdf", "--printer", "kdp", "-o", "ferry.pdf"), "written over itself"),
        (("ready", "nowhere.pdf", "--printer", "kdp", "-o", "a.pdf"), 'there is no file "nowhere.pdf"'),
        (("proof", "."), 'there is no file "."'),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(words, said, run, ferry):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_sound_file_is_said_to_be_sound(run, ferry):
    result = run("proof", "ferry.pdf")
    expected = "PDF/X-4, any printer can print ferry.pdf: nothing found in 8 pages of 100.0 × 150.0 mm\n"
    assert (result.exit_code, result.stderr) == (0, expected)


def test_a_bad_file_is_told_with_page_and_place(run, ferry):
    result = run("proof", "red.pdf")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        "red.pdf: page 3: error[P28]: an area in RGB",
        "  first: 20.0 × 10.0 mm at 30.0, 80.0 mm",
    ]
    assert result.stderr.splitlines()[-1] == "1 error, 0 warnings in 8 pages of 100.0 × 150.0 mm"


def test_a_proof_as_json_has_every_finding(run, ferry):
    result = run("proof", "red.pdf", "--json")
    value = json.loads(result.stdout)
    assert (value["ok"], value["printer"], value["pages"], value["trim"]) == (False, "generic-x4", 8, [100.0, 150.0])
    (finding,) = value["findings"]
    assert (finding["code"], finding["page"], finding["severity"]) == ("P28", 3, "error")
    assert finding["place"] == {"left": 30.0, "top": 80.0, "width": 20.0, "height": 10.0}


def test_a_report_is_written(run, ferry):
    result = run("proof", "red.pdf", "--html", "report.html")
    assert "report: report.html" in result.stderr
    assert "an area in RGB" in (ferry / "report.html").read_text("utf-8")


def test_a_report_that_cannot_be_written_is_an_error(run, ferry):
    result = run("proof", "red.pdf", "--html", "red.pdf/report.html")
    assert (result.exit_code, "cannot write" in result.stderr) == (1, True)


def test_a_file_is_made_ready_and_proofed(run, ferry, monkeypatch):
    monkeypatch.setenv("PUBLISHER_ICC", str(ferry))  # a folder without profiles
    result = run("ready", "red.pdf", "--printer", "generic-x1a", "-o", "out/red.pdf")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "red.pdf: warning[P48]: the colour RGB 1 0 0 became CMYK 0 1 1 0",
        "  hint: it will look somewhat different: name it in CMYK, or ask the printer for a proof on paper",
        "written: out/red.pdf",
        "PDF/X-1a, any printer can print red.pdf: nothing found in 8 pages of 100.0 × 150.0 mm",
    ]


def test_what_cannot_be_opened_is_not_made_ready(run, ferry):
    (ferry / "junk.pdf").write_bytes(b"junk")
    result = run("ready", "junk.pdf", "--printer", "kdp", "-o", "out.pdf")
    assert (result.exit_code, "error[P10]" in result.stderr, (ferry / "out.pdf").exists()) == (1, True, False)


def test_a_profile_that_is_none_for_four_colours_is_wrong_use(run, ferry):
    result = run("ready", "red.pdf", "--printer", "generic-x1a", "--icc", "red.pdf", "-o", "out/red.pdf")
    assert result.exit_code == 2
    assert '"red.pdf" is no colour profile for printing in four colours' in result.stderr

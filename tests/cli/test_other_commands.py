"""`publisher doctor`, `schema` and `completion`."""

import json

import pytest
from click.shell_completion import BashComplete

from publisher.cli import main
from publisher.cli.schema import SCHEMAS
from tests.cli.editing import edit


def findings(result) -> dict[str, tuple[str, str]]:
    """State and remedy of everything that the doctor looked at."""
    return {each["name"]: (each["state"], each["remedy"]) for each in json.loads(result.stdout)["findings"]}


def test_doctor_finds_all_that_a_build_needs(run, press):
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.endswith("everything that a build needs is there\n")
    assert "has 1 book without errors" in result.stdout


def test_doctor_says_in_words_what_is_wrong_with_the_press(run, press):
    edit(press / "books/press.yaml", "closing:", "closng:")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert findings(result)["press"] == ("wrong", "`publisher check` names them")


def test_doctor_says_which_colour_profiles_there_are_and_where_to_get_one(run, press, monkeypatch):
    monkeypatch.setenv("PUBLISHER_ICC", str(press))
    found = findings(run("doctor", "--json"))
    assert found["colour profiles"][0] == "note"
    assert "scribus-data" in found["colour profiles"][1]


def test_doctor_needs_no_press(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("doctor", "--json")
    assert result.exit_code == 0
    assert findings(result)["press"][0] == "note"


def test_doctor_names_the_package_that_is_missing(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("importlib.metadata.requires", lambda name: ["no-such-package>=1.0; x", "click>=8"])
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert findings(result)["packages"] == ("missing", "pip install no-such-package")


def test_doctor_says_how_to_install_a_typesetter_that_does_not_load(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("publisher.cli.doctor.LOAD", "raise OSError('no pango')")
    result = run("doctor", "--json")
    state, remedy = findings(result)["Pango and HarfBuzz"]
    assert (result.exit_code, state) == (1, "missing")
    assert "ango" in remedy


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_json_with_a_meaning_for_its_keys(run, name):
    result = run("schema", name)
    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    described = schema.get("properties") or schema["additionalProperties"]["properties"]
    assert all("description" in each or "$ref" in each or "anyOf" in each for each in described.values())


def test_schema_list_names_every_schema(run):
    assert [line.split("\t")[0] for line in run("schema", "--list").stdout.splitlines()] == [*SCHEMAS]


@pytest.mark.parametrize("words", [(), ("bok",)])
def test_schema_of_nothing_known_is_wrong_use(run, words):
    result = run("schema", *words)
    assert result.exit_code == 2
    assert [name for name in SCHEMAS if name not in result.stderr] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_each_shell(run, shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_PUBLISHER_COMPLETE" in result.stdout


COMPLETED = {
    "build one": ["one-sheet"],
    "build --edition s": ["screen"],
    "build one-sheet --edition ": ["epub", "kepub", "screen", "print"],
    "new theme x --extends cl": ["classic"],
    "comp": ["completion"],
}


@pytest.mark.parametrize("typed", COMPLETED)
def test_shell_completes(press, typed):
    words = f"publisher {typed}".split(" ")
    items = BashComplete(main, {}, "publisher", "_PUBLISHER_COMPLETE").get_completions(words[1:-1], words[-1])
    assert [item.value for item in items] == COMPLETED[typed]


def test_completion_outside_a_press_offers_nothing_and_says_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert BashComplete(main, {}, "publisher", "_PUBLISHER_COMPLETE").get_completions(["build"], "o") == []
    assert capsys.readouterr() == ("", "")

"""`publisher cache`: how much is kept, and less of it."""

import json

import pytest

from publisher.cache import Cache, fingerprint


@pytest.fixture
def store(tmp_path):
    """A store of three entries of 1 MB each."""
    store = Cache(tmp_path / "store")
    for number in range(3):
        store.put(fingerprint(number), bytes(1_000_000))
    return store


def test_info_says_where_and_how_much(run, store):
    result = run("cache", "info", "--cache", str(store.folder))
    assert (result.exit_code, result.stdout) == (0, f"{store.folder}: 3 entries, 3.0 MB\n")


def test_info_for_programs(run, store):
    result = run("cache", "info", "--json", "--cache", str(store.folder))
    assert json.loads(result.stdout) == {"folder": str(store.folder), "entries": 3, "bytes": 3_000_096}


def test_trim_leaves_no_more_than_is_allowed(run, store):
    result = run("cache", "trim", "--max-size", "2M", "--cache", str(store.folder))
    assert (result.exit_code, result.stdout) == (0, "removed 1 entry, 1.0 MB\n")
    assert store.size().entries == 2


def test_clear_leaves_nothing(run, store):
    assert run("cache", "clear", "--cache", str(store.folder)).stdout == "removed 3 entries, 3.0 MB\n"
    assert run("cache", "clear", "--cache", str(store.folder)).stdout == "removed 0 entries, 0 kB\n"


@pytest.mark.parametrize("words", ["much", "-5M", "5X", ""])
def test_what_is_no_size_is_wrong_use(run, store, words):
    result = run("cache", "trim", f"--max-size={words}", "--cache", str(store.folder))
    assert result.exit_code == 2
    assert f'"{words}" is not a size' in result.stderr


def test_the_environment_names_the_store(run, store, monkeypatch):
    monkeypatch.setenv("PUBLISHER_CACHE", str(store.folder))
    assert "3 entries" in run("cache", "info").stdout


@pytest.mark.parametrize(
    ("words", "size"), [("500k", 512_000), ("1.5 MB", 1_572_864), ("2GiB", 2_147_483_648), ("7", 7)]
)
def test_sizes_are_read(words, size):
    from publisher.cli.plant import parse_size

    assert parse_size(words) == size

"""The store of finished work."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.cache import Cache, Size, default_folder, fingerprint

KEY, OTHER = fingerprint("one"), fingerprint("other")
VALUES = st.recursive(
    st.none() | st.integers() | st.text() | st.binary() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True)
class Pair:
    """A value with parts."""

    a: object
    b: object


def test_what_was_put_is_got(tmp_path: Path) -> None:
    """The bytes come back."""
    cache = Cache(tmp_path / "new")
    assert cache.get(KEY) is None
    cache.put(KEY, b"data")
    assert cache.get(KEY) == b"data"
    assert cache.get(OTHER) is None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40, None])
def test_a_damaged_entry_is_dropped(tmp_path: Path, damage: bytes | None) -> None:
    """It is found out, removed, and can be made again."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"data of some length")
    path = next(path for path in tmp_path.rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"!" if damage is None else damage)
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, b"again")
    assert cache.get(KEY) == b"again"


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A cache is never a reason to fail."""
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"data")
    assert cache.get(KEY) is None


def test_trim_removes_what_was_not_asked_for_longest(tmp_path: Path) -> None:
    """The young stay."""
    cache = Cache(tmp_path)
    for number in range(4):
        cache.put(fingerprint(number), bytes(68))
        os.utime(tmp_path / fingerprint(number)[:2] / fingerprint(number)[2:], (number, number))
    cache.get(fingerprint(0))
    assert cache.size() == Size(4, 400)
    assert cache.trim(250) == Size(2, 200)
    assert [cache.get(fingerprint(number)) is not None for number in range(4)] == [True, False, False, True]


def test_clear_removes_everything_drafts_included(tmp_path: Path) -> None:
    """Also what a stopped program left."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"data")
    (tmp_path / KEY[:2] / ".draft").write_bytes(b"half")
    assert cache.clear().entries == 2
    assert cache.size() == Size(0, 0)


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`PUBLISHER_CACHE` comes before the user's cache folder."""
    monkeypatch.setenv("PUBLISHER_CACHE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("PUBLISHER_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder().name == "publisher"


@given(VALUES, VALUES)
def test_fingerprints_agree_only_for_equal_values(one: object, other: object) -> None:
    """Equal values, equal fingerprints; different types are different values."""
    assert (fingerprint(one) == fingerprint(other)) == (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return tuple(map(_sorted, value)) if isinstance(value, tuple) else value


def test_a_fingerprint_knows_every_part() -> None:
    """Dataclasses, mappings and sets by content, whatever the order of keys."""
    assert fingerprint(Pair(1, (2, "x"))) == fingerprint(Pair(1, (2, "x")))
    assert fingerprint(Pair(1, 2)) != fingerprint(Pair(2, 1))
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(MappingProxyType({"a": 1, "b": 2})) == fingerprint({"b": 2, "a": 1})
    assert fingerprint(frozenset("ab")) == fingerprint(frozenset("ba"))


def test_there_is_no_fingerprint_of_a_stranger() -> None:
    """Better no cache than a wrong one."""
    with pytest.raises(TypeError, match="no fingerprint of object"):
        fingerprint(object())

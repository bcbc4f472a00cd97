"""A large book is assembled in a process of its own, in the same bytes."""

from contextlib import closing

import pytest

from publisher.jobs import cores
from publisher.publication import Publication
from publisher.write.pdf import Typeset, bindery, typeset
from publisher.write.plant import Plant


def test_a_process_of_its_own_gives_the_same_bytes(
    book: Publication, made: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bindery, "LARGE", len(made.pages.labels))
    with closing(cores(2)) as workers:
        assert typeset(book, lambda message: None, Plant(workers)) == made

"""A text added to a manifest: where it goes, and that nothing else changes."""

import pytest

from publisher.cli.manifest import add_text

ADDED = {
    "to a row": ("contents:\n- texts: [a, b]\n", "contents:\n- texts: [a, b, new]\n"),
    "to the last part": (
        "contents:\n- texts: [a]\n- texts: [b] # x\n",
        "contents:\n- texts: [a]\n- texts: [b, new] # x\n",
    ),
    "after a quoted name": ('contents:\n- texts: ["a"]\n', 'contents:\n- texts: ["a", new]\n'),
    "to a column": (
        "contents:\n- texts:\n  - a # first\n  - b # last\nx: 1\n",
        "contents:\n- texts:\n  - a # first\n  - b # last\n  - new\nx: 1\n",
    ),
    "after a last line without an end": ("contents:\n- texts:\n  - a", "contents:\n- texts:\n  - a\n  - new"),
    "to Windows lines": (
        "contents:\r\n- texts:\r\n  - a\r\nx: 1\r\n",
        "contents:\r\n- texts:\r\n  - a\r\n  - new\r\nx: 1\r\n",
    ),
    "to a row over lines": ("contents:\n- texts: [a,\n    b\n    ]\n", "contents:\n- texts: [a,\n    b, new\n    ]\n"),
    "before a comma": ("contents:\n- texts: [a, ]\n", "contents:\n- texts: [a, new, ]\n"),
    "to a part in braces": ("contents: [{part: P, texts: [a]}]\n", "contents: [{part: P, texts: [a, new]}]\n"),
    "not twice": ("contents:\n- texts: [new, a]\n", "contents:\n- texts: [new, a]\n"),
}


@pytest.mark.parametrize("case", ADDED)
def test_text_is_added(case):
    before, after = ADDED[case]
    assert add_text(before, "new") == after


def test_name_that_yaml_reads_as_a_number_is_quoted():
    assert add_text("contents:\n- texts: [a]\n", "1917") == 'contents:\n- texts: [a, "1917"]\n'


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "contents: []\n",
        "contents:\n- part: A\n",
        "contents:\n- texts: [\n",
        "contents: x\n",
        "- 1\n",
        "contents:\n- texts: x\n",
    ],
)
def test_manifest_without_a_list_to_add_to_is_refused(manifest):
    assert add_text(manifest, "new") is None


def test_manifest_whose_meaning_would_change_is_refused():
    assert add_text('contents:\n- texts: ["a\\x62"]\n', "new") is None

"""YAML 1.2 with the line and column of every key and value."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from publisher.diagnostics import Findings, Location
from publisher.read.files import UNSHOWABLE

Path = tuple[str | int, ...]
Position = tuple[int, int]
DEPTH_LIMIT = 32
LIMIT = 2 * 1024 * 1024  # characters; a register of 5,000 people
STANDARD = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A YAML document as plain values, and the 1-based line and column of each path in it."""

    name: str
    value: Any
    keys: Mapping[Path, Position]
    values: Mapping[Path, Position]
    broken: Collection[Path] = ()  # where a value could not be read, which was told

    def at(self, path: Path, *, key: bool = False) -> Location:
        """Where the value (or key) of a path stands; the nearest known ancestor's place otherwise."""
        table = self.keys if key else self.values
        while not (place := table.get(path) or self.values.get(path)) and path:
            path = path[:-1]
        return Location(self.name, *(place or (1, 1)))

    def without(self, path: Path) -> YamlDocument:
        """The document less what stands at a path, or at its nearest ancestor that is there."""
        value = deepcopy(self.value)
        parent, depth = value, 0
        while depth < len(path) - 1 and _holds(_step(parent, path[depth]), path[depth + 1]):
            parent, depth = _step(parent, path[depth]), depth + 1
        gone = path[: depth + 1]
        if not _holds(parent, gone[-1]):
            return self
        del parent[gone[-1]]
        tables = [
            {new: place for old, place in table.items() if (new := _moved(old, gone)) is not None}
            for table in (self.keys, self.values)
        ]
        return replace(self, value=value, keys=tables[0], values=tables[1])

    def within(self, key: str) -> YamlDocument:
        """One entry of a mapping as a document of its own."""
        keys = {path[1:]: place for path, place in self.keys.items() if path[0] == key}
        values = {path[1:]: place for path, place in self.values.items() if path[:1] == (key,)}
        broken = [path[1:] for path in self.broken if path[:1] == (key,)]
        return YamlDocument(self.name, self.value[key], keys, values, broken)

    def with_words(self, key: str, words: str) -> YamlDocument:
        """The document with words for a key."""
        return replace(self, value={**self.value, key: words})


def _holds(parent: Any, step: str | int) -> bool:
    """Whether a mapping has a key, or a list an index."""
    return step in parent if isinstance(parent, dict) else isinstance(parent, list) and step in range(len(parent))


def _step(parent: Any, step: str | int) -> Any:
    return parent[step] if _holds(parent, step) else None


def _moved(path: Path, gone: Path) -> Path | None:
    """Where a path is when another is gone: None below it, one place up after it in its list."""
    last = len(gone) - 1
    if path[:last] != gone[:last] or len(path) <= last:
        return path
    here, there = path[last], gone[last]
    if here == there:
        return None
    if isinstance(here, int) and isinstance(there, int) and here > there:
        return (*path[:last], here - 1, *path[last + 1 :])
    return path


class _Builder:
    """Turns composed nodes into plain values and remembers where each stood."""

    def __init__(self, name: str, first_line: int, findings: Findings) -> None:
        """Count lines from `first_line`, the line of the file on which the YAML begins."""
        self.name, self.first_line, self.findings = name, first_line, findings
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.broken: set[Path] = set()
        self.uses: Counter[int] = Counter()

    def position(self, node: Node) -> Position:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1

    def location(self, node: Node) -> Location:
        return Location(self.name, *self.position(node))

    def build(self, node: Node, path: Path) -> Any:
        self.values[path] = self.position(node)
        if not str(node.tag).startswith(STANDARD):
            self.findings.error("M01", "a value cannot begin with !", self.location(node), QUOTE)
            self.broken.add(path)
            return None
        self.uses[id(node)] += 1
        if self.uses[id(node)] > 1:
            if self.uses[id(node)] == 2:
                message = f"the anchor &{node.anchor} is not allowed"
                self.findings.error("M01", message, self.location(node), "write the value out wherever it is meant")
            self.broken.add(path)
            return None
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        value = _scalar(node)
        return self.words(value, node) if isinstance(value, str) else value

    def words(self, value: str, node: Node) -> str:
        """Words without characters that cannot be shown, which an escape (`\\0`) can hold."""
        for match in UNSHOWABLE.finditer(value):
            message = f"the character U+{ord(match[0]):04X} cannot be shown"
            self.findings.error("T03", message, self.location(node), "delete it")
        return UNSHOWABLE.sub("\ufffd", value)

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.findings.error("M01", "a key must be a plain word", self.location(key_node), "write key: value")
                continue
            key = self.words(str(key_node.value), key_node)
            if key in result:
                self.findings.error(
                    "M05", f'the key "{key}" stands twice', self.location(key_node), "delete one of them"
                )
                continue
            here = (*path, key)
            self.keys[here] = self.position(key_node)
            result[key] = self.build(value_node, here)
            if result[key] is None and not value_node.value:
                self.values[here] = self.keys[here]  # the parser puts an empty value on the next line
        return result


def parse_yaml(words: str, name: str, findings: Findings, first_line: int = 1) -> YamlDocument | None:
    """One YAML document, or None with an error that names the line."""
    problem = _hurdle(words)
    if problem:
        message, hint, (line, column) = problem
        findings.error("M01", message, Location(name, line + first_line, column + 1), hint)
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of anchors, which are refused below
            node = YAML(typ="safe", pure=True).compose(words.replace("\t", " "))  # tabs inside lines mean no more
        builder = _Builder(name, first_line, findings)
        value = None if node is None else builder.build(node, ())
    except MarkedYAMLError as error:
        mark, message, hint = _complaint(error, words)
        where = Location(name, mark.line + first_line, mark.column + 1) if mark else Location(name, first_line)
        findings.error("M01", message, where, hint)
        return None
    except (YAMLError, ValueError, RecursionError, AttributeError, IndexError) as error:  # the library raises these too
        text = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).split("\n")[0]
        findings.error("M01", f"the YAML cannot be read: {text}", Location(name, first_line, 1))
        return None
    return YamlDocument(name, value, builder.keys, builder.values, builder.broken)


def _hurdle(words: str) -> tuple[str, str, tuple[int, int]] | None:
    """What makes YAML unreadable before it is parsed: message, hint, line and column (from 0)."""
    if len(words) > LIMIT:
        return f"the YAML has {len(words)} characters, and the limit is {LIMIT}", "divide it", (0, 0)
    lines = words.split("\n")
    tabs = [(n, line.index("\t")) for n, line in enumerate(lines) if line.strip() and "\t" in _margin(line)]
    if tabs:
        others = f", and {len(tabs) - 1} more" if len(tabs) > 1 else ""
        return f"a tab indents this line{others}; YAML wants spaces", "replace the tab by spaces", tabs[0]
    level = 0
    for match in re.finditer(r"[\[\]{}]", words):
        level = level + 1 if match[0] in "[{" else max(level - 1, 0)
        if level > DEPTH_LIMIT:
            line = words.count("\n", 0, match.start())
            place = line, match.start() - words.rfind("\n", 0, match.start()) - 1
            return f"brackets are nested deeper than {DEPTH_LIMIT} levels", "close them, or quote the words", place
    return None


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


QUOTE = "put the value in quotation marks"
# What the parser says, what the editor is told, and whether the place is where the construct began.
_COMPLAINTS: tuple[tuple[str, str, str, bool], ...] = (
    ("mapping values are not allowed", "a colon stands inside a value", QUOTE, False),
    ("could not find expected ':'", "this line has no colon after its key", "write it as in title: A title", True),
    ("found unexpected end of stream", "this quotation mark is not closed", "close it", True),
    ("expected ',' or", "this bracket is not closed", "close it, or put the value in quotation marks", True),
    (
        "expected <block end>",
        "this line does not fit the lines above",
        "indent it as they are, or quote the value",
        False,
    ),
    ("expected a single document", "a line --- begins a second document", "delete the line", False),
    ("undefined alias", "a value that begins with * is an alias", QUOTE, False),
    ("expected alphabetic or numeric", "a value cannot begin with * or &", QUOTE, False),
    (
        "unknown escape character",
        r"\ is followed by a letter that means nothing",
        r"write \\, or use single quotes",
        False,
    ),
    ("cannot start any token", "a value cannot begin with this sign", QUOTE, False),
)


def _complaint(problem: MarkedYAMLError, source: str) -> tuple[Any, str, str]:
    """Where a problem is, what it is and what to do, in the editor's words."""
    mark = problem.problem_mark
    if mark and re.match(r"\s+[\w-]+:(?:\s|$)", source.split("\n")[mark.line]) and "mapping values" in str(problem):
        return mark, "this line is indented, as if it went on with the line above", "indent it as its neighbours are"
    words = f"{problem.context or ''}, {problem.problem or ''}"
    for said, message, hint, from_start in _COMPLAINTS:
        if said in words:
            mark = problem.context_mark if from_start and problem.context_mark else problem.problem_mark
            return mark or problem.context_mark, message, hint
    parts = [str(part).strip() for part in (problem.context, problem.problem) if part]
    message = "the YAML cannot be read: " + ", ".join(parts).lower().replace("\n", " ")
    return problem.problem_mark or problem.context_mark, message, QUOTE


def _scalar(node: ScalarNode) -> Any:
    """A scalar by YAML's core schema; dates, and figures that would not be written so, stay words."""
    kind, words = str(node.tag).rsplit(":", 1)[-1], str(node.value)
    if kind == "null":
        return None
    if kind == "bool" and words.lower() in ("true", "false"):
        return words.lower() == "true"
    if kind == "int" and re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", words):
        return int(words)
    if kind == "float" and re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", words):
        return float(words)
    return words

"""The pages of the manual as tests see them: fenced blocks in order, written as files or run as commands.

A fence with `title="PATH"` is the whole of that file, or with `add` after it what is added at its end. In a fence
`console` each line that begins with `$ ` is a command, and the lines below it are what it prints: runs of spaces count
as one, `...` stands for anything.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(`{3,})(\w*)([^\n`]*)\n(.*?)^\1$", re.M | re.S)
TITLE = re.compile(r'\btitle="([^"]+)"')
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the file that it is or is added to (empty where none), its words, and its line."""

    language: str
    title: str
    words: str
    line: int
    adds: bool = False


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in order."""
    words = page.read_text("utf-8")
    for match in FENCE.finditer(words):
        title = TITLE.search(match[3])
        line = words.count("\n", 0, match.start()) + 1
        yield Block(match[2], title[1] if title else "", match[4], line, match[3].rstrip().endswith(" add"))


def write(block: Block, folder: Path) -> None:
    """Put the file that a block is where it belongs."""
    target = folder / block.title
    target.parent.mkdir(parents=True, exist_ok=True)
    before = target.read_text("utf-8") if block.adds else ""
    target.write_text(before + block.words, encoding="utf-8")


def run(block: Block, folder: Path) -> Path:
    """Run the commands of a block and compare what they print; the folder in which the last of them leaves us."""
    for command, expected in commands(block.words):
        words = shlex.split(command)
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "TERM": "dumb"}
        done = subprocess.run(
            words, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert matches(done.stdout, expected), f"line {block.line}: {command} printed\n{done.stdout}\nnot\n{expected}"
        assert bool(done.returncode) == ("error" in expected), (
            f"line {block.line}: {command} ended with {done.returncode}"
        )
    return folder


def commands(words: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what it is to print."""
    for part in re.split(r"^\$ ", words, flags=re.M)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


def matches(printed: str, expected: str) -> bool:
    """Whether the words printed are those expected, blanks and wildcards allowed for."""
    pattern = re.escape(plain(expected)).replace(re.escape("..."), ".*?").replace(r"\ ", " ")
    return re.fullmatch(pattern, plain(printed), re.S) is not None


def plain(words: str) -> str:
    """Words with every run of blanks in a line as one space, and none around them."""
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())

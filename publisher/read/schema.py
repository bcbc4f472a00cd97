"""A file checked against its model: every problem at its line and column, and the JSON Schema for other programs."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from publisher.diagnostics import Findings, Location, nearest
from publisher.read.fields import LANGUAGE_PATTERN
from publisher.read.manifest import FILES
from publisher.read.roles import ROLES
from publisher.read.yaml import Path, YamlDocument

M = TypeVar("M", bound=BaseModel)
KINDS = {dict: "a mapping", list: "a list", str: "words", int: "a number", float: "a number", bool: "true or false"}


MISSING = "\ufffd"  # stands for words that are not there, so that reading can go on
ROUNDS = 5  # a value that is wrong is dropped, then missing, then made up


@dataclass(frozen=True, slots=True)
class Checked(Generic[M]):
    """A document against its model: mended where it was wrong, so that the rest can be read; then it is not sound."""

    model: M | None
    document: YamlDocument
    sound: bool


def check_schema(document: YamlDocument, model: type[M], findings: Findings) -> M | None:
    """The document as a model, or None with an error for every problem."""
    checked = mend_schema(document, model, findings)
    return checked.model if checked.sound else None


def mend_schema(document: YamlDocument, model: type[M], findings: Findings) -> Checked[M]:
    """The document as a model, with an error for every problem, and mended so that the rest can be read."""
    quiet, told = Findings(), len(findings.items)
    made = _validate(document, model, findings)
    for _ in range(ROUNDS):
        if made is not None or not isinstance(document.value, dict):
            break
        document = _mend(document, model)
        made = _validate(document, model, quiet)
    return Checked(made, document, len(findings.items) == told)


def _mend(document: YamlDocument, model: type[BaseModel]) -> YamlDocument:
    """The document without what its model refuses, and with something for what it misses."""
    try:
        model.model_validate(document.value)
    except ValidationError as problem:
        errors = [(error["type"], error["loc"]) for error in problem.errors(include_url=False)]
        for kind, path in sorted(errors, key=lambda error: [str(step).zfill(6) for step in error[1]], reverse=True):
            if kind == "missing" and len(path) == 1:
                document = document.with_words(str(path[0]), MISSING)
            else:
                document = document.without(path[:-1] if kind == "missing" else path)
    return document


def _validate(document: YamlDocument, model: type[M], findings: Findings) -> M | None:
    """The document as a model, or None with an error for every problem."""
    value = document.value
    if not isinstance(value, dict):
        hint = "write lines as in title: A title"
        findings.error("M04", f"expected a mapping of keys, found {_kind(value)}", document.at(()), hint)
        return None
    try:
        return model.model_validate(value)
    except ValidationError as problem:
        for error in problem.errors(include_url=False, include_context=True):
            _report(error, document, model, findings)
        return None


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of the editor's files: press, people, series, book or text."""
    schema = FILES["person" if name == "people" else name].model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name in ("people", "series"):
        definitions = schema.pop("$defs", {})
        return {**head, "type": "object", "additionalProperties": schema, "$defs": definitions}
    return {**head, **schema}


def _report(error: Any, document: YamlDocument, model: type[BaseModel], findings: Findings) -> None:
    path: Path = error["loc"]
    if any(path[: len(broken)] == broken for broken in document.broken):
        return
    name = str(error["loc"][-1]) if error["loc"] else ""
    where = document.at(path)
    match error["type"]:
        case "extra_forbidden":
            known = _keys(model, error["loc"][:-1])
            hint = nearest(name, known) or f"known are: {', '.join(known)}"
            findings.error("M02", f'unknown key "{name}"', document.at(path, key=True), hint)
        case "missing":
            findings.error("M03", f'the key "{name}" is missing', document.at(path[:-1]), f"add a line {name}: …")
        case "literal_error":
            _report_choice(name, str(error["input"]), error["ctx"]["expected"], where, findings)
        case "value_error":
            message, _, hint = str(error["ctx"]["error"]).partition("; ")
            findings.error("M04", message, where, hint)
        case "string_pattern_mismatch" if error["ctx"]["pattern"] == LANGUAGE_PATTERN:
            findings.error("T09", f'"{error["input"]}" is not a language tag', where, "write one as in en, ru or en-GB")
        case _:
            message = f"{_expected(error)}, found {_kind(error['input'])}"
            findings.error("M04", message, where, _remedy(error["type"], error["input"]))


def _report_choice(name: str, value: str, expected: str, where: Location, findings: Findings) -> None:
    """Tell of a value that is none of those allowed; a role in plain words is answered with its code."""
    allowed = re.findall(r"'([^']*)'", expected)
    if name == "role":
        meant = next((code for code, words in ROLES.items() if words == value.lower()), "")
        hint = f'did you mean "{meant}"?' if meant else nearest(value, allowed) or f"known are: {', '.join(allowed)}"
        findings.error("M18", f'"{value}" is not a role', where, hint)
        return
    findings.error("M04", f'"{value}" is not one of {", ".join(allowed)}', where, nearest(value, allowed))


def _remedy(kind: str, value: Any) -> str:
    """What to do about a value of the wrong type."""
    if value is None:
        return "write a value, or delete the key"
    if kind == "string_type" and isinstance(value, (int, float)):
        return "put it in quotation marks"
    remedies = {
        "string_type": "write one value",
        "list_type": "write it in brackets, as in [one, two]",
        "model_type": "write keys and values, as in {name: A Name}",
        "dict_type": "write keys and values, as in {ru: Имя}",
        "string_pattern_mismatch": "begin it with https://",
        "too_short": "add one, or delete the key",
        "string_too_short": "write one, or delete the key",
    }
    return remedies.get(kind, "")


def _expected(error: Any) -> str:
    """What should have stood there, in the editor's words."""
    known = {
        "string_type": "expected words",
        "string_too_short": "expected at least one word",
        "string_pattern_mismatch": "expected a web address (https://…)",
        "list_type": "expected a list",
        "dict_type": "expected a mapping of keys",
        "model_type": "expected a mapping of keys",
        "model_attributes_type": "expected a mapping of keys",
        "int_type": "expected a whole number",
        "float_type": "expected a number",
        "bool_type": "expected true or false",
        "too_short": "expected at least one item",
    }
    message: str = error["msg"]
    return known.get(error["type"], message[:1].lower() + message[1:])


def _kind(value: Any) -> str:
    """What a value is, in the editor's words."""
    if value is None or value == "" or value == []:
        return "nothing"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else "words"
    return KINDS.get(type(value), type(value).__name__)


def _keys(model: Any, path: tuple[Any, ...]) -> list[str]:
    """The keys known at a path below a model."""
    if get_origin(model) in (Union, types.UnionType):
        model = next(arg for arg in get_args(model) if arg is not type(None))
    if get_origin(model) in (list, dict):
        return _keys(get_args(model)[-1], path[1:])
    if hasattr(model, "__metadata__"):
        return _keys(get_args(model)[0], path)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    if not path:
        return list(model.model_fields)
    field = model.model_fields.get(str(path[0]))
    return _keys(field.annotation, path[1:]) if field else []

"""The kinds of value that the editor's files hold."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import WithJsonSchema

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# BCP 47 §2.1, as far as a book needs it: no private use.
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
PRICE_PATTERN = r"^[A-Z]{3} [0-9]{1,5}\.[0-9]{2}$"
URL_PATTERN = r"^https?://[^\s]+$"
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN), Field(examples=["en", "ru", "en-GB"])]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]

Price = Annotated[str, StringConstraints(pattern=PRICE_PATTERN), Field(examples=["USD 14.99"])]


def _as_words(value: Any) -> Any:
    """A whole number as the digits that the editor wrote; anything else unchanged."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def as_list(value: Any) -> Any:
    """One value as a list of one."""
    return value if isinstance(value, list) or value is None else [value]


WORDS_OR_NUMBER: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
DATE_SCHEMA = {**WORDS_OR_NUMBER, "examples": ["1917-07-17", "1917-07", "1917~"]}
DateWords = Annotated[str, BeforeValidator(_as_words), WithJsonSchema(DATE_SCHEMA)]
Figures = Annotated[str, BeforeValidator(_as_words), WithJsonSchema(WORDS_OR_NUMBER)]


class Model(BaseModel):
    """The base of every model: strict types, no unknown keys, no change after birth."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

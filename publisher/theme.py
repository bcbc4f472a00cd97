"""A `Theme`: templates, styles, faces, strings and options, its own layer first and `base` last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from publisher.publication import FontFace, Resource


@dataclass(frozen=True, slots=True)
class Layer:
    """What one theme folder adds: sources of templates and styles by file name, emblems, files for styles, words."""

    name: str
    path: str
    templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    emblems: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, Resource] = field(default_factory=lambda: MappingProxyType({}))
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a theme offers to a book: its default, what it does, and the values allowed (any when empty)."""

    name: str
    default: Any
    description: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """How books look: layers from the theme itself to `base`, static faces, and options."""

    name: str
    layers: tuple[Layer, ...]
    options: tuple[Option, ...] = ()
    faces: tuple[FontFace, ...] = ()

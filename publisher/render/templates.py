"""Templates and styles of a theme through Jinja: strict, escaped, and with errors that name file and line."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from lxml import etree

from publisher.cache import Cache
from publisher.diagnostics import BookError, Diagnostic, Location, as_message
from publisher.render.compiled import Compiled
from publisher.theme import Layer, Theme

EPUB_NAMESPACES = 'xmlns:epub="http://www.idpf.org/2007/ops"'


class ThemeLoader(BaseLoader):
    """Finds `text.html` in the first layer that has it, and `base/text.html` in the layer `base`."""

    def __init__(self, theme: Theme, sources: Callable[[Layer], Any]) -> None:
        """Take the theme, and which sources of a layer to look in."""
        self.theme, self.sources = theme, sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source, its path for messages, and that it never changes."""
        named, slash, file = template.rpartition("/")
        for layer in self.theme.layers:
            if slash and layer.name != named:
                continue
            if file in self.sources(layer):
                return self.sources(layer)[file], self.path(layer, file), lambda: True
        raise TemplateNotFound(template)

    def path(self, layer: Layer, file: str) -> str:
        """Where the file stands, for messages: `themes/classic/templates/text.html`."""
        kind = "styles" if file.endswith(".css") else "templates"
        return f"themes/{PurePath(layer.path).name}/{kind}/{file}"


class Templates:
    """The templates and styles of one theme, ready to be rendered."""

    def __init__(self, theme: Theme, store: Cache | None = None, **shared: Any) -> None:
        """Make the environments; `shared` are values and filters that every template sees.

        With a store, what was compiled before is not compiled again.
        """
        self.theme = theme
        compiled = Compiled(store) if store else None
        self.pages = Environment(
            loader=ThemeLoader(theme, lambda layer: layer.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self.styles = Environment(  # noqa: S701 - CSS has no markup to escape
            loader=ThemeLoader(theme, lambda layer: layer.styles),
            undefined=StrictUndefined,
            comment_start_string="{##",
            comment_end_string="##}",
            auto_reload=False,
            bytecode_cache=compiled,
        )
        for environment in (self.pages, self.styles):
            environment.globals.update(shared)

    def page(self, name: str, **context: Any) -> str:
        """A page as well-formed XHTML; BookError with the template's file and line otherwise."""
        try:
            html = self.pages.get_template(f"{name}.html").render(**context)
        except Exception as problem:  # whatever goes wrong inside a template is the theme's
            raise BookError([self._diagnose(problem, f"{name}.html")]) from problem
        self._check_form(html, name, str(context.get("id", "")))
        return html.strip()

    def style(self, *names: str, **context: Any) -> str:
        """The stylesheet of an edition: layer by layer from `base` up, in each the files in the order of `names`."""
        rules = []
        for layer in reversed(self.theme.layers):
            for name in names:
                if f"{name}.css" not in layer.styles:
                    continue
                try:
                    rules.append(self.styles.get_template(f"{layer.name}/{name}.css").render(**context))
                except Exception as problem:  # whatever goes wrong inside a style is the theme's
                    path = f"themes/{layer.name}/styles/{name}.css"
                    raise BookError([self._diagnose(problem, path, path)]) from problem
        return "\n".join(rules)

    def _check_form(self, html: str, name: str, place: str) -> None:
        try:
            root = etree.fromstring(
                f"<x {EPUB_NAMESPACES}>{html}</x>", etree.XMLParser(resolve_entities=False, huge_tree=True)
            )
        except etree.XMLSyntaxError as problem:
            line = problem.lineno or 1
            shown = (html.split("\n")[line - 1 : line] or [""])[0].strip()[:80]
            message = f"what the template makes is not well-formed XML: {problem.msg.lower()}: {shown}"
            raise BookError([Diagnostic("H02", message, self._location(f"{name}.html", 0))]) from problem
        if place and (len(root) != 1 or root[0].get("id") != place):
            message = f'what the template makes is not one element with the id "{place}"'
            where = self._location(f"{name}.html", 0)
            raise BookError([Diagnostic("H02", message, where, 'begin it with <section id="{{ id }}" …>')])

    def _diagnose(self, problem: Exception, name: str, path: str = "") -> Diagnostic:
        """What went wrong, at the innermost line of a template of the theme."""
        if isinstance(problem, TemplateSyntaxError):
            where = Location(problem.filename or path or name, problem.lineno)
            return Diagnostic("H02", as_message(problem.message or "syntax error"), where)
        if isinstance(problem, TemplateNotFound):
            message = f'the theme "{self.theme.name}" has no template "{problem.name}"'
            return Diagnostic("H02", message, self._location(name, 0))
        frames = traceback.extract_tb(problem.__traceback__)
        inside = [frame for frame in frames if frame.filename.startswith("themes/") or frame.filename == "<template>"]
        file, line = (inside[-1].filename, inside[-1].lineno or 0) if inside else ("", 0)
        where = Location(path or file, line) if path or file.startswith("themes/") else self._location(name, line)
        text = str(problem) if isinstance(problem, TemplateError) else f"{type(problem).__name__}: {problem}"
        return Diagnostic("H02", as_message(text), where)

    def _location(self, name: str, line: int) -> Location:
        try:
            return Location(self.pages.loader.get_source(self.pages, name)[1] or name, line)  # type: ignore[union-attr]
        except TemplateNotFound:
            return Location(f"themes/{self.theme.name}/templates/{name}", line)

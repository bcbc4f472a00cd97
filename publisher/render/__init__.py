"""Render: a `Book` through a theme becomes a `Publication`, one for each edition."""

from publisher.render.renderer import render, render_cover, render_wrap

__all__ = ["render", "render_cover", "render_wrap"]

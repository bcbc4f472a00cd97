"""Markdown to one tree per text, with its notes held apart: `reader.Markup`."""

"""check: rules that look at a whole book with its theme."""

from publisher.check.glyphs import missing_glyphs

__all__ = ["missing_glyphs"]

"""check: rules that look at a whole book with its theme."""

from publisher.check.built import said_by
from publisher.check.glyphs import missing_glyphs
from publisher.check.words import differences

__all__ = ["differences", "missing_glyphs", "said_by"]

"""A remedy for a defect of WeasyPrint 70: words before an element that fill their line are broken after the first."""

from __future__ import annotations

from typing import Any

# In `split_first_line` (text/line_break.py, step 3) a text that ends in a space, and that fits without the space but
# not with it, counts as too wide: it is then broken after its first word, and a line with that one word is left.
# Pango lets no-break spaces hang at the end of a line as well, where they must take their last word to the next line.

SPACES = " \u00a0\u202f"


def mend_line_breaks() -> None:
    """Let a text that fits its line but for the space at its end stay on the line; doing it twice changes nothing.

    Raises AttributeError when a newer WeasyPrint has moved the function.
    """
    from weasyprint.layout import inline

    original = inline.split_first_line
    if not getattr(original, "mended", False):
        inline.split_first_line = _mended(original)


def _mended(original: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **more: Any
    ) -> Any:
        def split(words: str, width: Any) -> Any:
            return original(words, style, context, width, justification_spacing, **more)

        result = split(text, max_width)
        _, length, resume_at, _, _, _ = result
        words = text.rstrip(SPACES)
        one_word = " " not in text.encode()[:length].decode(errors="ignore").strip()
        if resume_at is None or not one_word or len(words) == len(text) or max_width is None:
            return result
        _, _, wraps_at, width, _, _ = split(words, max_width)
        if wraps_at is not None:
            return result
        return split(text, None) if text.endswith(" ") else split(text, width - 1)

    split_first_line.mended = True  # type: ignore[attr-defined]
    return split_first_line

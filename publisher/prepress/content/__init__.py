"""What is painted on a page: its content followed step by step, forms and patterns included (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publisher.prepress.content import colours, images, paths, settings, text
from publisher.prepress.content.painter import Painted, Painter, Shop

__all__ = ["Painted", "Shop", "paint"]

_OBEYED: dict[str, Callable[[Painter, Any], None]] = {
    "q": settings.save,
    "Q": settings.restore,
    "cm": settings.transform,
    "w": settings.line_width,
    "gs": settings.graphics_state,
    "cs CS": colours.choose_space,
    "sc SC scn SCN": colours.choose_colour,
    "g G rg RG k K": colours.device_colour,
    "sh": colours.shade,
    "m l c v y h": paths.path,
    "re": paths.rectangle,
    "W W*": paths.clip_path,
    "f F f* B B* b b* S s n": paths.end_path,
    "BT": text.begin_text,
    "Tc Tw Tz TL Ts Tr": text.text_setting,
    "Tf": text.choose_font,
    "Tm": text.text_matrix,
    "Td TD": text.move_text,
    "T*": text.next_line,
    "Tj TJ ' \"": text.show,
    "Do": images.invoke,
}
OPERATORS = {name: obey for names, obey in _OBEYED.items() for name in names.split()}
OPERATORS["INLINE IMAGE"] = images.inline_image


def paint(page: Any, shop: Shop) -> Painted:
    """Everything that a page's own content paints."""
    painted = Painted()
    Painter(OPERATORS, shop, painted, page.resources).run(page)
    return painted

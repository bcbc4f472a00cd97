"""Write: a `Publication` becomes a file that appears whole or not at all."""

from publisher.write.cover import write_cover
from publisher.write.epub import check_links, write_epub
from publisher.write.pdf import (
    NO_TALLY,
    FolioError,
    Tally,
    Typeset,
    changed_pages,
    prepare_setting,
    set_page,
    typeset,
    versions,
)
from publisher.write.plant import ALONE, Plant
from publisher.write.record import write_record

__all__ = [
    "ALONE",
    "NO_TALLY",
    "FolioError",
    "Plant",
    "Tally",
    "Typeset",
    "changed_pages",
    "check_links",
    "prepare_setting",
    "set_page",
    "typeset",
    "versions",
    "write_cover",
    "write_epub",
    "write_record",
]

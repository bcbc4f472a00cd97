"""A file inside the EPUB as the manifest lists it, and the media type of every kind of file that we write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

# EPUB 3.3, section 3.2, core media types. Our own table: the system's differs from machine to machine.
MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the container: manifest id, path below the package folder, bytes, manifest properties, media type."""

    id: str
    path: str
    data: bytes
    properties: tuple[str, ...] = ()
    declared: str = "application/octet-stream"

    @property
    def media_type(self) -> str:
        """The media type by the name of the file, or the declared one where the name is not known."""
        return MEDIA_TYPES.get(PurePosixPath(self.path).suffix.lower(), self.declared)

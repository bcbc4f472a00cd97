"""The compositor: galleys set by workers, or taken from the cache where they have been set before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.cache import fingerprint
from publisher.jobs import Job
from publisher.publication import Resource
from publisher.write.pdf.engine import engine
from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley
from publisher.write.pdf.rasters import Picture, Raster, as_it_is, picture, raster
from publisher.write.plant import Plant

NO_STYLE = Style("", "")
_PIXELS_PER_CHARACTER = 250
"""How many pixels of a picture are decoded and compressed again while one character is set (measured)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the galleys of a book: the names of those set now, and how many came from the cache."""

    set: tuple[str, ...] = ()
    cached: int = 0


NO_TALLY = Tally()


@dataclass(slots=True)
class Compositor:
    """Sets the galleys of one style, each once, and prepares the raster pictures that they show.

    Galleys are given with the bytes of all files that they show; they are set with no more than the size of a raster
    picture, unless the style turns pictures.
    """

    style: Style
    plant: Plant
    progress: Callable[[str], None]
    done: dict[Galley, Fragment] = field(default_factory=dict)
    set_now: list[str] = field(default_factory=list)
    cached: int = 0
    style_key: str = ""
    lean: Style = NO_STYLE
    sizes: dict[str, Picture | None] = field(default_factory=dict)
    rasters: dict[str, Raster] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the fingerprint of the style, which all its galleys share."""
        resources, pictures = self._parted(self.style.resources)
        self.lean = replace(self.style, resources=resources, pictures=pictures)
        self.style_key = fingerprint(engine(), self.lean)

    def set(self, galleys: Sequence[tuple[str, Galley]]) -> list[Fragment]:
        """The fragments of named galleys, in their order."""
        wanted = {self._lean(galley): name for name, galley in galleys}
        wanted = {galley: name for galley, name in wanted.items() if galley not in self.done}
        for galley in list(wanted):
            fragment = self._kept(galley)
            if fragment:
                self.done[galley] = fragment
                self.cached += 1
                del wanted[galley]
        files = {file.path: file for _, galley in galleys for file in (*self.style.resources, *galley.resources)}
        shown = [file for path, file in files.items() if self.sizes.get(path) and path not in self.rasters]
        self._work(wanted, list(self._raw(shown)))
        return [replace(self.done[self._lean(galley)], rasters=self.rasters) for _, galley in galleys]

    def restyled(self, style: Style) -> Compositor:
        """A compositor in another style, with the pictures and the tally of this one."""
        known: dict[str, Any] = {name: getattr(self, name) for name in ("set_now", "cached", "sizes", "rasters")}
        return Compositor(style, self.plant, self.progress, **known)

    def tally(self) -> Tally:
        """What was set, and how much came from the cache."""
        return Tally(tuple(self.set_now), self.cached)

    def _work(self, wanted: dict[Galley, str], files: Sequence[Resource]) -> None:
        """Have galleys set and pictures decoded, the longest first, and keep them."""
        galleys = list(wanted)
        jobs = [Job(wanted[galley], replace(galley, style=NO_STYLE), len(galley.body)) for galley in galleys]
        jobs += [Job(file.path, file, self._weight(file)) for file in files]
        count = 0
        for number, made in self.plant.workers.run(work, self.lean, jobs):
            if isinstance(made, Raster):
                file = files[number - len(galleys)]
                self.rasters[file.path] = made
                self.plant.keep(_raster_key(file), made.to_bytes())
                continue
            count += 1
            galley = galleys[number]
            self.progress(f"galley {count} of {len(galleys)}: {wanted[galley]}")
            self.set_now.append(wanted[galley])
            self.done[galley] = made
            if made.own_faces:
                self.plant.keep(self._key(galley), made.to_bytes())

    def _lean(self, galley: Galley) -> Galley:
        """A galley with the sizes of its raster pictures in place of their files."""
        resources, pictures = self._parted(galley.resources, galley.body)
        return replace(galley, style=self.lean, resources=resources, pictures=pictures)

    def _parted(self, files: Iterable[Resource], body: str = "") -> tuple[tuple[Resource, ...], tuple[Picture, ...]]:
        """The files that are wanted whole, and those of which the size will do."""
        if "image-orientation" in self.style.stylesheet + body:
            return tuple(files), ()
        for file in files:
            if file.path not in self.sizes:
                self.sizes[file.path] = picture(file)
        pictures = tuple(found for file in files if (found := self.sizes[file.path]))
        return tuple(file for file in files if not self.sizes[file.path]), pictures

    def _raw(self, files: Iterable[Resource]) -> Iterator[Resource]:
        """The pictures that must be decoded; the others, and those that have been, are ready."""
        for file in files:
            ready = as_it_is(file.data) or self._decoded_before(file)
            if ready:
                self.rasters[file.path] = ready
            else:
                yield file

    def _decoded_before(self, file: Resource) -> Raster | None:
        data = self.plant.kept(_raster_key(file))
        return Raster.from_bytes(data) if data is not None else None

    def _weight(self, file: Resource) -> int:
        """The length of a text that takes as long as a picture."""
        size = self.sizes[file.path]
        return size.width * size.height // _PIXELS_PER_CHARACTER if size else 0

    def _kept(self, galley: Galley) -> Fragment | None:
        data = self.plant.kept(self._key(galley))
        return Fragment.from_bytes(data) if data is not None else None

    def _key(self, galley: Galley) -> str:
        return fingerprint(
            "galley",
            self.style_key,
            galley.body,
            galley.rules,
            galley.resources,
            galley.pictures,
            galley.tagged,
            galley.bare,
        )


def _raster_key(file: Resource) -> str:
    return fingerprint("raster", engine(), file.data)


def work(style: Style, wanted: Galley | Resource) -> Fragment | Raster:
    """A job: one galley set, or one picture decoded for the PDF."""
    return set_in_style(style, wanted) if isinstance(wanted, Galley) else raster(wanted.data)


def set_in_style(style: Style, galley: Galley) -> Fragment:
    """One galley set in the style that its workers share."""
    return set_galley(replace(galley, style=style))

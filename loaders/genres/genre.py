"""A genre: what is known of its form before reading, and the signs in a text by which it is recognised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from graphkit.errors import InputError, UnknownNameError
from graphkit.text.blocks import Profile
from graphkit.text.document import Document, Loader

GROUP = "graphkit.loaders"
OPENING = 4000
"""Characters of a text that count as its opening: title page, preface, first headings."""
LINE = r"^[^\w\n]{0,12}"
"""Begins a pattern that stands at the start of a line, whatever marks stand before it."""
READ = 400_000
"""Characters of a text that are searched for signs at most."""
SURE = 0.6
"""Sum of weights from which a genre is recognised."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that texts of a genre hold, how often at least, and what finding it weighs."""

    pattern: str
    weight: float
    times: int = 1
    opening: bool = False
    """Whether it counts only in the opening."""


@dataclass(frozen=True, slots=True)
class Genre:
    """A loader for one genre, whatever the kind of file: it reads through the door that fits the file best."""

    name: str
    profile: Profile
    signs: tuple[Sign, ...] = ()

    def weigh(self, text: str) -> float:
        """Return the sum of the weights of the signs found, 0 to 1; case is ignored."""
        return min(1.0, sum(s.weight for s in self.signs if _holds(text, s)))

    def accepts(self, path: Path, head: bytes) -> float:
        """Return up to 0.5, by the signs in the first bytes: a door for the kind of file always fits better."""
        return self.weigh(_bare(head.decode("utf-8", "ignore"))) / 2

    def load(self, path: Path, **options: str) -> Document:
        """Read the file as a text of this genre; InputError where it can't be used."""
        if options.get("genre", self.name) != self.name:
            raise InputError(f"{path}: the loader '{self.name}' can't read the genre '{options['genre']}'.")
        return _best_door(path).load(path, **{**options, "genre": self.name})


def _bare(text: str) -> str:
    """Return the beginning of a text without emphasis and heading marks."""
    return re.sub(r"[*_#]+", "", text[:READ])


def _holds(text: str, sign: Sign) -> bool:
    reach = text[:OPENING] if sign.opening else text
    found = re.finditer(sign.pattern, reach, re.IGNORECASE | re.MULTILINE)
    return sum(1 for _, _ in zip(range(sign.times), found, strict=False)) == sign.times


@cache
def find_loaders() -> tuple[Loader, ...]:
    """Return all installed loaders, in the order of their names."""
    return tuple(point.load() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name))


def _best_door(path: Path) -> Loader:
    with path.open("rb") as file:
        head = file.read(8192)
    doors = [loader for loader in find_loaders() if not isinstance(loader, Genre)]
    return max(doors, key=lambda door: door.accepts(path, head))


def find_genres() -> dict[str, Genre]:
    """Return the installed genres by name."""
    return {loader.name: loader for loader in find_loaders() if isinstance(loader, Genre)}


def get_genre(name: str) -> Genre:
    """Return a genre by name; UnknownNameError where none has it."""
    genres = find_genres()
    if name not in genres:
        raise UnknownNameError("genre", name, genres)
    return genres[name]


def recognise(text: str, genres: Iterable[Genre]) -> Genre | None:
    """Return the genre whose signs weigh most in a text, or None where none weighs enough."""
    bare = _bare(text)
    weighed = [(genre.weigh(bare), genre.name, genre) for genre in genres]
    weight, _, best = max(weighed, key=lambda w: w[:2])
    return best if weight >= SURE else None

"""Who is told by its kind more than by a name: civil society, institutions that speak for themselves, employers."""

from collections.abc import Callable, Sequence

from graphkit.read.authors.front_names import Authors, FrontNames
from graphkit.text.document import Clue


def read_kind(kind: str) -> Callable[[FrontNames, Sequence[Clue]], Authors]:
    """Return a reader that tells the kind of issuer alone: a State that is named beside it says nothing."""

    def read(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
        return Authors((), kind, " ".join(reader.text[clues[0].start : clues[0].end].split())[:300])

    return read


def read_civil(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return civil society as the kind of issuer, and the one organisation of it that the opening names, if any."""
    clue = clues[0]
    named = [p for c in clues for p in reader.places if c.begin <= p.start < c.begin + 300]
    own = {p.nodes[0]: p for p in named if reader.kind(p.nodes[0]) in ("civil-society", "trade-union")}
    words = " ".join(reader.text[clue.start : clue.end].split())[:300]
    if len(own) == 1:
        id = next(iter(own))
        return Authors((id,), reader.kind(id), words)
    return Authors((), "civil-society", words)


def read_independent(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the known body that such a line names, else an institution of whatever State as the kind of issuer."""
    bodies = [(p, c) for c in clues for p in reader.inside(c) if not reader.is_state(p.nodes[0])]
    if bodies:
        return reader.make([bodies[0][0].nodes[0]], bodies[0][1], bodies[0][0].end)
    return read_kind("national-institution")(reader, clues)


def read_affiliation(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the one body that a note on the author names; of several it is not told which."""
    named = [(p, c) for c in clues for p in reader.inside(c)]
    bodies = {p.nodes[0] for p, _ in named}
    if len(bodies) != 1 or reader.is_state(next(iter(bodies))):
        return Authors()
    return reader.make([named[0][0].nodes[0]], named[0][1], named[0][0].end)

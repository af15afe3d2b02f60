"""The link types and the labels they may join."""

from itertools import product
from typing import Literal

from graphkit.graph.ontology.base import Link

STATEMENTS = ("Recommendation", "Practice", "Challenge", "Definition", "Assertion")
ACTORS = ("State", "Body")
VOICES = (*ACTORS, "Collective")
"""Labels of who may speak and act: by name, or as a collective."""


class Issued(Link):
    """Who issued the document that holds it."""

    about = "Who issued the document that a statement stands in: its authorship, not who speaks."
    ends = tuple(product(ACTORS, STATEMENTS))


class SaidBy(Link):
    """Who speaks."""

    about = "Whose statement it is. Several speakers of one statement speak jointly: one voice with several names."
    ends = tuple(product(STATEMENTS, VOICES))
    manner: Literal["own", "reports", "quotes"] = "own"
    """``own``: the text speaks for this speaker; ``reports``: it tells what the speaker said; ``quotes``: literally."""


class CarriesOut(Link):
    """Who does it."""

    about = "Who carries a practice out; never taken from who tells of it."
    ends = tuple(product(VOICES, ("Practice",)))


class Authored(Link):
    """Who wrote the document."""

    about = "Who wrote a document."
    ends = tuple(product(ACTORS, ("Document",)))


class Hosted(Link):
    """Who hosted what the document reports."""

    about = "Who hosted the meeting that a document reports; a host is no speaker on that ground."
    ends = tuple(product(ACTORS, ("Document",)))


class HasSection(Link):
    """Its sections."""

    about = "The sections of a document that hold statements, at any depth; their order is ``number`` and NEXT."
    ends = (("Document", "Section"),)


class Has(Link):
    """What stands in a section."""

    about = "The statements right under a section's heading, not under one further in."
    ends = tuple(product(("Section",), STATEMENTS))


class Next(Link):
    """What follows in the text."""

    about = "The next section of the same document in the order of the text."
    ends = (("Section", "Section"),)


class StatedIn(Link):
    """Where it stands."""

    about = "The document a statement stands in."
    ends = tuple(product(STATEMENTS, ("Document",)))


class Addresses(Link):
    """What objective it is about."""

    about = "The objectives a statement is about; rank 1 is the most central."
    ends = tuple(product(STATEMENTS, ("Objective",)))
    rank: int = 1


class About(Link):
    """What sub-theme it is about."""

    about = "The sub-themes a statement is about, at most two; rank 1 is the most central."
    ends = tuple(product(STATEMENTS, ("Subtheme",)))
    rank: int = 1


class Fulfils(Link):
    """What it does of what was asked."""

    about = "A practice that does what an earlier recommendation or commitment of the same actor asks for."
    ends = (("Practice", "Recommendation"),)


class Invokes(Link):
    """Which principle its wording invokes."""

    about = "The principles that a statement's wording invokes."
    ends = tuple(product(STATEMENTS, ("Principle",)))


class CallsOn(Link):
    """Who is to act."""

    about = "Who is to act, named or by role; of a practice or challenge, only the role that acts in it."
    ends = tuple(product(STATEMENTS, (*ACTORS, "Role")))
    inherited: bool = False
    """Whether the addressee comes from the lead-in, not from the statement itself."""


class Concerns(Link):
    """Whom it is for or about."""

    about = "The groups a statement is for or about."
    ends = tuple(product(STATEMENTS, ("Group",)))


class CodedAs(Link):
    """How people coded it."""

    about = "The themes, tags or concepts that people coded a statement with."
    ends = tuple(product(STATEMENTS, ("Theme",)))
    agreement: int | None = None
    """1 where the speaker agrees with the concept, 0 or -1 where not; None where nobody coded it."""


class Mentions(Link):
    """Whom or what it names."""

    about = "The states, bodies and mechanisms named in the wording."
    ends = tuple(product(STATEMENTS, (*ACTORS, "Mechanism")))


class Echoes(Link):
    """Statements that say the same."""

    about = "Recommendations and practices of different documents that surely say the same."
    ends = tuple(product(STATEMENTS, STATEMENTS))


class MemberOf(Link):
    """Membership."""

    about = "Membership of a state in a body with the date of the fact, or of a named actor in a collective."
    ends = (("State", "Body"), *product(ACTORS, ("Collective",)))
    as_of: str | None = None
    """ISO date or year at which the reference states the membership."""
    status: str | None = None
    """``member``, ``associate``, ``observer``, ``suspended``."""


class TakesPartIn(Link):
    """Participation."""

    about = "Participation in a mechanism, or in the process a document reports."
    ends = tuple(product(ACTORS, ("Mechanism", "Document")))
    capacity: str | None = None


class PartOf(Link):
    """Part and whole."""

    about = (
        "Part and whole: sub-theme, objective, thematic area, framework; a body's organs, a State's offices; "
        "a section's sections."
    )
    ends = (
        ("Subtheme", "Objective"),
        ("Section", "Section"),
        ("Objective", "ThematicArea"),
        ("Objective", "Framework"),
        ("ThematicArea", "Framework"),
        ("Principle", "Framework"),
        ("Body", "Body"),
        ("Body", "State"),
    )


class Supports(Link):
    """What objective a mechanism serves."""

    about = "The objectives that a mechanism serves."
    ends = (("Mechanism", "Objective"),)

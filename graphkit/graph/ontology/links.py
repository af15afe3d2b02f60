"""The link types and the labels they may join."""

from itertools import product

from graphkit.graph.ontology.base import Link

STATEMENTS = ("Recommendation", "Practice", "Challenge", "Definition", "Assertion")
ACTORS = ("State", "Body")


class Issued(Link):
    """Who says it."""

    about = "Who makes a statement."
    ends = tuple(product(ACTORS, STATEMENTS))


class CarriesOut(Link):
    """Who does it."""

    about = "Who carries a practice out."
    ends = tuple(product(ACTORS, ("Practice",)))


class StatedIn(Link):
    """Where it stands."""

    about = "The document a statement stands in."
    ends = tuple(product(STATEMENTS, ("Document",)))


class Addresses(Link):
    """What objective it is about."""

    about = "The objectives a statement is about; rank 1 is the most central."
    ends = tuple(product(STATEMENTS, ("Objective",)))
    rank: int = 1


class Invokes(Link):
    """Which principle its wording invokes."""

    about = "The principles that a statement's wording invokes."
    ends = tuple(product(STATEMENTS, ("Principle",)))


class CallsOn(Link):
    """Who is to act."""

    about = "Who is to act, named or by role."
    ends = tuple(product(STATEMENTS, (*ACTORS, "Role")))
    inherited: bool = False
    """Whether the addressee comes from the lead-in, not from the statement itself."""


class Concerns(Link):
    """Whom it is for or about."""

    about = "The groups a statement is for or about."
    ends = tuple(product(STATEMENTS, ("Group",)))


class Mentions(Link):
    """Whom or what it names."""

    about = "The states, bodies and mechanisms named in the wording."
    ends = tuple(product(STATEMENTS, (*ACTORS, "Mechanism")))


class Echoes(Link):
    """Statements that ask for the same thing."""

    about = "Statements of different documents that ask for the same thing."
    ends = tuple(product(STATEMENTS, STATEMENTS))


class MemberOf(Link):
    """Membership."""

    about = "Membership of a state in a body, with the date of the fact."
    ends = (("State", "Body"),)
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

    about = "Part and whole: objective, thematic area, framework; a body's organs, a State's offices."
    ends = (
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

"""The labels. Colours keep a contrast of 4.5:1 on white; every label has a shape of its own family."""

from typing import ClassVar, Literal

from graphkit.graph.ontology.base import Node


class Document(Node):
    """One loaded text."""

    about = "One loaded text with what is known of its origin."
    colour, shape = "#444444", "box"
    name: str
    file: str
    sha256: str
    genre: str
    year: int | None = None
    date: str | None = None
    language: str = "en"
    publisher: str | None = None
    url: str | None = None
    symbol: str | None = None
    """What the issuer's registry calls it, such as A/HRC/22/8."""
    characters: int
    characters_read: int
    """Characters of the blocks that were read for statements (not furniture, contents, notes, bibliography)."""
    assumed: tuple[str, ...] = ()


class State(Node):
    """A state or territory."""

    about = "A state or territory; id is the ISO 3166-1 alpha-3 code."
    colour, shape = "#0B5CAD", "dot"
    name: str
    name_es: str | None = None
    region: str | None = None
    status: Literal["member", "observer", "territory"] = "member"
    """Standing at the United Nations."""


class Body(Node):
    """What states or people take part in: an organisation, process, agency, network, city."""

    about = "An organisation, process, agency, court, network or city; id is the usual acronym."
    colour, shape = "#7A3E9D", "diamond"
    name: str
    name_es: str | None = None
    acronym: str | None = None
    kind: str = "unknown"


class Framework(Node):
    """What commitments are measured against."""

    about = "What commitments are measured against, such as the Global Compact (gcm)."
    colour, shape = "#333333", "box"
    name: str
    year: int | None = None


class ThematicArea(Node):
    """A group of objectives."""

    about = "A group of objectives of a framework."
    colour, shape = "#5C5C00", "hexagon"
    name: str
    name_es: str | None = None
    number: int


class Objective(Node):
    """One objective of a framework."""

    about = "One objective of a framework; gcm:1 to gcm:23."
    colour, shape = "#A34700", "square"
    name: str
    name_es: str | None = None
    number: int
    code: str


class Principle(Node):
    """A value to observe."""

    about = "A guiding or further principle that texts invoke."
    colour, shape = "#8A6100", "star"
    name: str
    name_es: str | None = None
    guiding: bool
    """Whether it is one of the framework's own guiding principles."""


class Group(Node):
    """People a statement is for or about."""

    about = "A group of people that a statement is for or about."
    colour, shape = "#B0245E", "ellipse"
    name: str
    name_es: str | None = None


class Role(Node):
    """A part that actors play, without a name."""

    about = "A part that unnamed actors play: states, origin, destination, civil society …"
    colour, shape = "#3D6B6B", "triangleDown"
    name: str
    name_es: str | None = None


class Mechanism(Node):
    """An agreement, law, plan, programme, fund, network, forum by which actors cooperate."""

    about = "An agreement, law, plan, programme, fund, network or forum by which actors cooperate."
    colour, shape = "#00695C", "triangle"
    name: str
    name_es: str | None = None
    acronym: str | None = None
    kind: str = "unknown"
    year: int | None = None


class StatementNode(Node):
    """What the five statement labels share."""

    kind: ClassVar[str] = ""
    text: str
    """The exact wording: characters start to end of the source file."""
    start: int
    end: int
    rest: str | None = None
    """The exact wording of the sentence's continuation after a page break, if any."""
    rest_start: int | None = None
    rest_end: int | None = None
    section: tuple[str, ...] = ()
    page: int | None = None
    para: str | None = None
    """Number of its paragraph or recommendation, as printed."""
    address: str | None = None
    """What cites it: the document's symbol and the number of the paragraph, such as "A/HRC/22/8, para. 99.12"."""
    document: str
    issuer: str | None = None
    """The first issuer; all are linked by ISSUED. None: the text does not say."""
    strength: str
    strength_words: str | None = None
    language: str = "en"
    score: float
    rule: str

    @property
    def title(self) -> str:
        """The wording, for lists."""
        return self.text


class Recommendation(StatementNode):
    """Somebody should do something."""

    about = "Somebody should do something: recommendation, commitment, proposal, demand."
    colour, shape, kind = "#1B6E20", "dot", "recommendation"


class Practice(StatementNode):
    """Something done or in place."""

    about = "Something done or in place: good practice, programme, agreement, reported progress."
    colour, shape, kind = "#00688B", "dot", "practice"


class Challenge(StatementNode):
    """A problem, gap, risk or adverse situation."""

    about = "A problem, gap, risk or adverse situation."
    colour, shape, kind = "#B3261E", "dot", "challenge"


class Definition(StatementNode):
    """What a term means."""

    about = "What a term means."
    colour, shape, kind = "#5B5B5B", "dot", "definition"


class Assertion(StatementNode):
    """A value or right asserted, no action."""

    about = "A principle-type statement: a value or right asserted, without an action."
    colour, shape, kind = "#6A4C93", "dot", "principle"

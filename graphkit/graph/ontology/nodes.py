"""The labels. Colours keep a contrast of 4.5:1 on white; every label has a shape of its own family."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from graphkit.dates import is_iso_date
from graphkit.graph.ontology.base import Node

COLLECTIVES = (
    "participants",
    "some-states",
    "civil-society",
    "un-system",
    "private-sector",
    "academia",
    "local-authorities",
    "parliaments",
    "migrants",
)
"""Words that a node of label Collective carries as ``collective``."""


def _checked(text: str) -> str:
    if not is_iso_date(text):
        raise ValueError("is no date such as 2017-10-09, 2017-10 or 2017")
    return text


IsoDate = Annotated[str, AfterValidator(_checked)]
"""A day, month or year as ISO 8601 text: it sorts as dates do, and ``date(x)`` in Cypher reads it on every engine."""


class Document(Node):
    """One loaded text."""

    about = "One loaded text with what is known of its origin."
    colour, shape = "#444444", "box"
    name: str
    file: str
    sha256: str
    genre: str
    year: int | None = None
    date: IsoDate | None = None
    language: str = "en"
    publisher: str | None = None
    url: str | None = None
    characters: int
    characters_read: int
    """Characters of the blocks that were read for statements (not furniture, contents, notes, bibliography)."""
    form: str | None = None
    """What it is: declaration, law, press release …"""
    issuer_kind: str | None = None
    """``states``, ``civil-society`` or the kind of the body that issues it."""
    place: str | None = None
    symbol: str | None = None
    """Number under which it is published, such as ``A/HRC/59/15``."""
    assumed: tuple[str, ...] = ()
    """Fields that were inferred from the text, not stated."""
    assumed_from: tuple[str, ...] = ()
    """The words that gave them: ``field: words``."""


class State(Node):
    """A state or territory."""

    about = "A state or territory; id is the ISO 3166-1 alpha-3 code."
    second = "Actor"
    colour, shape = "#0B5CAD", "dot"
    name: str
    name_es: str | None = None
    region: str | None = None
    status: Literal["member", "observer", "territory", "non-member"] = "member"
    """At the United Nations; ``non-member``: neither member nor observer, recognised by some of its members."""


class Body(Node):
    """What states or people take part in: an organisation, process, agency, network, city."""

    about = "An organisation, process, agency, court, network or city; id is the usual acronym."
    second = "Actor"
    colour, shape = "#7A3E9D", "diamond"
    name: str
    name_es: str | None = None
    acronym: str | None = None
    acronym_es: str | None = None
    kind: str = "unknown"


class Collective(Node):
    """Several who speak or act together without each being named."""

    about = "Several who speak or act together, such as the States taking part in one review; members are MEMBER_OF it."
    colour, shape = "#7D4B00", "pentagon"
    name: str
    name_es: str | None = None
    collective: str
    """Which kind of collective: ``participants``, ``some-states``, ``civil-society`` … (see COLLECTIVES)."""
    document: str | None = None
    """The document whose participants they are; None for collectives that are the same in every text."""


class Section(Node):
    """A heading with what stands under it."""

    about = "A heading of a document with what stands under it; ``number`` counts them in the order of the text."
    colour, shape = "#6B6B6B", "box"
    name: str
    document: str
    number: int
    level: int
    """1 is the outermost."""
    start: int
    """Character offset of the heading in the source file."""
    end: int
    """Where what stands under it ends."""
    page: int | None = None


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


class Subtheme(Node):
    """One subject within an objective."""

    about = "One subject within an objective, finer than it; gcm:5.1 is PART_OF gcm:5."
    colour, shape = "#94520A", "cross"
    name: str
    name_es: str | None = None
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


class Theme(Node):
    """A label of people's own coding."""

    about = "A label that people coded statements with, of no framework: a theme, tag or concept."
    colour, shape = "#6B4F1D", "octagon"
    name: str


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
    acronym_es: str | None = None
    kind: str = "unknown"
    year: int | None = None


class StatementNode(Node):
    """What the five statement labels share."""

    second = "Statement"
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
    document: str
    issuer: str | None = None
    """The first issuer of the document; all are linked by ISSUED. None: the text does not say. Speakers: SAID_BY."""
    strength: str
    strength_words: str | None = None
    position: Literal["for", "against", "withdraws", "reports", "unknown"] | None = None
    """Stand towards what is asked or done; None: not looked for."""
    position_words: str | None = None
    """The exact wording that shows it, where it is not ``for``."""
    opposes_harm: bool | None = None
    """True where what is opposed is a harm, such as detention: such a statement stands for the objective."""
    due: IsoDate | None = None
    """By when: an ISO 8601 date or a year."""
    amount: float | None = None
    """Money or number promised, in ``currency`` where it is money."""
    currency: str | None = None
    """ISO 4217 code."""
    indicator: str | None = None
    """The exact wording of how it is measured."""
    partner: str | None = None
    """The exact wording of with whom it is to be done."""
    specificity: int | None = Field(default=None, ge=1, le=5)
    """How specific an ask is, 1 (general) to 5 (a definite act)."""
    para: str | None = None
    """Number of its paragraph or recommendation in the source, such as ``140.47``."""
    address: str | None = None
    """How to cite the place, such as ``A/HRC/59/15, para. 140.47``."""
    date: str | None = None
    """Of the statement itself, where a row of a table states it: an ISO 8601 date."""
    year: int | None = None
    """Of the statement itself, where a row of a table states a year, a date or a session."""
    session: int | None = None
    """Session of the Universal Periodic Review."""
    response: Literal["supported", "noted", "partly", "pending"] | None = None
    """What the one who is asked answered."""
    response_words: str | None = None
    """The exact cell of the response."""
    joint: bool | None = None
    """Whether several speakers make it together; None where no row states the speakers."""
    person: str | None = None
    """Who speaks for the speaker."""
    url: str | None = None
    source_id: str | None = None
    """Its identifier in the table it comes from."""
    coder: str | None = None
    """Who gave the labels that come with it."""
    codes: tuple[str, ...] = ()
    """Labels of the coder's own scales, as ``action=5``."""
    data: tuple[str, ...] = ()
    """Columns without a part, as ``heading=value``."""
    sheet: str | None = None
    column: str | None = None
    """Letter of the column of its text, in a table."""
    row: int | None = None
    """Row of its table, as the spreadsheet numbers it; of equal rows the first."""
    rows: tuple[str, ...] = ()
    """All rows that say the same, where there are several."""
    language: str = "en"
    score: float
    rule: str

    of_place = frozenset({"row", "rows", "address"})

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

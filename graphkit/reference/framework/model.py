"""What commitments are measured against: a framework with its objectives, areas, principles and cues."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graphkit.errors import UnknownNameError
from graphkit.graph.ontology import Evidence, Node, nodes
from graphkit.graph.ontology.links import PartOf
from graphkit.reference.framework.cues import Cue


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Objective(_Record):
    """One objective; ``code`` is what people call it (``7``, ``10.7``), ``number`` its place in the order."""

    code: str = Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$")
    name: str = Field(min_length=1)
    name_es: str | None = None
    number: int = Field(default=0, ge=0)
    """Given by the loader where the file has none: the place in the list, from 1."""
    reach: Literal["specific", "broad", "fallback"] = "specific"
    """``broad``: much of what others say touches it too; ``fallback``: it takes what has no theme of its own."""
    group: str | None = None
    """The id of the group of people whom nearly all that is said on it concerns, even where it does not name them."""


class Subtheme(_Record):
    """One subject within an objective, finer than it; texts are read for it where the objective alone says little."""

    code: str = Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$")
    objective: str = Field(min_length=1)
    """Code of the objective that it is part of."""
    name: str = Field(min_length=1)
    name_es: str | None = None
    scope: str = Field(min_length=1)
    """One sentence that says what it holds: statements near it in meaning are candidates."""
    scope_es: str | None = None
    actions: tuple[str, ...] = ()
    """Letters of the framework's own actions that it covers."""


class ThematicArea(_Record):
    """A group of objectives, named by their codes; an objective may stand in several."""

    number: int = Field(ge=1)
    name: str = Field(min_length=1)
    name_es: str | None = None
    objectives: tuple[str, ...] = Field(min_length=1)


class Principle(_Record):
    """A value to observe; ``guiding`` if the framework itself lists it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    name_es: str | None = None
    guiding: bool = True


class Group(_Record):
    """People that statements are for or about."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    name_es: str | None = None


class Calibration(_Record):
    """Coefficients of the logistic regression that scores objectives, and the least scores at which they count."""

    weights: dict[str, float] = {}
    """Name of a figure of :func:`graphkit.read.objectives.objectives.make_features` -> its coefficient."""
    first: float = Field(default=0.2, ge=0, le=1)
    further: float = Field(default=0.4, ge=0, le=1)
    """Least score of the second and third objective."""
    principle: float = Field(default=0.5, ge=0, le=1)
    """Least score in a statement that asserts a principle."""


class Ranking(_Record):
    """Coefficients of the logistic regression that scores sub-themes, and the least scores at which they count."""

    weights: dict[str, float] = {}
    """Name of a figure of :data:`graphkit.read.objectives.subthemes.FEATURES` -> its coefficient."""
    first: float = Field(default=0.25, ge=0, le=1)
    further: float = Field(default=0.35, ge=0, le=1)
    """Least score of a second sub-theme."""


class Reference(_Record):
    """How texts name an objective by its number."""

    words: tuple[str, ...] = ()
    """What stands before the number: *objective*, *target* …"""
    names: tuple[str, ...] = ()
    """Names of the framework of which one must stand in the same sentence; none needed if empty."""


class CueSet(_Record):
    """The cues of one language, and the phrases after which a match does not count."""

    language: str
    cues: tuple[Cue, ...]
    negators: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    """Words by which a lead-in opens that says for whom its list is: *for*, *regarding* …"""
    announcers: tuple[str, ...] = ()
    """Last words of a lead-in that says what its list holds, not what it is about: *commitments*, *measures* …"""

    def __repr__(self) -> str:
        return f"CueSet('{self.language}', {len(self.cues)} cues)"


class Groups(_Record):
    """The groups of people that texts are read for, whatever the framework."""

    groups: tuple[Group, ...]
    cue_sets: dict[str, CueSet]

    def make_nodes(self) -> Iterator[Node]:
        """Yield the group nodes."""
        for g in self.groups:
            yield nodes.Group(id=g.id, name=g.name, name_es=g.name_es)


class Framework(_Record):
    """A framework as its files state it, checked."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    name_es: str | None = None
    year: int | None = None
    source: str = Field(min_length=1)
    """Where the objectives are stated; the evidence of every link between the framework's own nodes."""
    objectives: tuple[Objective, ...] = Field(min_length=1)
    areas: tuple[ThematicArea, ...] = ()
    principles: tuple[Principle, ...] = ()
    reference: Reference = Reference()
    calibration: Calibration = Calibration()
    cue_sets: dict[str, CueSet] = {}
    """Language -> its cues."""
    subthemes: tuple[Subtheme, ...] = ()
    subtheme_cues: dict[str, CueSet] = {}
    """Language -> cues of the sub-themes."""
    ranking: Ranking = Ranking()

    def __repr__(self) -> str:
        """Return a line: the thousands of cues would bury a notebook."""
        counts = f"{len(self.objectives)} objectives, {len(self.principles)} principles"
        return f"Framework('{self.id}', {counts}, cues: {', '.join(self.cue_sets) or 'none'})"

    __str__ = __repr__

    def objective_id(self, code: str) -> str:
        """Return the node id of an objective, such as ``gcm:7``."""
        return f"{self.id}:{code}"

    def subtheme_id(self, code: str) -> str:
        """Return the node id of a sub-theme, such as ``gcm:5.1``."""
        return f"{self.id}:{code}"

    def area_id(self, number: int) -> str:
        """Return the node id of a thematic area, such as ``gcm:area:2``."""
        return f"{self.id}:area:{number}"

    def get_cues(self, language: str) -> CueSet:
        """Return the cues of a language; UnknownNameError if it has none."""
        if language not in self.cue_sets:
            raise UnknownNameError(f"language of framework '{self.id}'", language, self.cue_sets)
        return self.cue_sets[language]

    def make_nodes(self) -> Iterator[Node]:
        """Yield the framework's nodes: itself, areas, objectives, principles."""
        yield nodes.Framework(id=self.id, name=self.name, year=self.year)
        for a in self.areas:
            yield nodes.ThematicArea(id=self.area_id(a.number), name=a.name, name_es=a.name_es, number=a.number)
        for o in self.objectives:
            id = self.objective_id(o.code)
            yield nodes.Objective(id=id, name=o.name, name_es=o.name_es, number=o.number, code=o.code)
        for s in self.subthemes:
            yield nodes.Subtheme(id=self.subtheme_id(s.code), name=s.name, name_es=s.name_es, code=s.code)
        for p in self.principles:
            yield nodes.Principle(id=p.id, name=p.name, name_es=p.name_es, guiding=p.guiding)

    def make_links(self) -> Iterator[PartOf]:
        """Yield what is part of what, with the framework's source as evidence."""
        evidence = (Evidence(rule="reference", score=1.0, reference=self.source),)
        for area in self.areas:
            yield PartOf(source=self.area_id(area.number), target=self.id, evidence=evidence)
            for code in area.objectives:
                yield PartOf(source=self.objective_id(code), target=self.area_id(area.number), evidence=evidence)
        for objective in self.objectives:
            yield PartOf(source=self.objective_id(objective.code), target=self.id, evidence=evidence)
        for subtheme in self.subthemes:
            ends = self.subtheme_id(subtheme.code), self.objective_id(subtheme.objective)
            yield PartOf(source=ends[0], target=ends[1], evidence=evidence)
        for principle in self.principles:
            if principle.guiding:
                yield PartOf(source=principle.id, target=self.id, evidence=evidence)

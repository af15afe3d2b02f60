"""Small graphs for tests of the analyses: each statement is one call of ``say``."""

from collections.abc import Sequence

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, Evidence, get_link_type, get_node_type
from graphkit.graph.ontology import nodes as n

REFERENCE = Evidence(rule="reference", score=1, reference="invented")


class Spoken(Graph):
    """A graph that grows statement by statement; whatever is named is added when first named."""

    def __init__(self, objectives: int = 6) -> None:
        super().__init__([n.Framework(id="gcm", name="Compact")])
        self.said = 0
        for number in range(1, objectives + 1):
            self.add_node(n.Objective(id=f"gcm:{number}", name=f"Aim {number}", number=number, code=str(number)))

    def document(self, id: str, year: int | None = 2017, genre: str = "national consultation", read: int = 900) -> None:
        self.add_node(
            n.Document(id=id, name=id, file=f"{id}.txt", sha256="0" * 64, genre=genre, year=year,
                       characters=1000, characters_read=read)
        )  # fmt: skip

    def say(
        self,
        actor: str | None,
        kind: str,
        objectives: Sequence[int] = (),
        text: str = "",
        *,
        document: str = "paper",
        strength: str = "none",
        groups: Sequence[str] = (),
        principles: Sequence[str] = (),
        asks: Sequence[str] = (),
        roles: Sequence[str] = (),
        mechanisms: Sequence[str] = (),
        done_by: Sequence[str] | None = None,
        names: Sequence[str] = (),
        score: float = 1.0,
        rule: str = "cue:test",
    ) -> str:
        """Add a statement with its links, return its id; a practice is its speaker's own unless ``done_by`` says."""
        if done_by is None:
            done_by = (actor,) if kind == "practice" and actor is not None else ()
        if document not in self:
            self.document(document)
        self.said += 1
        id = f"statement:{self.said:012x}"
        wording = text or f"Wording number {self.said}."
        self.add_node(
            get_node_type(LABEL_OF_KIND[kind]).model_validate(
                {"id": id, "text": wording, "start": self.said * 500, "end": self.said * 500 + len(wording),
                 "document": document, "issuer": actor, "strength": strength, "score": score, "rule": "test"}
            )
        )  # fmt: skip
        self.link("STATED_IN", id, document)
        for who, link in [(actor, "SAID_BY"), *((d, "CARRIES_OUT") for d in done_by)]:
            if who is not None:
                self.actor(who)
                self.link(link, *((id, who) if link == "SAID_BY" else (who, id)))
        for rank, number in enumerate(objectives, 1):
            self.link("ADDRESSES", id, f"gcm:{number}", score=score, rule=rule, rank=rank)
        for name, found, cls, more in (
            ("CONCERNS", groups, n.Group, {}),
            ("INVOKES", principles, n.Principle, {"guiding": True}),
            ("CALLS_ON", roles, n.Role, {}),
            ("MENTIONS", mechanisms, n.Mechanism, {}),
        ):
            for target in found:
                self.add_node(cls.model_validate({"id": target, "name": target, **more}))
                self.link(name, id, target, score=score)
        for name, who in [("CALLS_ON", asks), ("MENTIONS", names)]:
            for target in who:
                self.actor(target)
                self.link(name, id, target, score=score)
        return id

    def actor(self, id: str) -> None:
        """Add an actor: a body when the id starts with B, else a state."""
        if id not in self:
            cls = n.Body if id.startswith("B") else n.State
            self.add_node(cls(id=id, name=f"Name of {id}"))

    def mechanism(self, id: str, members: Sequence[str] = (), serves: Sequence[int] = ()) -> None:
        """Add a mechanism with its participants and the objectives it serves."""
        self.add_node(n.Mechanism(id=id, name=id))
        for member in members:
            self.actor(member)
            self.link("TAKES_PART_IN", member, id)
        for number in serves:
            self.link("SUPPORTS", id, f"gcm:{number}")

    def members(self, body: str, *states: str) -> None:
        """Make states members of a body."""
        self.actor(body)
        for state in states:
            self.actor(state)
            self.link("MEMBER_OF", state, body)

    def link(self, name: str, source: str, target: str, score: float = 1.0, rule: str = "test", **own: object) -> None:
        """Add a link of any type."""
        evidence = Evidence(rule=rule, score=score, reference="invented")
        self.add_link(
            get_link_type(name).model_validate({"source": source, "target": target, "evidence": (evidence,), **own})
        )


def make_forum(shared: str) -> Spoken:
    """Return three actors who each say nine things of their own, and one ask that all of them share."""
    graph = Spoken(objectives=4)
    for number, actor in enumerate(("AAA", "CCC", "DDD")):
        for turn in range(9):
            text = f"Zu{actor} qua{actor} {'x' * (turn + 3)}{actor}"
            graph.say(actor, "recommendation", [1 + (number + turn % 2) % 4], text, document=f"paper {actor}")
        graph.say(actor, "recommendation", [1], shared, document=f"paper {actor}")
    return graph

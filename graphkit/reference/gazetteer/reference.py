"""The gazetteer as nodes and links; every link cites the row it comes from."""

from collections.abc import Iterator

from graphkit.graph.ontology import Evidence, Link, Node
from graphkit.graph.ontology.links import MemberOf, PartOf, Supports, TakesPartIn
from graphkit.graph.ontology.nodes import Body, Mechanism, Role, State
from graphkit.reference.gazetteer.model import Gazetteer

CHARTER = "Charter of the United Nations; 193 member States since General Assembly resolution 65/308 (2011)"


def build_reference(gazetteer: Gazetteer, framework: str = "gcm") -> tuple[list[Node], list[Link]]:
    """Return states, bodies, roles, groups and mechanisms, and the links MEMBER_OF, PART_OF, TAKES_PART_IN, SUPPORTS.

    SUPPORTS points at ``framework:number`` and is made for the Global Compact (``gcm``) only, since the objectives
    the mechanisms serve are stated for it; the objective nodes are the framework's.
    """
    return [*_nodes(gazetteer)], [*_links(gazetteer), *(_supports(gazetteer) if framework == "gcm" else ())]


def _nodes(gazetteer: Gazetteer) -> Iterator[Node]:
    for s in gazetteer.states.values():
        yield State(id=s.id, name=s.name, name_es=s.name_es, region=s.region, status=s.status)
    for b in gazetteer.bodies.values():
        yield Body(id=b.id, name=b.name, name_es=b.name_es, acronym=b.acronym, acronym_es=b.acronym_es, kind=b.kind)
    for m in gazetteer.mechanisms.values():
        acronyms = {"acronym": m.acronym, "acronym_es": m.acronym_es}
        yield Mechanism(id=m.id, name=m.name, name_es=m.name_es, **acronyms, kind=m.kind, year=m.year)
    for id, (name, name_es) in gazetteer.roles.items():
        yield Role(id=id, name=name, name_es=name_es)


def _links(gazetteer: Gazetteer) -> Iterator[Link]:
    for state in gazetteer.states.values():
        if state.status == "member":
            yield MemberOf(source=state.id, target="UN", as_of="2011", status="member", evidence=_cite(CHARTER))
    for body in gazetteer.bodies.values():
        for m in body.members:
            for state_id in m.states:
                yield MemberOf(
                    source=state_id, target=body.id, as_of=m.as_of, status=m.status, evidence=_cite(m.source)
                )
        for whole in body.part_of:
            yield PartOf(source=body.id, target=whole, evidence=_cite(f"gazetteer, {body.name}"))
    for mechanism in gazetteer.mechanisms.values():
        for party in mechanism.parties:
            yield TakesPartIn(source=party, target=mechanism.id, evidence=_cite(str(mechanism.source)))


def _supports(gazetteer: Gazetteer) -> Iterator[Link]:
    for mechanism in gazetteer.mechanisms.values():
        for number, why in mechanism.supports:
            evidence = _cite(f"gazetteer, {mechanism.name}: {why}")
            yield Supports(source=mechanism.id, target=f"gcm:{number}", evidence=evidence)


def _cite(reference: str) -> tuple[Evidence]:
    return (Evidence(rule="reference", score=1.0, reference=reference),)

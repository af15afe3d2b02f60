"""Statements as events of a discourse: who agrees or disagrees with which concept, when."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.analysis.columns import find_stand
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import Addresses, CodedAs, SaidBy
from graphkit.graph.ontology.nodes import Document, StatementNode


@dataclass(frozen=True, slots=True)
class Event:
    """One statement of one speaker on one concept; agreement is 1, or 0 or -1 where the speaker does not agree."""

    statement: StatementNode
    speaker: str
    concept: str
    agreement: int


def find_events(graph: Graph) -> Iterator[Event]:
    """Yield the events in the order of the texts.

    What people coded with an agreement is given back as they coded it; other statements speak of their objectives,
    agreeing unless the reading found that they are against.
    """
    for statement in graph.statements():
        coded = [(link.target, link.agreement) for link in graph.out(statement.id, CodedAs)]
        stances = [(graph.node(theme).title, stance) for theme, stance in coded if stance is not None]
        if not stances:
            agreement = int(find_stand(statement) >= 0)
            links = sorted(graph.out(statement.id, Addresses), key=lambda k: (k.rank, k.target))
            stances = [(link.target, agreement) for link in links]
        for said in graph.out(statement.id, SaidBy):
            for concept, stance in stances:
                yield Event(statement, said.target, concept, stance)


def day_of(graph: Graph, statement: StatementNode) -> str:
    """Return the day of a statement in ISO form: its own, else its document's, else the first of the year or of 1970.

    1970-01-01 is how Discourse Network Analyzer writes that no date is known.
    """
    document = graph.node(statement.document)
    own = statement.date or (str(statement.year) if statement.year else None)
    known = own or (isinstance(document, Document) and (document.date or document.year)) or 1970
    text = str(known)
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text[:10]

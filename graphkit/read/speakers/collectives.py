"""Nodes of collectives: those of one document (its participants, its unnamed States), and sectors as a whole."""

from collections.abc import Iterable

from graphkit.graph.ontology import Evidence, Link
from graphkit.graph.ontology.links import MemberOf, TakesPartIn
from graphkit.graph.ontology.nodes import Collective
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.text.document import Document

_OWN = {
    "participants": ("Participants in {title}", "Participantes en {title}"),
    "some-states": ("Unnamed States in {title}", "Estados no nombrados en {title}"),
}
"""Collective that is another in each document -> its name in English and Spanish."""
_SECTORS = {
    "civil-society": ("Civil society", "Sociedad civil"),
    "un-system": ("United Nations system", "Sistema de las Naciones Unidas"),
    "private-sector": ("Private sector", "Sector privado"),
    "academia": ("Academia", "Academia"),
    "local-authorities": ("Local authorities", "Autoridades locales"),
    "parliaments": ("Parliaments", "Parlamentos"),
    "migrants": ("Migrants and diasporas", "Personas migrantes y diásporas"),
}


def collective_id(document: Document, word: str) -> str:
    """Return the id of a collective as one document means it."""
    return f"{document.id}:{word}" if word in _OWN else f"collective:{word}"


def make_collectives(document: Document, words: Iterable[str]) -> list[Collective]:
    """Return the nodes of the collectives that a document's statements need."""
    return [_make(document, word) for word in sorted(set(words))]


def _make(document: Document, word: str) -> Collective:
    id = collective_id(document, word)
    if word in _SECTORS:
        name, name_es = _SECTORS[word]
        return Collective(id=id, name=name, name_es=name_es, collective=word)
    name, name_es = (pattern.format(title=document.metadata.title) for pattern in _OWN[word])
    return Collective(id=id, name=name, name_es=name_es, collective=word, document=document.id)


def find_members(document: Document, taking_part: Iterable[TakesPartIn]) -> list[Link]:
    """Return MEMBER_OF links of the states that a document says took part to its participants.

    They are the states of its participation tables and of its metadata. Bodies that took part are no members: the
    States taking part are meant by "the countries", and "participants" alone doesn't tell who else is.
    """
    target, states = collective_id(document, "participants"), load_gazetteer().states
    told = [(k.source, k.evidence) for k in taking_part if k.source in states]
    reference = f"metadata of {document.id}: {document.metadata.title}"
    stated = (Evidence(rule="metadata", score=1, document=document.id, reference=reference),)
    told += [(id, stated) for id in document.metadata.participants if id in states]
    return [MemberOf(source=id, target=target, status="member", evidence=evidence) for id, evidence in told]

"""Participants of tables -> links."""

from pathlib import Path

import pytest

from graphkit.issues import Issues
from graphkit.read.actors.participation import find_participants
from graphkit.read.speakers.collectives import find_members
from graphkit.text.document import Document, Metadata, Participation, Source


def document(*names: str, capacity: str = "Hosts") -> Document:
    text = "; ".join(names)
    people = [Participation(n, text.index(n), text.index(n) + len(n), capacity, "Table 1") for n in names]
    return Document(Source("a.md", text, "0"), Metadata("a", "A"), (), tuple(people))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Plurinational State of Bolivia", ["BOL"]),
        ("Venezuela (Bolivarian Republic of)", ["VEN"]),
        ("Bahamas", ["BHS"]),
        ("CAN", ["andean-community"]),
        ("Executive Secretariat of the Regional Conference on Migration", ["RCM"]),
        ("Human Rights Watch, Central America", ["human-rights-watch"]),
        ("WHO-PAHO", ["WHO", "PAHO"]),
        ("Ferry Watch, Lima", ["body:ferry-watch-lima"]),
    ],
)
def test_each_name_is_linked_to_whom_it_stands_for(name: str, ids: list[str]) -> None:
    _, links = find_participants(document(name), Issues())
    assert [(k.source, k.target, k.capacity, k.best.words) for k in links] == [(i, "a", "Hosts", name) for i in ids]


def test_a_name_the_gazetteer_lacks_becomes_a_body_and_is_noted() -> None:
    issues = Issues()
    nodes, _ = find_participants(document("Ferry Watch", capacity="Civil society"), issues)
    assert [(n.id, n.name, n.kind) for n in nodes] == [("body:ferry-watch", "Ferry Watch", "civil-society")]
    assert [i.reason for i in issues] == ["'Ferry Watch' is not in the gazetteer"]


def test_every_state_of_the_regional_review_is_known(corpus: Path) -> None:
    from graphkit.loading import load_document

    text = load_document(corpus / "003_0c5ef70e8b4c3a1b.txt")
    states = tuple(p for p in text.participation if "ountries" in p.capacity or p.table.startswith("Table 3"))
    _, links = find_participants(Document(text.source, text.metadata, (), states), Issues())
    assert len(states) == 17 + 50
    assert [k.source for k in links if not (len(k.source) == 3 and k.source.isupper())] == []


def test_states_that_took_part_are_members_of_the_documents_participants() -> None:
    text = "| Countries | Names |\n|---|---|\n| Present | Togo |\n"
    row = Participation("Togo", text.index("Togo"), text.index("Togo") + 4, "Present", "Table 1")
    meta = Metadata("paper", "Paper", participants=("GHA", "IOM"))
    paper = Document(Source("d.txt", text, ""), meta, (), (row,))
    _, taking_part = find_participants(paper, Issues())
    members = find_members(paper, taking_part)
    assert [(k.source, k.target, k.best.rule) for k in members] == [
        ("TGO", "paper:participants", "participation-table"),
        ("GHA", "paper:participants", "metadata"),
    ]

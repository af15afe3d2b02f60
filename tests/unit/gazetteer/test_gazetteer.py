from collections import defaultdict

import pytest

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import MemberOf
from graphkit.graph.ontology.nodes import State
from graphkit.ids import make_slug
from graphkit.match.lemma import fold_word
from graphkit.match.tokens import read_tokens
from graphkit.reference.gazetteer import build_reference, load_gazetteer, loader
from graphkit.reference.gazetteer.inflect import spanish_forms
from graphkit.reference.gazetteer.lookup import find_named
from graphkit.reference.gazetteer.model import KINDS, MECHANISM_KINDS


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def test_it_holds_all_member_states_and_both_observers(gazetteer) -> None:
    by_status = defaultdict(set)
    for state in gazetteer.states.values():
        by_status[state.status].add(state.id)
    assert len(by_status["member"]) == 193
    assert by_status["observer"] == {"PSE", "VAT"}
    assert {"AIA", "ABW", "VGB", "CUW"} <= by_status["territory"]


def test_it_holds_the_bodies_and_mechanisms_that_were_promised(gazetteer) -> None:
    assert len(gazetteer.bodies) >= 100
    assert len(gazetteer.mechanisms) >= 80
    wanted = "RCM SACM MERCOSUR SICA CARICOM OECS CELAC ALADI ALBA SELA OAS ECLAC CELADE IDB SEGIB RIAM FOPREL"
    assert {*wanted.split(), "PARLACEN", "GFMD", "andean-community"} <= gazetteer.bodies.keys()


def test_the_andean_community_is_not_canada(gazetteer) -> None:
    assert gazetteer.bodies["andean-community"].acronym == "CAN"
    assert "CAN" not in gazetteer.bodies
    assert all(n.text != "CAN" for n in gazetteer.states["CAN"].names)


def test_no_two_nodes_share_an_id(gazetteer) -> None:
    nodes, _ = build_reference(gazetteer)
    assert len({n.id for n in nodes}) == len(nodes)


def test_every_member_organ_party_and_owner_exists(gazetteer) -> None:
    actors = gazetteer.states.keys() | gazetteer.bodies.keys()
    members = {s for b in gazetteer.bodies.values() for m in b.members for s in m.states}
    wholes = {w for b in gazetteer.bodies.values() for w in b.part_of}
    parties = {p for m in gazetteer.mechanisms.values() for p in m.parties}
    owners = {m.owner for m in gazetteer.mechanisms.values() if m.owner}
    assert members - gazetteer.states.keys() == set()
    assert wholes - gazetteer.bodies.keys() == set()
    assert parties - actors == set()
    assert owners - gazetteer.states.keys() == set()


def test_every_member_list_has_a_date_a_source_and_each_state_once(gazetteer) -> None:
    for body in gazetteer.bodies.values():
        states = [s for m in body.members for s in m.states]
        assert len(states) == len(set(states)), body.id
        assert all(m.as_of[:4].isdigit() and m.source for m in body.members), body.id


def test_every_regional_organisation_states_its_members_or_that_they_are_unknown(gazetteer) -> None:
    silent = {
        b.id
        for b in gazetteer.bodies.values()
        if b.kind in {"regional-organisation", "regional-process", "development-bank"}
        if not (b.members or b.members_unknown or b.part_of or b.id == "world-bank")
    }
    assert silent == set()


@pytest.mark.parametrize(
    ("body", "count"),
    [("RCM", 11), ("SACM", 12), ("SICA", 8), ("OAS", 32), ("CELAC", 33), ("ALADI", 13), ("SEGIB", 22), ("EU", 27)],
)
def test_member_lists_are_whole(gazetteer, body, count) -> None:
    assert sum(len(m.states) for m in gazetteer.bodies[body].members if m.status == "member") == count


def test_kinds_are_of_the_closed_lists_and_parties_have_a_source(gazetteer) -> None:
    assert {b.kind for b in gazetteer.bodies.values()} <= KINDS.keys()
    assert {m.kind for m in gazetteer.mechanisms.values()} <= set(MECHANISM_KINDS)
    assert [m.id for m in gazetteer.mechanisms.values() if bool(m.parties) != bool(m.source)] == []


def test_mechanism_ids_are_slugs_and_roles_of_bodies_exist(gazetteer) -> None:
    assert all(make_slug(m.id.removeprefix("mechanism:")) == m.id[10:] for m in gazetteer.mechanisms.values())
    assert {b.role for b in gazetteer.bodies.values()} - gazetteer.roles.keys() == set()


def test_a_name_stands_for_one_node_unless_it_is_flagged(gazetteer) -> None:
    owners = defaultdict(set)
    for name in gazetteer.names:
        if name.form not in {"shared", "trap", "city"}:
            key = name.text if name.form == "acronym" else " ".join(map(fold_word, read_tokens(name.text).words))
            owners[key] |= set(name.ids)
    flagged = {fold_word(text): set(ids) for text, (ids, _) in gazetteer.ambiguous.items()}
    plain = {form: ids for text, ids in flagged.items() for form in (*spanish_forms(text), f"{text}s", text)}
    clashes = {key: ids for key, ids in owners.items() if len(ids) > 1 and ids != plain.get(fold_word(key))}
    assert clashes == {}


def test_reference_links_fit_the_ontology_and_cite_their_source(gazetteer) -> None:
    nodes, links = build_reference(gazetteer)
    objectives = {id for link in links if link.type_name() == "SUPPORTS" for id in (link.target,)}
    assert objectives <= {f"gcm:{n}" for n in range(1, 24)}
    graph = Graph(nodes, [k for k in links if k.type_name() != "SUPPORTS"])
    assert all(k.best.reference and k.best.rule == "reference" for k in links)
    assert len(list(graph.into("UN", MemberOf))) == 193


def test_another_framework_gets_no_objectives_of_the_compact(gazetteer) -> None:
    _, links = build_reference(gazetteer, "other")
    assert {k.type_name() for k in links} == {"MEMBER_OF", "PART_OF", "TAKES_PART_IN"}


def test_states_know_both_languages_and_their_region(gazetteer) -> None:
    state = State(id="DEU", name="Germany", name_es="Alemania", region="Western Europe", status="member")
    nodes, _ = build_reference(gazetteer)
    assert next(n for n in nodes if n.id == "DEU") == state


def test_a_broken_table_is_told_in_one_line(tmp_path, monkeypatch) -> None:
    (tmp_path / "roles.toml").write_text("children = [", encoding="utf-8")
    monkeypatch.setattr(loader, "HERE", tmp_path)
    with pytest.raises(InputError, match="roles.toml can't be read"):
        loader._read("roles.toml")


def test_a_long_name_is_known_by_its_beginning_a_short_one_is_not() -> None:
    assert find_named("Forum of Presidents of Legislative Branches in the Blue Valley") == "FOPREL"
    assert find_named("World Health Organization Staff Choir") is None

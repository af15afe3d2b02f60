"""How far people agree, by figures that can be checked by hand."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_build import reading, reference

from graphkit.cli import cli
from graphkit.evaluation.coders import (
    ALL,
    find_alpha,
    find_coder_agreements,
    find_disagreements,
    masi,
    name_coders,
)
from graphkit.evaluation.gwet import Coefficient, find_gwet
from graphkit.graph.build import build_graph
from graphkit.graph.corrections import Corrections, apply_all
from graphkit.graph.disputes import find_disputes, without_disputed
from graphkit.graph.ontology.links import Concerns
from graphkit.graph.review_sheet import COLUMNS, Correction, make_sheet, read_corrections
from graphkit.issues import Issues


def row(coder: str, unit: str, place: str = "a.csv", document: str = "d", **values: str) -> Correction:
    held = tuple((k, tuple(v.split())) for k, v in values.items())
    return Correction(place, unit, document, f"words of {unit}", coder, held, held)


def nominal(a: object, b: object) -> float:
    return float(a != b)


def test_alpha_of_krippendorffs_own_example_of_two_coders() -> None:
    """Content Analysis, chapter 12: ten units coded 0 or 1 by two, alpha .095."""
    first, second = "0100000000", "1110010010"
    pairs = list(zip(first, second, strict=True))
    found = find_alpha(pairs, nominal)
    assert found is not None
    assert round(found, 3) == 0.095


def test_alpha_is_one_where_all_agree_and_unknown_where_nothing_varies() -> None:
    assert find_alpha([("a", "a"), ("b", "b")], nominal) == 1.0
    assert find_alpha([("a", "a"), ("a", "a")], nominal) is None


@pytest.mark.parametrize(("left", "right", "away"), [("ab", "ab", 0), ("a", "b", 1), ("", "a", 1), ("ab", "a", 2 / 3)])
def test_lists_that_share_more_are_nearer(left: str, right: str, away: float) -> None:
    assert masi(frozenset(left), frozenset(right)) == pytest.approx(away)


def test_gwets_coefficients_of_published_examples() -> None:
    """K. L. Gwet's package irrCAC: cac.raw4raters (AC1 .77544, .461 to 1) and cont3x3abstractors (.8493305)."""
    coders = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    found = find_gwet([[c for c in unit if c != "."] for unit in zip(*coders, strict=True)], nominal)
    assert found is not None
    assert found.low is not None
    assert (round(found.value, 5), round(found.low, 3), found.high) == (0.77544, 0.461, 1.0)
    table = ((13, 0, 0), (0, 20, 7), (0, 4, 56))
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    found = find_gwet(pairs, nominal)
    assert found is not None
    assert round(found.value, 7) == 0.8493305


def test_gwets_coefficient_holds_where_nearly_all_is_of_one_kind() -> None:
    pairs = [("a", "a")] * 98 + [("a", "b"), ("b", "a")]
    found, alpha = find_gwet(pairs, nominal), find_alpha(pairs, nominal)
    assert found is not None
    assert alpha is not None
    assert found.value > 0.95
    assert alpha < 0
    assert find_gwet([("a", "a")], nominal) is None
    assert find_gwet([("a", "a")] * 2, nominal, "ab") == Coefficient(1.0, 1.0, 1.0)


def test_what_a_coder_let_stand_in_a_named_row_counts_as_said(tmp_path: Path) -> None:
    ana = write_sheet(tmp_path / "ana.csv", coder="Ana")
    ben = write_sheet(tmp_path / "ben.csv", coder="Ben", objectives="")
    done = CliRunner().invoke(cli, ["code", "agree", str(ana), str(ben), "--json"])
    found = {a["field"]: a["same"] for a in json.loads(done.output)["agreement"] if a["document"] == ALL}
    assert (found["kind"], found["objectives"], found["groups"]) == (1.0, 0.0, 1.0)
    unseen = write_sheet(tmp_path / "cleo.csv")
    assert read_corrections(unseen, reference()) == []


def test_agreement_is_told_by_column_and_document() -> None:
    kinds = ["practice", "practice", "challenge", "challenge"]
    ana = [row("Ana", f"s{i}", document=f"d{i % 2}", kind=k, groups="g1") for i, k in enumerate(kinds)]
    ben = [row("Ben", f"s{i}", document=f"d{i % 2}", kind="practice", groups="g1") for i in range(4)]
    found = {(a.document, a.field): a for a in find_coder_agreements({"Ana": ana, "Ben": ben})}
    assert found[ALL, "kind"].units == 4
    assert (found[ALL, "kind"].same, found[ALL, "kind"].kappa) == (0.5, 0.0)
    assert (found[ALL, "groups"].same, found[ALL, "groups"].kappa, found[ALL, "groups"].alpha) == (1.0, None, None)
    assert found["d0", "kind"].units == 2
    assert [(d.unit, d.field) for d in find_disagreements({"Ana": ana, "Ben": ben})] == [("s2", "kind"), ("s3", "kind")]


def test_one_name_in_two_sheets_is_told_apart() -> None:
    coders = name_coders({"a.csv": [row("Ana", "s")], "b.csv": [row("Ana", "s"), row("Ben", "s")]})
    assert list(coders) == ["Ana (a.csv)", "Ana (b.csv)", "Ben"]


def apply(*rows: Correction) -> tuple[list[str], list[str], list[str]]:
    issues = Issues()
    graph = build_graph(apply_all([reading()], Corrections(rows), issues), reference(), issues)
    groups = [k.target for k in graph.links(Concerns)]
    return [s.kind for s in graph.statements()], groups, [i.reason for i in issues]


def test_what_sheets_disagree_on_is_left_as_read_and_listed_whatever_their_order() -> None:
    id = "statement:harbours"
    ana = row("Ana", id, "a.csv, row 2", "harbours", kind="practice", groups="crews")
    ben = row("Ben", id, "b.csv, row 2", "harbours", kind="challenge", groups="crews")
    for rows in ((ana, ben), (ben, ana)):
        kinds, groups, said = apply(*rows)
        assert (kinds, groups) == (["recommendation"], ["crews"])
        assert len(said) == 1
        assert "coders disagree on kind of statement:harbours" in said[0]
        assert "Ana (a.csv, row 2): practice" in said[0]
        assert "Ben (b.csv, row 2): challenge" in said[0]


def test_how_a_disputed_kind_binds_is_left_as_read_too() -> None:
    ana = row("Ana", "statement:harbours", "a.csv, row 2", "harbours", kind="practice", strength="commit")
    ben = row("Ben", "statement:harbours", "b.csv, row 2", "harbours", kind="none")
    assert [d.field for d in find_disputes([ana, ben])] == ["kind"]
    assert [f for f, _ in without_disputed(ana, find_disputes([ana, ben])).changes] == []


def test_who_accepted_what_another_took_out_disagrees() -> None:
    id = "statement:harbours"
    accepted = Correction("a.csv, row 2", id, "harbours", "", "Ana", (), (("kind", ("recommendation",)),))
    kinds, _, said = apply(accepted, row("Ben", id, "b.csv, row 2", "harbours", kind="none"))
    assert kinds == ["recommendation"]
    assert len(said) == 1


def test_two_who_say_the_same_are_applied() -> None:
    id = "statement:harbours"
    kinds, _, said = apply(*(row(n, id, f"{n}.csv", "harbours", kind="practice") for n in ("Ana", "Ben")))
    assert (kinds, said) == (["practice"], [])


def write_sheet(path: Path, **cells: str) -> Path:
    graph = build_graph([reading()], reference(), Issues())
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({**r, **cells} for r in make_sheet(graph))
    return path


def test_the_command_tells_agreement_and_writes_what_differs(tmp_path: Path) -> None:
    ana = write_sheet(tmp_path / "ana.csv", coder="=Ana", decision="accept")
    ben = write_sheet(tmp_path / "ben.csv", coder="Ben", decision="change", kind="practice")
    out = tmp_path / "differ.csv"
    done = CliRunner().invoke(cli, ["code", "agree", str(ana), str(ben), "-o", str(out), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert {a["field"] for a in found["agreement"]} >= {"kind", "objectives", "speakers"}
    assert [d["field"] for d in found["disagreements"]] == ["kind"]
    assert out.read_text(encoding="utf-8-sig").splitlines()[0].endswith("Ben")
    one = CliRunner().invoke(cli, ["code", "agree", str(ana)], standalone_mode=False)
    assert "two people or more" in str(one.exception)

"""Tables of participants."""

from pathlib import Path

import pytest

from graphkit.loading import load_document
from graphkit.text.blocks import make_blocks
from loaders.metadata.participation import find_participation

TABLE = """Table 2. Delegations present, by capacity

| Capacity | Delegations | No. |
|---|---|---|
| Members | Chile, the Bahamas | {members} |
| Observers | Port Authority of Lima, Docks and Quays; Ferry Council | 2 |
| TOTAL | | {total} |
"""


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    people, issues = find_participation("x.md", text, make_blocks(text))
    assert all(text[p.start : p.end] == p.name for p in people)
    return [(p.name, p.capacity) for p in people], [i.reason for i in issues]


FOUND = [
    ("Chile", "Members"),
    ("Bahamas", "Members"),
    ("Port Authority of Lima, Docks and Quays", "Observers"),
    ("Ferry Council", "Observers"),
]


def test_each_name_has_its_place_and_capacity() -> None:
    assert read(TABLE.format(members=2, total=4)) == (FOUND, [])


@pytest.mark.parametrize(
    ("members", "total", "said"),
    [(3, 5, "row 'Members' states 3, listed are 2"), (2, 7, "row 'TOTAL' states 7, the rows add up to 4")],
)
def test_a_count_that_does_not_add_up_is_said(members: int, total: int, said: str) -> None:
    people, issues = read(TABLE.format(members=members, total=total))
    assert people == FOUND
    assert [i.split(": ")[-1] for i in issues] == [said]


def test_a_table_of_tabs_is_read_like_one_of_pipes() -> None:
    text = TABLE.format(members=2, total=4).replace("|---|---|---|\n", "").replace("| | ", "| - | ")
    tabbed = "\n".join(ln.strip("| ").replace(" | ", "\t") if ln.startswith("|") else ln for ln in text.splitlines())
    assert read(tabbed) == (FOUND, [])


def test_whom_a_person_came_for_took_part_and_the_person_is_not_kept() -> None:
    text = "Table 1. List of participants\n\n| Name | Institution |\n|---|---|\n| Ana Ríos | Ferry Council |\n"
    assert read(text) == ([("Ferry Council", "participant")], [])


@pytest.mark.parametrize("head", ["| Attendance | No. |", "| Term | Countries |", "| Year | Ships |"])
def test_other_tables_name_no_participants(head: str) -> None:
    assert read(f"Some figures follow here.\n\n{head}\n|---|---|\n| Chile | 7 |\n") == ([], [])


def test_the_tables_of_the_regional_review_are_read(corpus: Path) -> None:
    document = load_document(corpus / "003_0c5ef70e8b4c3a1b.txt")
    rows: dict[tuple[str, str], int] = {}
    for person in document.participation:
        key = (person.table.split(".")[0], person.capacity)
        rows[key] = rows.get(key, 0) + 1
    assert sorted(rows.values()) == sorted([17, 6, 14, 2, 26, 4, 4, 16, 17, 7, 4])
    wrong = [i.reason for i in document.issues if "states" in i.reason]
    assert [w.split(": ")[-1] for w in wrong] == ["row 'United Nations system' states 18, listed are 17"]

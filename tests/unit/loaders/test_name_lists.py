"""Lists of names as they stand in table cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.metadata.names import split_names


def names(text: str, expected: int | None = None) -> list[str]:
    return [text[s.start : s.end] for s in split_names(text, 0, len(text), expected)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru, Plurinational State of Bolivia, Chile.", ["Peru", "Plurinational State of Bolivia", "Chile"]),
        ("the Bahamas, the Gambia", ["Bahamas", "Gambia"]),
        ("Bolivia, Plurinational State of, Chile", ["Bolivia, Plurinational State of", "Chile"]),
        ("Venezuela (Republic of, since 1811), Peru", ["Venezuela (Republic of, since 1811)", "Peru"]),
        ("Network of Ports, Docks and Quays; Ferry Council", ["Network of Ports, Docks and Quays", "Ferry Council"]),
        ("Kenya, Uganda and Rwanda", ["Kenya", "Uganda", "Rwanda"]),
        ("Canada, Portugal and the United States", ["Canada", "Portugal", "United States"]),
        ("Kenya, Uganda, and Rwanda", ["Kenya", "Uganda", "Rwanda"]),
        ("Perú, Chile y Uruguay", ["Perú", "Chile", "Uruguay"]),
        ("Cuba, Antigua and Barbuda", ["Cuba", "Antigua and Barbuda"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Cuba, Saint Vincent and the Grenadines", ["Cuba", "Saint Vincent and the Grenadines"]),
        ("Pilots Abroad A.C., Ferry Council", ["Pilots Abroad A.C.", "Ferry Council"]),
        ("Belize,\nDominica,  Grenada", ["Belize", "Dominica", "Grenada"]),
        ("", []),
        (" ; ,. ", []),
    ],
)  # fmt: skip
def test_names_are_told_apart(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("expected", "found"),
    [(2, ["Ferry Council", "Bureau of Docks and Quays"]), (3, ["Ferry Council", "Bureau of Docks", "Quays"])],
)
def test_the_count_of_the_row_decides_about_and(expected: int, found: list[str]) -> None:
    assert names("Ferry Council, Bureau of Docks and Quays", expected) == found


@given(st.text("ab ,;.()and the\nAB", max_size=60), st.none() | st.integers(0, 5))
def test_names_are_in_order_and_inside_the_cell(text: str, expected: int | None) -> None:
    spans = split_names(text, 0, len(text), expected)
    edges = [e for s in spans for e in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)

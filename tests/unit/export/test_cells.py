"""Cells: nothing in a table is taken for a formula, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.cells import cell, guard, table, unguard


@given(st.text())
def test_a_guarded_text_comes_back(text):
    assert unguard(guard(text)) == text


@given(st.text())
def test_no_guarded_text_begins_like_a_formula(text):
    assert guard(text)[0] not in "=+-@\t\r\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), ("", "'"), ("=A1", "'=A1"), (-3, "-3"), (0.5, "0.5"), (True, "true"), (["a", 'b"'], '["a", "b\\""]')],
)
def test_values_as_cells(value, shown):
    assert cell(value) == shown


def test_a_table_begins_with_a_byte_order_mark_and_ends_its_lines_for_excel():
    assert "".join(table(["a", "b"], [["1", 'say "x", y']])) == '\ufeffa,b\r\n1,"say ""x"", y"\r\n'

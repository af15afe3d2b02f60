"""A long or deeply nested text is checked in a time that grows with its length, or refused."""

import time

import pytest

from graphkit.cypher.guard import refuse_writes
from graphkit.cypher.lint import lint_query
from graphkit.cypher.schema_check import check_schema, find_errors
from graphkit.cypher.tokens import DEEPEST
from graphkit.errors import QueryError

CHECKS = [check_schema, find_errors, lint_query, refuse_writes]


def least(check, text: str) -> float:
    found = []
    for _ in range(3):
        start = time.process_time()
        check(text)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    "part",
    [
        "(a:State)-[:ISSUED]->(b {id: 'x'}) ",
        "a.b = '1' AND ",
        "NOT ",
        "WITH 1 AS a, a AS b ",
        "RETURN collect(x)[0] + ",
    ],
)
def test_a_text_four_times_as_long_takes_no_more_than_about_four_times(check, part):
    assert least(check, part * 800) < 9 * least(check, part * 200) + 0.02


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("opener", ["(", "[", "({a: ", "-[a:B", "p = shortestPath((a)-[r]-("])
def test_brackets_without_an_end_are_refused_at_once(check, opener):
    start = time.process_time()
    with pytest.raises(QueryError, match=f"brackets more than {DEEPEST} deep at line 1, column"):
        check(opener * 100_000)
    assert time.process_time() - start < 1


def test_lists_in_lists_that_a_person_may_write_are_read():
    assert check_schema(f"RETURN {'[' * 40}{']' * 40} AS x") == []

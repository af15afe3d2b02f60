"""Comparing answers of two engines."""

import json
import math
from typing import Any

from graphkit.cypher.lint import lint_query
from graphkit.errors import GraphkitError
from graphkit.store.base import Store, as_plain


def same(left: object, right: object) -> bool:
    """Whether two values of an answer are equal: order counts, null is null alone, floats to twelve digits."""
    match left, right:
        case (list() | tuple(), list() | tuple()):
            return len(left) == len(right) and all(map(same, left, right))
        case (dict(), dict()):
            return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
        case (float(), float()):
            return math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-12) or (left != left and right != right)
        case _:
            return type(left) is type(right) and left == right


def same_or_linted(text: str, left: Any, right: Any) -> bool:
    """Whether two answers are equal, or the linter names why not; where it names only the order, the rows are equal."""
    rules = {remark.rule for remark in lint_query(text)}
    if "refused" not in (left, right) and rules == {"rows-without-order"}:
        left, right = ((columns, sorted(rows, key=_spell)) for columns, rows in (left, right))
        return same(left, right)
    return same(left, right) or bool(rules - {"rows-without-order"})


def _spell(row: Any) -> str:
    """Return a row as text that is the same whatever the order of keys."""
    return json.dumps(row, sort_keys=True, default=repr)


def ask(store: Store, text: str, params: dict[str, Any] | None = None) -> Any:
    """Return columns and rows in JSON terms, or 'refused' where the engine does not run it."""
    try:
        rows = store.query(text, params)
        return list(rows.columns), [[as_plain(v) for v in row] for row in rows]
    except GraphkitError:
        return "refused"

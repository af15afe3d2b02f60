"""What every engine checks before it is asked: one statement that reads, and a value for each parameter."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from graphkit.cypher.guard import refuse_writes
from graphkit.cypher.tokens import place, read_parameters, read_tokens
from graphkit.errors import QueryError

_PLAIN = (bool, float, str, date, time, timedelta, type(None))


def check_text(text: str, *, write: bool = False) -> None:
    """Raise QueryError unless a text is one statement, WriteRefusedError where it writes and ``write`` is False."""
    if not write:
        refuse_writes(text)
    tokens = read_tokens(text)
    ends = [i for i, t in enumerate(tokens) if t.text == ";"]
    if len(ends) == len(tokens):
        raise QueryError("The query is empty.")
    if ends and ends[0] < len(tokens) - 1:
        at = place(text, tokens[ends[0] + 1].start)
        raise QueryError(f"The query has a second statement at {at}. Ask one at a time.")


def fill_params(text: str, params: Mapping[str, Any] | None, graph: str) -> dict[str, Any]:
    """Return the parameters with the graph's name where the text asks for it; QueryError where one can't be used."""
    given, used = dict(params or {}), read_parameters(text)
    if "graph" in used:
        given.setdefault("graph", graph)
    missing = [p for p in used if p not in given]
    if missing:
        raise QueryError(f"The query needs a value for ${missing[0]}.")
    for name, value in given.items():
        _check_value(name, value)
    return given


def _check_value(name: str, value: Any) -> None:
    match value:
        case bool():
            return
        case int():
            if not -(2**63) <= value < 2**63:
                raise QueryError(f"The value of ${name} is beyond the whole numbers of Cypher (64 bits): {value}.")
        case list() | tuple():
            for item in value:
                _check_value(name, item)
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise QueryError(f"The value of ${name} is a map whose keys are not all text: {key!r}.")
                _check_value(name, item)
        case _ if not isinstance(value, _PLAIN):
            raise QueryError(f"The value of ${name} is of a kind that Cypher has not: {type(value).__name__}.")

"""What every engine checks before it is asked: one statement that reads, and a value for each parameter.

Also how every engine's refusal is told: the reason, and the place in the query.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from graphkit.cypher.guard import refuse_writes
from graphkit.cypher.meaning.clauses import Meaning, read_meaning
from graphkit.cypher.silent import Silent
from graphkit.cypher.tokens import place, read_parameters, read_tokens, show_place
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


def check_meaning(text: str, params: Mapping[str, Any] | None = None) -> Meaning:
    """Return what the query means; QueryError, with the place, for what no engine should answer.

    Neo4j refuses a variable that is not known, a wrong type or a column beside an aggregate; the embedded engines
    answer some of them.
    """
    meaning = read_meaning(read_tokens(text), params)
    if meaning.errors:
        raise form_error(text, meaning.errors[0])
    return meaning


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


def form_error(text: str, found: Silent) -> QueryError:
    """Return the error for a form that an engine would answer wrongly without a word."""
    at = _line_and_column(text, read_tokens(text)[found.at].start)
    return place_error(text, f"{found.reason}. {found.instead}.", at)


def place_error(text: str, reason: str, at: tuple[int, int] | None) -> QueryError:
    """Return the error that tells a reason and, where they are known, line and column, from 1."""
    if not at:
        return QueryError(f"The query can't be run: {reason}")
    return QueryError(f"The query can't be run: line {at[0]}, column {at[1]}: {reason}{show_place(text, *at)}")


def find_use(text: str, kind: str, name: str) -> tuple[int, int] | None:
    """Return line and column where a name is first used as a variable, function or property."""
    tokens = read_tokens(text)
    for i, token in enumerate(tokens):
        before = tokens[i - 1].text if i else ""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        fits = {
            "variable": before not in {".", ":"} and after not in {":", "("},
            "function": after == "(",
            "property": before == ".",
        }
        if token.text.strip("`") == name and fits[kind]:
            return _line_and_column(text, token.start)
    return None


def _line_and_column(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)

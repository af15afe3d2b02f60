"""Messages of the embedded engine as ours: one reason without class names, and the place in the query."""

import re
from collections.abc import Iterator
from itertools import chain

from graphkit.cypher.aggregates import HIDDEN, HOW_TO_NAME, find_hidden_aggregates
from graphkit.cypher.guard import HOW
from graphkit.cypher.meaning.clauses import Meaning
from graphkit.cypher.silent import Silent, find_silent
from graphkit.cypher.tokens import Token, place, read_tokens
from graphkit.errors import LimitError, QueryError, StoreError, WriteRefusedError
from graphkit.store.arcadedb_engine import HARD_LIMIT
from graphkit.store.asking import find_use, form_error, place_error
from graphkit.store.records import INDEXED

_WHERE = re.compile(r"line (\d+)(?::|, column )(\d+)")
_TYPED = frozenset({"id", *(name for _, name in INDEXED)})
"""Properties that the database declares to be text, for their index."""
_NAMED = re.compile(r"(variable|function|property) '([^']+)'", re.IGNORECASE)


def query_error(text: str, message: str) -> QueryError | StoreError:
    """Return the engine's message on a query as one of ours, with the place in the query."""
    if "command.timeout" in message:
        return LimitError(f"The query was stopped after {HARD_LIMIT:g} s. Narrow it down.")
    if "NotIdempotent" in message and (called := _find_call(text)):
        what = f"{text[called.start :].split('(')[0].strip()} is unknown to the embedded engine, or writes"
        return QueryError(f"The query can't be run: {place(text, called.start)}: {what}.")
    if "NotIdempotent" in message or "read only" in message.casefold():
        return WriteRefusedError(f"The engine takes the query for a writing one, and this is for reading. {HOW}.")
    return place_error(text, shorten(message), _find_place(text, message))


def _find_place(text: str, message: str) -> tuple[int, int] | None:
    """Return line and column, from 1: those that the engine tells, else of the first use of what it names."""
    told = _WHERE.search(message)
    if told:
        return int(told[1]), int(told[2]) + 1
    named = _NAMED.search(message)
    return find_use(text, named[1].casefold(), named[2]) if named else None


def _find_call(text: str) -> Token | None:
    """Return the first function or procedure with a dotted name: the engine takes those that it does not know for
    writing ones."""
    tokens = read_tokens(text)
    for i, token in enumerate(tokens[:-3]):
        begins = token.kind in {"word", "name"} and (i == 0 or tokens[i - 1].text != ".")
        end = i
        while begins and tokens[end + 1 : end + 2] and tokens[end + 1].text == ".":
            end += 2
        if end > i and tokens[end + 1 : end + 2] and tokens[end + 1].text == "(":
            return token
    return None


def silent_error(text: str, meaning: Meaning) -> QueryError | None:
    """Return an error for a query that the engine would answer wrongly without a word."""
    tokens = read_tokens(text)
    hidden = (Silent(at, HIDDEN, HOW_TO_NAME) for at in find_hidden_aggregates(tokens))
    found = next(chain(hidden, find_silent(tokens), meaning.lost, _made_alike(meaning)), None)
    return form_error(text, found) if found else None


def _made_alike(meaning: Meaning) -> Iterator[Silent]:
    """Yield indexed properties compared with values of another type: the engine makes them text first."""
    for found in meaning.unequal:
        if found.name in _TYPED:
            yield Silent(found.at, found.reason, "The embedded engine would find it equal; give the value as text")


def shorten(message: str) -> str:
    """Return the reason that a message gives, without class names, chains of causes and pictures."""
    cause = re.search(r"\(caused by (.*)\)$", message, flags=re.DOTALL)
    reason = message[: cause.start()] if cause else message
    reason = re.sub(r"^(?:Query failed|Command failed|Reading the result set failed|Failed to [^:]+): ", "", reason)
    reason = re.sub(r"(?:[a-z]+\.)+[A-Z]\w+: ", "", reason)
    if cause and reason.startswith("Error executing"):
        reason = re.sub(r"(?:[a-z]+\.)+[A-Z]\w+: ", "", cause[1])
    reason = re.sub(r'^For input string: (".*")$', r"\1 is not a number.", reason, flags=re.DOTALL)
    reason = re.sub(r"^Syntax error at line \d+:\d+ - ", "", reason)
    reason = re.sub(r" at line \d+, column \d+\n.*", "", reason, flags=re.DOTALL)
    return " ".join(re.sub(r"^[A-Z]\w+: (?:[A-Z]\w+ - )?", "", reason).split())

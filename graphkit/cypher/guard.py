"""Refuses writing queries before any engine sees them.

Engines refuse too (read-only files, read access mode), but not all of them, not everything (LOAD CSV reads files of
the server), and not before they start. The rule errs on the side of refusing: a variable named like a writing clause
has to stand in backticks.
"""

import re
from collections.abc import Sequence

from graphkit.cypher.tokens import Token, place, read_tokens
from graphkit.errors import WriteRefusedError

WRITING = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "DROP", "INSERT"})
"""Words that open a clause which writes, wherever it stands."""
ADMINISTRATION = frozenset({
    "ALTER", "GRANT", "REVOKE", "DENY", "START", "STOP", "TERMINATE", "RENAME", "ENABLE", "DISABLE", "REALLOCATE",
    "DEALLOCATE", "DRYRUN", "USE",
})  # fmt: skip
"""Words that open a statement about databases, users or servers."""
READING_PROCEDURES = frozenset({
    "db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization", "db.schema.nodetypeproperties",
    "db.schema.reltypeproperties", "db.info", "db.ping",
    "db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships",
})  # fmt: skip
"""The only procedures a reading query may call, in lower case; what is not here might write."""
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
HOW = "Add --write (write=True) if you mean it"


def refuse_writes(text: str) -> None:
    """Raise WriteRefusedError, with the place, where a query writes or might; QueryError where it can't be cut.

    Neo4j turns unicode escapes into characters before it reads a query, the embedded engine does not: both readings
    are checked.
    """
    _refuse(text)
    if _ESCAPE.search(text):
        _refuse(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text))


def _refuse(text: str) -> None:
    tokens = read_tokens(text)
    openings = {i + 1 for i, t in enumerate(tokens) if t.text == ";"} | {0}
    openings = {i + len(read_prefix(tokens[i:])) for i in openings}
    for i, token in enumerate(tokens):
        found = _writing_word(tokens, i) or (i in openings and token.upper in ADMINISTRATION and token.upper)
        found = found or _writing_call(tokens, i)
        if found:
            at = place(text, token.start)
            raise WriteRefusedError(f"{found} at {at} writes or might write, and this is for reading. {HOW}.")


def read_prefix(tokens: Sequence[Token]) -> list[str]:
    """Return the words before a statement's first clause: EXPLAIN, PROFILE, CYPHER with its version and options."""
    found, pre_parser = list[str](), False
    for i, token in enumerate(tokens):
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        option = pre_parser and (token.kind == "number" or "=" in {token.text, after} or tokens[i - 1].text == "=")
        if token.upper not in {"EXPLAIN", "PROFILE", "CYPHER"} and not option:
            break
        pre_parser = pre_parser or token.upper == "CYPHER"
        found.append(token.upper)
    return found


def _writing_word(tokens: Sequence[Token], i: int) -> str:
    """Return the writing clause that opens at a token, or nothing; names of things are no clauses."""
    token = tokens[i]
    before, after = (tokens[j] if 0 <= j < len(tokens) else None for j in (i - 1, i + 1))
    if token.upper == "LOAD" and after and after.upper == "CSV":
        return "LOAD CSV"
    if token.upper == "TERMINATE" and after and after.upper in {"TRANSACTION", "TRANSACTIONS"}:
        return "TERMINATE"
    if token.upper not in WRITING:
        return ""
    pair = tuple(t.upper for t in tokens[max(0, i - 2) : i])
    names = before is not None and (before.text in {".", ":", "(", "["} or pair == ("ORDER", "BY"))
    names = names or (pair[-1:] == ("AS",) and pair[0] != "AS")
    return "" if names or (after is not None and after.text == ":") else token.upper


def _writing_call(tokens: Sequence[Token], i: int) -> str:
    """Return the procedure called at a token unless it is known to read; also batches of transactions."""
    token = tokens[i]
    if token.upper == "TRANSACTIONS" and i and tokens[i - 1].upper in {"IN", "CONCURRENT"}:
        return "CALL … IN TRANSACTIONS"
    if token.upper != "CALL" or (i and tokens[i - 1].text in {".", ":"}):
        return ""
    name = ""
    for part in tokens[i + 1 :]:
        if part.kind not in {"word", "name"} and (part.text != "." or not name):
            break
        if part.kind == "word" and name and not name.endswith("."):
            break
        name += part.text.strip("`")
    return f"CALL {name}" if name and name.casefold() not in READING_PROCEDURES else ""

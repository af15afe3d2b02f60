"""Names what a query would answer differently on the two engines, why, and the form that both answer alike.

The rules were found by running tests/data/cypher-forms.txt and random queries on both engines; tests hold that every
form either gives equal rows or is named here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphkit.store.tokens import Token, place, read_tokens

AGGREGATES = frozenset(
    {"COUNT", "SUM", "AVG", "MIN", "MAX", "COLLECT", "STDEV", "STDEVP", "PERCENTILECONT", "PERCENTILEDISC"}
)
NOW = frozenset({"DATE", "TIME", "DATETIME", "LOCALTIME", "LOCALDATETIME"})
PORTABLE_SPACES = frozenset({"db", "dbms", "duration", "point"}) | {name.casefold() for name in NOW}
"""First words of dotted function and procedure names that both engines know."""
_PARTS = frozenset({"RETURN", "WITH"})
_CUTS = frozenset({"SKIP", "LIMIT", "OFFSET"})
_LISTS = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys", "dbms.components"})


@dataclass(frozen=True, slots=True)
class Remark:
    """One construct of a query that the engines answer differently."""

    rule: str
    where: str
    """Line and column, from 1."""
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of difference: where it stands in a query (positions of tokens), why it differs, what to write."""

    name: str
    reason: str
    instead: str
    find: Callable[[list[Token]], Iterator[int]]


def lint_query(text: str) -> list[Remark]:
    """Return the remarks on a query in the order of their places; QueryError where it can't be cut into tokens."""
    tokens = read_tokens(text)
    found = sorted((i, rule.name, rule) for rule in RULES for i in rule.find(tokens))
    return [Remark(rule.name, place(text, tokens[i].start), rule.reason, rule.instead) for i, _, rule in found]


def _calls(*names: str) -> Callable[[list[Token]], Iterator[int]]:
    """Return a finder of calls of functions that are not properties of something."""

    def find(tokens: list[Token]) -> Iterator[int]:
        for i, token in enumerate(tokens[:-1]):
            if token.upper in names and tokens[i + 1].text == "(" and not _after_dot(tokens, i):
                yield i

    return find


def _after_dot(tokens: list[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].text in {".", ":"}


def _words(*words: str, first: bool = False) -> Callable[[list[Token]], Iterator[int]]:
    """Return a finder of a run of words, anywhere or at the beginning."""

    def find(tokens: list[Token]) -> Iterator[int]:
        for i in range(1 if first else len(tokens)):
            run = tuple(t.upper for t in tokens[i : i + len(words)])
            if run == words and not _after_dot(tokens, i):
                yield i

    return find


def _any(*finders: Callable[[list[Token]], Iterator[int]]) -> Callable[[list[Token]], Iterator[int]]:
    return lambda tokens: (i for find in finders for i in find(tokens))


def _now(tokens: list[Token]) -> Iterator[int]:
    for i in _calls(*sorted(NOW))(tokens):
        if i + 2 < len(tokens) and tokens[i + 2].text == ")":
            yield i


def _keys(tokens: list[Token]) -> Iterator[int]:
    """Yield ``keys(…)`` unless it is unwound, where the rows can be ordered, or only counted."""
    for i in _calls("KEYS")(tokens):
        before = tokens[i - 1].upper if i else ""
        counted = i > 1 and tokens[i - 1].text == "(" and tokens[i - 2].upper == "SIZE"
        if before not in {"UNWIND", "IN"} and not counted:
            yield i


def _collect(tokens: list[Token]) -> Iterator[int]:
    """Yield ``collect(…)`` where nothing ordered the rows before; not where only its size is taken."""
    ordered = False
    for i, token in enumerate(tokens[:-1]):
        ordered |= token.upper == "ORDER"
        if token.upper != "COLLECT" or tokens[i + 1].text != "(" or ordered:
            continue
        if not (i > 1 and tokens[i - 1].text == "(" and tokens[i - 2].upper == "SIZE"):
            yield i


def _parts(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each RETURN and WITH up to the next clause that reads or the end."""
    ends = _PARTS | {"MATCH", "UNWIND", "CALL", "OPTIONAL", "UNION"}
    starts = [i for i, t in enumerate(tokens) if t.upper in _PARTS and not _string_with(tokens, i)]
    for i in starts:
        depth = 0
        for j in range(i + 1, len(tokens)):
            depth += (tokens[j].text in "([{") - (tokens[j].text in ")]}")
            if depth < 0 or (depth == 0 and tokens[j].upper in ends and not _string_with(tokens, j)):
                yield i, j
                break
        else:
            yield i, len(tokens)


def _string_with(tokens: list[Token], i: int) -> bool:
    """Whether a WITH belongs to STARTS WITH or ENDS WITH."""
    return i > 0 and tokens[i].upper == "WITH" and tokens[i - 1].upper in {"STARTS", "ENDS"}


def _has_order(tokens: list[Token]) -> bool:
    return any(a.upper == "ORDER" and b.upper == "BY" for a, b in zip(tokens, tokens[1:], strict=False))


def _unordered_cut(tokens: list[Token]) -> Iterator[int]:
    for start, end in _parts(tokens):
        cut = [i for i in range(start, end) if tokens[i].upper in _CUTS and not _after_dot(tokens, i)]
        if cut and not _has_order(tokens[start:end]):
            yield cut[0]


def _unordered_rows(tokens: list[Token]) -> Iterator[int]:
    """Yield the last RETURN when it can give several rows and does not order them."""
    reads = any(t.upper in {"MATCH", "UNWIND", "CALL", "UNION"} for t in tokens)
    last = [p for p in _parts(tokens) if tokens[p[0]].upper == "RETURN"][-1:]
    for start, end in last:
        part = tokens[start:end]
        cut = any(t.upper in _CUTS for t in part)
        if reads and not cut and not _has_order(part) and not _is_one_row(part[1:]):
            yield start


def _is_one_row(items: list[Token]) -> bool:
    """Whether every item of a RETURN is an aggregate, so that there is one row."""
    depth, first = 0, True
    for token in items:
        if first and depth == 0 and token.upper not in AGGREGATES and token.upper != "DISTINCT":
            return False
        depth += (token.text in "([{") - (token.text in ")]}")
        first = depth == 0 and token.text == ","
    return True


def _pattern_in_size(tokens: list[Token]) -> Iterator[int]:
    for i in _calls("SIZE")(tokens):
        if [t.text for t in tokens[i + 2 : i + 3]] == ["("]:
            yield i


def _dotted(tokens: list[Token]) -> Iterator[int]:
    """Yield the first word of a dotted function or procedure that belongs to a plugin."""
    for i, token in enumerate(tokens[:-2]):
        if token.kind != "word" or _after_dot(tokens, i) or tokens[i + 1].text != ".":
            continue
        j = i
        while j + 2 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 2].kind == "word":
            j += 2
        called = j + 1 < len(tokens) and tokens[j + 1].text == "(" or (i and tokens[i - 1].upper == "CALL")
        if called and j > i and token.text.casefold() not in PORTABLE_SPACES:
            yield i


def _listing(tokens: list[Token]) -> Iterator[int]:
    for i, token in enumerate(tokens[:-3]):
        name = "".join(t.text for t in tokens[i + 1 : i + 4]).casefold()
        if token.upper == "CALL" and name in _LISTS:
            yield i


def _underscored(tokens: list[Token]) -> Iterator[int]:
    for i, token in enumerate(tokens[1:], 1):
        before = tokens[i - 1]
        if token.text.startswith("_") and before.kind == "number" and before.start + len(before.text) == token.start:
            yield i - 1


def _text_plus_truth(tokens: list[Token]) -> Iterator[int]:
    for i in range(1, len(tokens) - 1):
        sides = (tokens[i - 1], tokens[i + 1])
        kinds, truth = {t.kind for t in sides}, any(t.upper in {"TRUE", "FALSE"} for t in sides)
        if tokens[i].text == "+" and kinds == {"string", "word"} and truth:
            yield i


def _new_clauses(tokens: list[Token]) -> Iterator[int]:
    """Yield clauses of later Cypher: LET and FILTER where a clause may open."""
    for i, token in enumerate(tokens[:-1]):
        before = tokens[i - 1].text if i else ""
        opens = i == 0 or before in {")", "}", ";"} or tokens[i - 1].kind in {"word", "number"}
        follows = tokens[i + 1].kind == "word"
        if token.upper in {"LET", "FILTER"} and opens and follows and before.upper() not in {"AS", "."}:
            yield i


RULES = (
    Rule("engine-id", "Each engine numbers its records in its own way, and anew with each build.",
         "Use the property id, which is the same everywhere.", _calls("ID", "ELEMENTID")),
    Rule("chance-and-now", "The answer differs from run to run.",
         "Give the value as a parameter.", _any(_calls("RAND", "RANDOMUUID", "TIMESTAMP"), _now)),
    Rule("order-of-keys", "The order of a map's or node's keys is not defined.",
         "UNWIND keys(x) AS key RETURN key ORDER BY key.", _keys),
    Rule("order-of-collect", "collect() takes rows in the engine's order unless they were ordered before.",
         "WITH … ORDER BY … before the collect(), or COLLECT { … RETURN … ORDER BY … }.", _collect),
    Rule("cut-without-order", "LIMIT or SKIP without ORDER BY cuts off different rows.",
         "Add ORDER BY with a last key that is unique, such as id.", _unordered_cut),
    Rule("rows-without-order", "Rows come in the engine's order.",
         "Add ORDER BY with a last key that is unique, such as id.", _unordered_rows),
    Rule("shortest-prefix", "The embedded engine does not know ANY SHORTEST, ALL SHORTEST and SHORTEST n.",
         "Use shortestPath(…) or allShortestPaths(…).",
         _any(_words("ANY", "SHORTEST"), _words("ALL", "SHORTEST"), _words("MATCH", "SHORTEST"))),
    Rule("listing", "The embedded engine lists all labels and types of the ontology, Neo4j those it has ever used.",
         "MATCH (n) RETURN DISTINCT labels(n)[0] AS label ORDER BY label.", _listing),
    Rule("plan-or-schema", "Plans, indexes and constraints are the engine's own.",
         "Ask the graph, not the engine; `graphkit schema` shows labels and types.",
         _any(_words("SHOW", first=True), _words("EXPLAIN", first=True), _words("PROFILE", first=True))),
    Rule("version-prefix", "The embedded engine does not know the prefix CYPHER.", "Leave it out.",
         _words("CYPHER", first=True)),
    Rule("plugin", "Functions and procedures of plugins (apoc, gds, algo) are on one engine only.",
         "Use Cypher's own functions, or an analysis of graphkit.", _dotted),
    Rule("exists-of-property", "Neo4j 5 no longer has exists(x.property).",
         "x.property IS NOT NULL.", _calls("EXISTS")),
    Rule("size-of-pattern", "Neo4j 5 no longer has size() of a pattern.",
         "COUNT { (a)-[:TYPE]->() }.", _pattern_in_size),
    Rule("underscored-number", "The embedded engine does not read 1_000.", "Write 1000.", _underscored),
    Rule("text-plus-truth", "The embedded engine joins text and a truth value, Neo4j refuses it.",
         "'text' + toString(true).", _text_plus_truth),
    Rule("later-clause", "LET and FILTER are of a later Cypher than Neo4j 5 speaks.",
         "WITH *, x AS y; WITH * WHERE ….", _new_clauses),
)  # fmt: skip
"""All rules; docs/cypher.md lists them."""


def rules_markdown() -> str:
    """Return the table of rules for docs/cypher.md."""
    lines = ["| rule | what differs | write instead |", "|---|---|---|"]
    lines += [f"| {r.name} | {r.reason} | {_cell(r.instead)} |" for r in RULES]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"\|", r"\\|", text)

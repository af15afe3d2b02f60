"""Names what a query would answer differently on the two engines, why, and the form that both answer alike.

The rules were found by running tests/data/cypher-forms.txt and random queries on both engines; tests hold that every
form either gives equal rows or is named here. What tokens alone can't tell is listed in docs/cypher.md.
"""

from dataclasses import dataclass

from graphkit.cypher.aggregates import HIDDEN, HOW_TO_NAME, find_hidden_aggregates
from graphkit.cypher.finders import Finder, find_any, find_arguments, find_calls, find_words
from graphkit.cypher.lint import forms, order
from graphkit.cypher.silent import find_columns_after_star, find_conditions_on_shortest, find_returned_shortest
from graphkit.cypher.tokens import place, read_tokens

LATER = (
    "SINH", "COSH", "TANH", "COTH", "CEILING", "LN", "FORMAT", "PATH_LENGTH", "COLLECT_LIST", "PERCENTILE_CONT",
    "PERCENTILE_DISC", "STDEV_SAMP", "STDEV_POP", "LOCAL_TIME", "LOCAL_DATETIME", "ZONED_TIME", "ZONED_DATETIME",
    "DURATION_BETWEEN",
)  # fmt: skip
"""Functions of Cypher 25 that the embedded engine has."""


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
    find: Finder


def lint_query(text: str) -> list[Remark]:
    """Return the remarks on a query in the order of their places; QueryError where it can't be cut into tokens."""
    tokens = read_tokens(text)
    found = sorted({(i, rule.name): rule for rule in RULES for i in rule.find(tokens)}.items())
    return [Remark(name, place(text, tokens[i].start), rule.reason, rule.instead) for (i, name), rule in found]


RULES = (
    Rule("engine-id", "Each engine numbers its records in its own way, and anew with each build.",
         "Use the property id, which is the same everywhere.", find_calls("ID", "ELEMENTID")),
    Rule("chance-and-now", "The answer differs from run to run.",
         "Give the value as a parameter.", find_any(find_calls("RAND", "RANDOMUUID", "TIMESTAMP"), order.find_now)),
    Rule("order-of-keys", "The order of a map's or node's keys is not defined.",
         "UNWIND keys(x) AS key RETURN key ORDER BY key.", order.find_keys),
    Rule("order-of-labels", "A node's labels come in the engine's order, and statements, states and bodies have two.",
         "[l IN labels(n) WHERE NOT l IN ['Statement', 'Actor']][0].", order.find_labels),
    Rule("order-of-collect", "collect(), COLLECT { … } and [(a)-->(b) | …] take rows in the engine's order.",
         "WITH … ORDER BY … before the collect(), or COLLECT { … RETURN … ORDER BY … }.", order.find_collect),
    Rule("cut-without-order", "LIMIT or SKIP without ORDER BY cuts off different rows.",
         "Add ORDER BY with a last key that is unique, such as id.", order.find_unordered_cut),
    Rule("rows-without-order", "Rows come in the engine's order.",
         "Add ORDER BY with a last key that is unique, such as id.", order.find_unordered_rows),
    Rule("shortest-prefix", "The embedded engine does not know ANY SHORTEST, ALL SHORTEST and SHORTEST n.",
         "Use shortestPath(…) or allShortestPaths(…).",
         find_any(find_words("ANY", "SHORTEST"), find_words("ALL", "SHORTEST"), find_words("MATCH", "SHORTEST"))),
    Rule("condition-on-shortest",
         "Neo4j searches the shortest path that meets the condition; the embedded engine would filter afterwards.",
         "Types and labels inside the pattern, or MATCH p = allShortestPaths(…) WITH p WHERE … for a later filter.",
         find_conditions_on_shortest),
    Rule("one-of-shortest", "Which of several equally short paths comes is not defined.",
         "allShortestPaths(…) with ORDER BY.", find_returned_shortest),
    Rule("columns-after-star", "The embedded engine loses the columns after RETURN *.",
         "WITH *, expression AS name RETURN *.", find_columns_after_star),
    Rule("listing", "Procedures tell of the engine: embedded all labels of the ontology, Neo4j those ever used.",
         "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label.", forms.find_listing),
    Rule("search-score", "Each engine scores the finds of a full-text search in its own way.",
         "YIELD node only, and ORDER BY a property of it.", forms.find_search_score),
    Rule("plan-or-schema", "Plans, indexes and constraints are the engine's own.",
         "Ask the graph, not the engine; `graphkit schema` shows labels and types.",
         find_any(*(find_words(word, first=True) for word in ("SHOW", "EXPLAIN", "PROFILE")))),
    Rule("version-prefix", "The embedded engine does not know the prefix CYPHER.", "Leave it out.",
         find_words("CYPHER", first=True)),
    Rule("plugin", "Functions and procedures of plugins (apoc, gds, algo) are on one engine only.",
         "Use Cypher's own functions, or an analysis of graphkit.", forms.find_dotted),
    Rule("exists-of-property", "Neo4j 5 no longer has exists(x.property).",
         "x.property IS NOT NULL.", find_calls("EXISTS")),
    Rule("underscored-number", "The embedded engine does not read 1_000.", "Write 1000.", forms.find_underscored),
    Rule("text-plus-other", "The embedded engine joins text and truth values, dates, times and durations, Neo4j not.",
         "'text' + toString(true).", forms.find_text_plus_other),
    Rule("time-as-text", "toString() of a time leaves out seconds that are zero on the embedded engine only.",
         "Return the time itself: both engines give the same text.", forms.find_time_as_text),
    Rule("later-cypher", "Of a later Cypher than Neo4j 5 speaks.",
         "The older form, such as WITH *, x AS y for LET and ceil() for ceiling().",
         find_any(forms.find_later_clauses, find_words("DIFFERENT", "RELATIONSHIPS"), find_calls(*LATER))),
    Rule("other-sign", "Neo4j 5 does not read != and |:.", "Write <> and |.", forms.find_other_signs),
    Rule("hidden-aggregate", f"{HIDDEN[0].upper()}{HIDDEN[1:]}.", f"{HOW_TO_NAME}.", find_hidden_aggregates),
    Rule("percentile-of-integers", "Of whole numbers, percentileCont() is always a float on the embedded engine only.",
         "percentileCont(toFloat(x), 0.5).", forms.find_percentile),
    Rule("malformed-pattern", "Neo4j refuses a malformed regular expression, embedded it matches nothing.",
         "Close its brackets; a sign stands for itself after \\\\.", forms.find_malformed_patterns),
    Rule("list-of-separators", "The embedded engine splits at one separator only.",
         "split(replace(x, ';', ','), ',').", find_arguments("SPLIT", 1, "[")),
    Rule("round-to-tens", "Neo4j 5 rounds to no fewer than 0 digits.",
         "round(x / 10.0) * 10.", find_arguments("ROUND", 1, "-")),
    Rule("range-with-step", "Neo4j's range() gives one number where a step other than 1 leads away from the end.",
         "[i IN range(a, b) WHERE (i - a) % step = 0].", forms.find_open_ranges),
    Rule("zone-with-seconds", "What comes from Neo4j has no seconds in the offset of a time zone.",
         "Offsets of whole minutes, or the place in UTC.", forms.find_zones_with_seconds),
    Rule("type-as-text", "The engines tell the type of a list's items in different words.",
         "x IS :: LIST<STRING>.", find_calls("VALUETYPE")),
)  # fmt: skip
"""All rules; docs/cypher.md lists them."""

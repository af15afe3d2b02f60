"""Compares a query with the closed ontology before it runs: names that don't exist, directions that can't match.

Engines answer such a query with no rows or empty cells, which reads as "nobody says so". The check looks at the tokens
alone: what a variable is, it takes from the patterns that name it, and where they don't say, it stays silent.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.cypher.guard import refuse_writes
from graphkit.cypher.meaning.clauses import read_meaning
from graphkit.cypher.owners import find_classes, find_properties, known_labels, with_label
from graphkit.cypher.patterns import NAMES, Part, read_patterns
from graphkit.cypher.tokens import Token, place, read_tokens
from graphkit.errors import WriteRefusedError
from graphkit.graph.ontology import LINK_TYPES


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place of a query that can't match anything a graph of this ontology holds."""

    where: str
    """Line and column, from 1."""
    reason: str


def check_schema(text: str, params: Mapping[str, Any] | None = None) -> list[Doubt]:
    """Return what the ontology says can't be right in a query, in order; QueryError where it can't be cut into tokens.

    With ``params``, their values' types are compared with those of properties too.

    >>> [doubt.reason for doubt in check_schema("MATCH (s:Stat) RETURN s.id")]
    ["no label is named 'Stat'. Did you mean 'State'?"]
    """
    tokens = read_tokens(text)
    nodes, links = read_patterns(tokens)
    nodes = [n for n in nodes if n.variable or n.names or n.keys]
    found = [*_names(nodes, known_labels(), "label"), *_names(links, frozenset(LINK_TYPES), "link type")]
    found += _label_predicates(tokens, nodes, links)
    found += [*_properties(tokens, nodes, links), *_directions(tokens, nodes, links)]
    found += [(u.at, u.reason) for u in read_meaning(tokens, params).unequal]
    return [Doubt(place(text, tokens[i].start), reason) for i, reason in sorted(set(found))]


def find_errors(text: str) -> list[Doubt]:
    """Return what Neo4j refuses in a query, what ArcadeDB can't be asked and where the reading ends, in order.

    >>> [doubt.reason for doubt in find_errors("MATCH (a), (b) WITH a RETURN {x: b.id} AS m")]
    ["Variable 'b' not defined. Name it in a MATCH, WITH or UNWIND before."]
    """
    tokens = read_tokens(text)
    meaning = read_meaning(tokens)
    unread = [meaning.unread] if meaning.unread and not _writes(text) else []
    found = sorted({*meaning.errors, *meaning.lost, *unread}, key=lambda one: one.at)
    return [Doubt(place(text, tokens[one.at].start), f"{one.reason}. {one.instead}.") for one in found]


def _writes(text: str) -> bool:
    try:
        refuse_writes(text)
    except WriteRefusedError:
        return True
    return False


def _names(parts: Iterable[Part], known: frozenset[str], kind: str) -> Iterator[tuple[int, str]]:
    for part in parts:
        for at, name in part.names.items():
            if name not in known:
                yield at, _unknown(kind, name, known)


def _label_predicates(tokens: Sequence[Token], nodes: list[Part], links: list[Part]) -> list[tuple[int, str]]:
    """Return unknown names in conditions such as ``n:Body``; the colon of a map key is none."""
    inside = {i for part in (*nodes, *links) for i in range(part.start, part.end + 1) if part.names or part.keys}
    variables = {part.variable: "label" for part in nodes} | {part.variable: "link type" for part in links}
    found = list[tuple[int, str]]()
    for i in range(1, len(tokens) - 1):
        before = tokens[i - 1]
        key = i > 1 and tokens[i - 2].text in {"{", ","}
        kind = variables.get(before.text, "")
        if tokens[i].text == ":" and i not in inside and kind and not key and tokens[i + 1].kind in NAMES:
            known = known_labels() if kind == "label" else frozenset(LINK_TYPES)
            name = tokens[i + 1].text.strip("`")
            found += [] if name in known else [(i + 1, _unknown(kind, name, known))]
    return found


def _properties(tokens: Sequence[Token], nodes: list[Part], links: list[Part]) -> Iterator[tuple[int, str]]:
    owned = _owned(nodes, links)
    for part, known in _with_properties(nodes, links):
        for at, key in part.keys.items():
            if known and key not in known:
                yield at, _unknown("property", key, known, _whose(part))
    for i in range(1, len(tokens) - 1):
        variable, name = tokens[i - 1], tokens[i + 1]
        called = i + 2 < len(tokens) and tokens[i + 2].text == "("
        chained = i > 1 and tokens[i - 2].text == "."
        if tokens[i].text != "." or variable.kind not in NAMES or name.kind not in NAMES or called or chained:
            continue
        word = name.text.strip("`")
        if variable.text in owned and word not in owned[variable.text][0]:
            known, owner = owned[variable.text]
            yield i + 1, _unknown("property", word, known, _whose(owner))


def _with_properties(nodes: list[Part], links: list[Part]) -> Iterator[tuple[Part, frozenset[str]]]:
    """Yield each part with the names of the properties that it may have."""
    yield from ((n, frozenset(find_properties(n, link=False))) for n in nodes)
    yield from ((k, frozenset(find_properties(k, link=True))) for k in links)


def _owned(nodes: list[Part], links: list[Part]) -> dict[str, tuple[frozenset[str], Part]]:
    """Return variable -> the properties it may have, for variables that patterns name in one sense only."""
    found = dict[str, tuple[frozenset[str], Part]]()
    for part, known in _with_properties(nodes, links):
        if part.variable and known:
            before, first = found.get(part.variable, (frozenset[str](), part))
            narrower = known if not before else (before & known or before | known)
            found[part.variable] = (narrower, first if first.names else part)
    return found


def _whose(part: Part) -> str:
    names = " or ".join(dict.fromkeys(part.names.values()))
    return f" of {names}" if names and not part.negated else ""


def _directions(tokens: Sequence[Token], nodes: list[Part], links: list[Part]) -> Iterator[tuple[int, str]]:
    """Yield links whose type never joins what the pattern puts at its ends, in that direction."""
    ends, starts = {n.end: n for n in nodes}, {n.start: n for n in nodes}
    labelled = {n.variable: n for n in nodes if n.variable and n.names}
    for link in links:
        star = any(t.text == "*" for t in tokens[link.start : link.end])
        if not link.names or link.negated or star or any(n not in LINK_TYPES for n in link.names.values()):
            continue
        left_arrow = link.start >= 2 and tokens[link.start - 2].text == "<"
        right = [t.text for t in tokens[link.end + 1 : link.end + 3]] == ["-", ">"]
        left = ends.get(link.start - 3 if left_arrow else link.start - 2)
        after = starts.get(link.end + 3 if right else link.end + 2)
        if left is None or after is None or left_arrow == right:
            continue
        pair = [find_classes(labelled.get(n.variable, n)) for n in (left, after)]
        source, target = reversed(pair) if left_arrow else pair
        yield from _impossible(link, source, target)


def _impossible(link: Part, source: frozenset[str], target: frozenset[str]) -> Iterator[tuple[int, str]]:
    names = list(link.names.values())
    ends = {pair for name in names for pair in LINK_TYPES[name].ends}
    if any(a in source and b in target for a, b in ends):
        return
    types = "|".join(names)
    turned = any(b in source and a in target for a, b in ends)
    shown = " or ".join(sorted({f"({_short(ends, 0)})-[:{types}]->({_short(ends, 1)})"}))
    hint = f"it is the other way round: {shown}" if turned else f"it is {shown}"
    yield next(iter(link.names)), f"{types} never joins these labels in this direction; {hint}"


def _short(ends: Iterable[tuple[str, str]], side: int) -> str:
    labels = {pair[side] for pair in ends}
    common = [name for name in sorted(known_labels()) if len(with_label(name)) > 1 and with_label(name) <= labels]
    for name in common:
        labels = (labels - with_label(name)) | {name}
    return "|".join(f":{label}" for label in sorted(labels)).replace("|:", "|")


def _unknown(kind: str, name: str, known: Iterable[str], whose: str = "") -> str:
    folded = {k.casefold(): k for k in sorted(known)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    hint = f"Did you mean '{folded[near[0]]}'?" if near else f"Known: {', '.join(sorted(folded.values())[:12])} …"
    return f"no {kind}{whose} is named '{name}'. {hint}"

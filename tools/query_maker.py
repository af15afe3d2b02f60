"""Queries over the ontology, drawn from a seed: each form asks what the schema allows, with values the graph holds."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node


@dataclass(slots=True)
class Maker:
    """What queries are drawn from: the labels, properties, values and triples (label, link type, label) of a graph."""

    chance: random.Random
    values: dict[str, dict[str, list[Any]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    triples: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def of_graph(cls, graph: Graph, seed: int) -> "Maker":
        """Return the maker of a graph; the same graph and seed draw the same queries."""
        made = cls(random.Random(seed))
        for node in graph.nodes(Node):
            for key, value in node.properties().items():
                if not isinstance(value, list):
                    made.values[node.label][key].append(value)
        labels = {n.id: n.label for n in graph.nodes(Node)}
        made.triples = sorted({(labels[k.source], k.type_name(), labels[k.target]) for k in graph.links(Link)})
        return made

    def triple(self, start: str = "") -> tuple[str, str, str]:
        """Return a triple of the graph, one that begins or ends at a label where it is given and there is one."""
        fitting = [t for t in self.triples if not start or start in {t[0], t[2]}]
        return self.chance.choice(fitting or self.triples)

    def key(self, label: str) -> str:
        """Return a property that nodes of a label have."""
        return self.chance.choice(sorted(self.values[label]))

    def literal(self, label: str, key: str) -> str:
        """Return a value of a property as Cypher writes it."""
        return quote(self.chance.choice(self.values[label][key]))

    def condition(self, name: str, label: str) -> str:
        """Return a condition on a node: equal, unequal, greater, in a list, part of a text, known or not."""
        key = self.key(label)
        value, of = self.literal(label, key), f"{name}.{key}"
        is_text = value.startswith("'")
        part = quote(str(self.chance.choice(self.values[label][key]))[1:4])
        forms = [f"{of} = {value}", f"{of} <> {value}", f"{of} >= {value}", f"{of} < {value}", f"{of} IS NOT NULL",
                 f"{of} IN [{value}, {self.literal(label, key)}]", f"NOT {of} = {value}",
                 f"coalesce({of}, '') <> ''"]  # fmt: skip
        texts = [f"{of} CONTAINS {part}", f"toLower({of}) STARTS WITH toLower({part})", f"size({of}) > 12"]
        both = f"({self.chance.choice(forms)} OR {of} IS NULL)"
        return self.chance.choice([*forms, both, *(texts if is_text else [])])

    def hop(self, left: str, right: str, start: str = "") -> tuple[str, str, str]:
        """Return (label of left, pattern, label of right), in either direction, left of label ``start`` if given."""
        source, kind, target = self.triple(start)
        if start == target and (start != source or self.chance.random() < 0.5):
            return target, f"({left}:{target})<-[r_{right}:{kind}]-({right}:{source})", source
        return source, f"({left}:{source})-[r_{right}:{kind}]->({right}:{target})", target


def quote(value: Any) -> str:
    """Return a value as a literal of Cypher."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    return repr(value)


def _finish(head: str, items: dict[str, str], cut: str = "", distinct: bool = False) -> str:
    """Return a query that ends with columns, ordered by all of them."""
    shown = ", ".join(f"{value} AS {name}" for name, value in items.items())
    return f"{head}\nRETURN {'DISTINCT ' * distinct}{shown}\nORDER BY {', '.join(items)}{cut}"


def _nodes(m: Maker) -> str:
    label = m.chance.choice(sorted(m.values))
    cut = m.chance.choice(["", "\nLIMIT 5", "\nSKIP 2 LIMIT 3"])
    return _finish(f"MATCH (n:{label})\nWHERE {m.condition('n', label)}", {"id": "n.id", "x": f"n.{m.key(label)}"}, cut)


def _hop(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    test = m.condition(*m.chance.choice([("a", a), ("b", b)]))
    return _finish(f"MATCH {pattern}\nWHERE {test}", {"a": "a.id", "b": "b.id", "t": "type(r_b)", "s": "r_b.score"})


def _chain(m: Maker) -> str:
    _, first, b = m.hop("a", "b")
    _, second, c = m.hop("b", "c", b)
    test = m.condition("c", c)
    return _finish(
        f"MATCH {first}\nMATCH {second}\nWHERE {test}", {"a": "a.id", "c": "c.id"}, "\nLIMIT 50", distinct=True
    )


def _one_pattern(m: Maker) -> str:
    _, first, b = m.hop("a", "b")
    _, second, _ = m.hop("b", "c", b)
    joined = first + second[second.index(")") + 1 :]
    return _finish(f"MATCH {joined}\nWHERE a.id <> c.id", {"b": "b.id", "n": "count(*)", "d": "count(DISTINCT c)"})


def _optional(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    head = f"MATCH (a:{a})\nOPTIONAL MATCH {pattern}\nWHERE {m.condition('b', b)}"
    return _finish(head, {"a": "a.id", "n": "count(b)", "low": "min(b.id)", "high": f"max(b.{m.key(b)})"})


def _groups(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    items = {"k": f"a.{m.key(a)}", "n": "count(*)", "d": f"count(DISTINCT b.{m.key(b)})", "s": "round(sum(r_b.score))"}
    return _finish(f"MATCH {pattern}", items)


def _having(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    head = f"MATCH {pattern}\nWITH a, count(b) AS n, min(b.{m.key(b)}) AS low\nWHERE n > {m.chance.randint(1, 4)}"
    return _finish(head, {"n": "n", "a": "a.id", "low": "low", "x": f"a.{m.key(a)}"}, "\nLIMIT 20")


def _exists(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    inner = pattern.replace(f"(a:{a})", "(a)")
    test = m.chance.choice([
        f"EXISTS {{ MATCH {inner} WHERE {m.condition('b', b)} }}",
        f"NOT EXISTS {{ {inner} }}",
        f"COUNT {{ {inner} }} > 1",
        f"EXISTS {{ {inner} }} AND {m.condition('a', a)}",
    ])  # fmt: skip
    return _finish(f"MATCH (a:{a})\nWHERE {test}", {"id": "a.id", "n": f"COUNT {{ {inner} }}"})


def _collected(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    head = f"MATCH {pattern}\nWITH a, b ORDER BY b.id\nWITH a, collect(DISTINCT b.{m.key(b)}) AS xs"
    some = "[x IN xs WHERE x IS NOT NULL | toString(x)][0..3]"
    items = {"a": "a.id", "n": "size(xs)", "first": "head(xs)", "some": some,
             "any": f"any(x IN xs WHERE x = {m.literal(b, m.key(b))})"}  # fmt: skip
    return _finish(head, items)


def _subquery_list(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    inner = pattern.replace(f"(a:{a})", "(a)")
    xs = f"COLLECT {{ MATCH {inner} RETURN DISTINCT b.id AS id ORDER BY id LIMIT 4 }}"
    return _finish(f"MATCH (a:{a})\nWHERE {m.condition('a', a)}", {"a": "a.id", "xs": xs, "x": f"a.{m.key(a)}"})


def _call(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    inner = pattern.replace(f"(a:{a})", "(a)")
    head = f"MATCH (a:{a})\nCALL (a) {{ MATCH {inner} RETURN count(b) AS n, max(b.{m.key(b)}) AS most }}"
    return _finish(head, {"n": "n", "a": "a.id", "most": "most"})


def _values_of_rows(m: Maker) -> str:
    """Return a query whose second pattern takes a value that the first found, in its map or in WHERE."""
    a = m.chance.choice(sorted(m.values))
    key = m.key(a)
    second = m.chance.choice([f"MATCH (c:{a} {{{key}: value}})", f"MATCH (c:{a})\nWHERE c.{key} = value"])
    head = f"MATCH (n:{a})\nWHERE {m.condition('n', a)}\nWITH n.{key} AS value, count(n) AS n\n{second}"
    return _finish(head, {"v": "value", "n": "n", "m": "count(c)", "low": "min(c.id)"})


def _unwind(m: Maker) -> str:
    label = m.chance.choice(sorted(m.values))
    ids = ", ".join(m.literal(label, "id") for _ in range(3))
    head = f"UNWIND [{ids}, 'none'] AS id\nOPTIONAL MATCH (n:{label} {{id: id}})"
    return _finish(head, {"id": "id", "x": f"n.{m.key(label)}", "known": "n IS NOT NULL"}, distinct=True)


def _paths(m: Maker) -> str:
    a, kind, b = m.chance.choice([t for t in m.triples if t[0] == t[2] or t[1] in {"PART_OF", "MEMBER_OF", "NEXT"}])
    head = f"MATCH p = (a:{a})-[:{kind}*1..3]->(b)"
    return _finish(head, {"a": "a.id", "b": "b.id", "n": "length(p)", "ids": "[n IN nodes(p) | n.id]"}, "\nLIMIT 40")


def _path_conditions(m: Maker) -> str:
    _, kind, _ = m.triple("State")
    other = m.literal("State", "id")
    tests = [f"none(r IN relationships(p) WHERE type(r) = '{kind}')", "all(n IN nodes(p) WHERE NOT n:Document)",
             "size(relationships(p)) = 2", "any(r IN relationships(p) WHERE r.score < 1)"]  # fmt: skip
    head = f"MATCH p = (a:State {{id: {other}}})-[*1..2]-(b:Objective)\nWHERE {m.chance.choice(tests)}"
    return _finish(head, {"b": "b.id", "n": "count(p)", "short": "min(length(p))"})


def _shortest(m: Maker) -> str:
    a, b = m.literal("State", "id"), m.literal("State", "id")
    kind = m.chance.choice(["", ":MEMBER_OF", ":MEMBER_OF|ISSUED|SAID_BY"])
    call = m.chance.choice(["shortestPath", "allShortestPaths"])
    ends = f"MATCH (a:State {{id: {a}}}), (b:State {{id: {b}}})\nWHERE a.id <> b.id"
    return f"{ends}\nMATCH p = {call}((a)-[{kind}*..4]-(b))\nRETURN length(p) AS n, count(p) AS m\nORDER BY n"


def _union(m: Maker) -> str:
    parts = []
    for n in ("a", "b"):
        label = m.chance.choice(sorted(m.values))
        parts.append(f"MATCH ({n}:{label})\nWHERE {m.condition(n, label)}\nRETURN {n}.id AS id, {n}.graph AS graph")
    both = "\nUNION\n".join(parts)
    return f"CALL () {{\n{both}\n}}\nRETURN id, graph\nORDER BY id, graph\nLIMIT 30"


def _case(m: Maker) -> str:
    a, pattern, b = m.hop("a", "b")
    case = f"CASE WHEN {m.condition('b', b)} THEN 'yes' WHEN {m.condition('b', b)} THEN 'half' ELSE 'no' END"
    return _finish(f"MATCH {pattern}\nWITH a, {case} AS k", {"k": "k", "n": "count(DISTINCT a)", "low": "min(a.id)"})


def _projection(m: Maker) -> str:
    label = m.chance.choice(sorted(m.values))
    first, second = m.key(label), m.key(label)
    head = f"MATCH (n:{label})\nWHERE {m.condition('n', label)}\nWITH n ORDER BY n.id LIMIT 5"
    return f"{head}\nRETURN n {{.{first}, x: n.{second}, n: 1}} AS map, n.id AS id\nORDER BY id"


def _everything(m: Maker) -> str:
    label = m.chance.choice(sorted(m.values))
    head = f"MATCH (n:{label})\nWHERE {m.condition('n', label)}\nWITH n.id AS z, n.{m.key(label)} AS a, n AS m"
    return f"{head}\nRETURN *\nORDER BY z\nLIMIT 5"


def _links(m: Maker) -> str:
    source, kind, target = m.triple()
    test = m.chance.choice(["r.score > 0.5", "r.words <> ''", "size(r.evidence_rules) > 1", "r.nothing IS NULL"])
    head = f"MATCH (a:{source})-[r:{kind}]->(b:{target})\nWHERE {test}"
    return f"{head}\nRETURN a.id AS a, r, b.id AS b\nORDER BY a, b\nLIMIT 10"


FORMS: dict[str, Callable[[Maker], str]] = {
    "one node": _nodes,
    "one link": _hop,
    "two patterns": _chain,
    "one pattern of two links": _one_pattern,
    "OPTIONAL MATCH": _optional,
    "groups": _groups,
    "a condition on groups": _having,
    "EXISTS, COUNT": _exists,
    "lists of collect()": _collected,
    "COLLECT { }": _subquery_list,
    "CALL { }": _call,
    "values of rows": _values_of_rows,
    "UNWIND": _unwind,
    "paths": _paths,
    "conditions on paths": _path_conditions,
    "shortest paths": _shortest,
    "UNION": _union,
    "CASE": _case,
    "maps of nodes": _projection,
    "RETURN *": _everything,
    "whole links": _links,
}
"""Name of a form -> what draws a query of it."""

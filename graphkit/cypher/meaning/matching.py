"""Reads patterns: the variables they name, of what kind, and what they ask of them."""

from collections.abc import Mapping

from graphkit.cypher.meaning.expressions import read_condition, read_map
from graphkit.cypher.meaning.reader import Reader, UnreadError, Use
from graphkit.cypher.meaning.values import NULL, TOLD, Value, of
from graphkit.cypher.owners import find_properties
from graphkit.cypher.patterns import SELECTING, Part
from graphkit.cypher.silent import Silent

_ANOTHER = "Give one of them another name"
_SHORTEST = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
_CHOOSING = SELECTING | {"ANY", "ALL"}
_LINKS = frozenset({"link"})


def read_match(r: Reader) -> None:
    """Go over the paths of a MATCH and its WHERE."""
    first = r.i
    parts = list[tuple[Part, bool]]()
    while True:
        parts += _read_one(r, "new")
        if not r.take(","):
            break
    _read_maps(r, parts)
    if r.at_word("USING"):
        raise UnreadError("USING")
    if r.take("WHERE"):
        with r.inside(aggregating=False):
            read_condition(r, "WHERE")
    if r.i == first:
        raise UnreadError("pattern")


def read_path(r: Reader, mode: str) -> None:
    """Go over a path in an expression: its variables are ``bound`` before it, or may be its own (``local``)."""
    _read_maps(r, _read_one(r, mode))


def _read_one(r: Reader, mode: str) -> list[tuple[Part, bool]]:
    """Declare the variables of a path; return its parts, and whether each is a link."""
    if r.at_name() and r.peek(1).text == "=":
        at, name = r.i, r.take_name()
        r.need("=")
        if name in r.scope:
            r.refuse(at, f"'{name}' is known already, so it can't name a path", _ANOTHER)
        _add(r, name, Value(frozenset({"path"})), mode)
    while r.peek().upper in _CHOOSING or (r.peek().kind == "number" and r.peek(-1).upper == "SHORTEST"):
        r.i += 1
    if r.peek().upper in _SHORTEST and r.peek(1).text == "(":
        r.i += 2
        found = _read_chain(r, mode)
        r.need(")")
        return found
    return _read_chain(r, mode)


def _read_chain(r: Reader, mode: str) -> list[tuple[Part, bool]]:
    found = _read_node(r, mode)
    while r.peek().text in {"-", "<", "("}:
        if r.peek().text != "(":
            r.take("<")
            r.need("-")
            if r.peek().text == "[":
                found.append((_take_part(r, r.links, mode), True))
            r.need("-")
            r.take(">")
            _skip_quantifier(r)
        found += _read_node(r, mode)
    return found


def _read_node(r: Reader, mode: str) -> list[tuple[Part, bool]]:
    """Return the node at the place, or the parts of a path in brackets, whose variables a quantifier makes lists."""
    if r.i in r.nodes or r.peek().text != "(":
        return [(_take_part(r, r.nodes, mode), False)]
    r.need("(")
    known = set(r.scope)
    found = _read_one(r, mode)
    _read_maps(r, found)
    if r.take("WHERE"):
        with r.inside(aggregating=False):
            read_condition(r, "WHERE")
    r.need(")")
    if _skip_quantifier(r):
        r.scope = {n: v if n in known else Value(frozenset({"list"}), (v,)) for n, v in r.scope.items()}
        return []
    return found


def _skip_quantifier(r: Reader) -> bool:
    """Go over ``{1,3}``, ``+`` or ``*`` after a link or a path in brackets; return whether there is one."""
    start = r.i
    if r.take("{"):
        while not r.take("}"):
            if r.peek().kind != "number" and r.peek().text not in {",", ".."}:
                raise UnreadError("quantifier")
            r.i += 1
    elif r.peek().text in {"+", "*"}:
        r.i += 1
    return r.i > start


def _take_part(r: Reader, parts: Mapping[int, Part], mode: str) -> Part:
    part = parts.get(r.i)
    if part is None or part.labels_end == 0 and part.end > part.start + 1:
        raise UnreadError("part")
    if part.variable:
        _declare(r, part, link=parts is r.links, mode=mode)
    r.i = part.end + 1
    return part


def _declare(r: Reader, part: Part, *, link: bool, mode: str) -> None:
    """Know a variable of a pattern, or note that it is something else already."""
    name, at = part.variable.strip("`"), part.start + 1
    many = link and _is_many(r, part)
    kind = "list" if many else "link" if link else "node"
    known = r.scope.get(name)
    types = {} if many else find_properties(part, link=link)
    items = (Value(_LINKS),) if many else ()
    if known is None:
        if mode == "bound":
            r.look_up(at)
        else:
            _add(r, name, Value(frozenset({kind}), items, types=types), mode)
        return
    if name not in r.local:
        r.uses.append(Use(at, at + 1))
    if known == NULL:
        r.lost.append(Silent(at, f"the embedded engine takes '{name}', which is null, for a new variable", _ANOTHER))
    wrong = bool(known.kinds - {kind} - NULL.kinds) or (many and any(item.kinds - _LINKS for item in known.items))
    wrong = wrong or (many and known.listed and not known.items)
    if wrong:
        told = TOLD.get(min(known.kinds - {kind} - NULL.kinds or known.kinds), "something else")
        r.refuse(at, f"'{name}' is {told} already, so it can't be {TOLD[kind]}", _ANOTHER)
    elif part.names or not known.types:
        r.scope[name] = Value(frozenset({kind}), items, types=types)


def _add(r: Reader, name: str, value: Value, mode: str) -> None:
    r.scope[name] = value
    if mode == "local":
        r.local.append(name)


def _is_many(r: Reader, part: Part) -> bool:
    """Whether a link stands for several: it has a length, or a quantifier after its arrow."""
    after = "".join(token.text for token in r.tokens[part.end + 1 : part.end + 4]).lstrip("->")
    return after[:1] in {"{", "+", "*"} or (part.labels_end < part.end and r.tokens[part.labels_end].text == "*")


def _read_maps(r: Reader, parts: list[tuple[Part, bool]]) -> None:
    """Read what the parts ask of properties, now that all their variables are known."""
    end = r.i
    for part, link in parts:
        r.i = part.labels_end or part.end
        if link and r.peek().text == "*":
            r.i += 1
            while r.peek().kind == "number" or r.peek().text == "..":
                r.i += 1
        if r.peek().text == "{":
            types = find_properties(part, link=link)
            with r.inside(aggregating=False):
                read_map(r, lambda key, at, value, types=types: _compare(r, types, key, at, value))  # type: ignore[misc]
        if r.take("WHERE"):
            with r.inside(aggregating=False):
                read_condition(r, "WHERE")
        if r.i != part.end:
            raise UnreadError("part")
    r.i = end


def _compare(r: Reader, types: Mapping[str, frozenset[str]], key: str, at: int, value: Value) -> None:
    known = types.get(key, frozenset[str]())
    if len(known) == 1:
        owned = of(next(iter(known)))
        r.compare(Value(owned.kinds, owned.items, name=key, at=at), value)

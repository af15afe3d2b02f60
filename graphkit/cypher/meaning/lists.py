"""Reads lists: those written out, and those made of other lists or of patterns."""

from collections.abc import Callable

from graphkit.cypher.meaning.reader import Reader
from graphkit.cypher.meaning.values import ANY, Value

BOOLEAN = frozenset({"boolean", "pattern"})
LIST = frozenset({"list"})
Read = Callable[[Reader], Value]


def read_list(r: Reader, read: Read) -> Value:
    """Return what is known of ``[…]`` in any of its forms, and go over it."""
    r.need("[")
    if r.at_name() and r.peek(1).upper == "IN":
        found = _read_each(r, read)
    elif (found_in_pattern := _read_matched(r, read)) is not None:
        found = found_in_pattern
    else:
        found = _read_items(r, read)
    r.need("]")
    return found


def _read_items(r: Reader, read: Read) -> Value:
    items = list[Value]()
    with r.inside():
        while r.peek().text != "]":
            at = r.i
            items.append(read(r))
            r.expect(at, items[-1], frozenset(), "A list")
            if r.peek().text != "]":
                r.need(",")
    return Value(LIST, tuple(items), listed=True)


def _read_each(r: Reader, read: Read) -> Value:
    """Read ``x IN list [WHERE …] [| …]``."""
    name, item = read_drawn(r, read)
    with r.with_local(name, item), r.inside(bar=True, aggregating=False):
        sifted = r.take("WHERE")
        if sifted:
            at = r.i
            r.expect(at, read(r), BOOLEAN, "WHERE")
        if sifted and len(item.kinds) > 1:
            r.scope[name] = item = ANY
        if r.take("|"):
            at = r.i
            item = read(r)
            r.expect(at, item, frozenset(), "A list")
    return Value(LIST, (item,) if item.kinds else ())


def read_drawn(r: Reader, read: Read) -> tuple[str, Value]:
    """Return the name in ``x IN list`` and what its values may be."""
    name = r.take_name()
    r.need("IN")
    at = r.i
    with r.inside(bar=True):
        value = read(r)
    r.expect(at, value, LIST, "IN")
    return name, (value.item() if value.items else ANY)


def _read_matched(r: Reader, read: Read) -> Value | None:
    """Read ``(a)-->(b) WHERE … | …``; None where it is no such list."""
    named = r.at_name() and r.peek(1).text == "="
    start, known = r.i, (r.scope, len(r.errors), len(r.uses), list(r.local))
    if not r.at_path(2 if named else 0):
        return None
    r.scope = dict(r.scope)
    r.read_path(r, "local")
    if r.peek().text != "|" and not r.at_word("WHERE"):
        r.i, r.scope, r.local = start, known[0], known[3]
        del r.errors[known[1] :], r.uses[known[2] :]
        return None
    with r.inside(bar=True, aggregating=False):
        if r.take("WHERE"):
            at = r.i
            r.expect(at, read(r), BOOLEAN, "WHERE")
        r.need("|")
        at = r.i
        item = read(r)
        r.expect(at, item, frozenset(), "A list")
    r.scope, r.local = known[0], known[3]
    return Value(LIST, (item,) if item.kinds else ())

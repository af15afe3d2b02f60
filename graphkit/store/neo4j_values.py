"""Values of the Neo4j driver as values of any store.

Times and durations become the text that Cypher's ``toString`` writes, which is what the embedded engine gives; points
become maps.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from graphkit.graph.ontology import SECOND_LABELS
from graphkit.store.base import Row, StoredLink, StoredNode, StoredPath
from graphkit.store.records import GRAPH

if TYPE_CHECKING:
    from neo4j import Record, Session
    from neo4j.graph import Node, Relationship

LOOK_UP = 500
_ENDS = "UNWIND $ids AS e MATCH (n) WHERE elementId(n) = e RETURN e, n.id AS id"
_CRS = {7203: "cartesian", 9157: "cartesian-3d", 4326: "wgs-84", 4979: "wgs-84-3d"}


def read_rows(result: Iterable["Record"], looker: "Session") -> Iterator[Row]:
    """Yield the rows of a result; ends of links that it does not tell are looked up in another session."""
    records = iter(result)
    while some := [r.values() for r in islice(records, LOOK_UP)]:
        wanted = sorted({e for row in some for value in row for e in _wanted(value)})
        ids = {r["e"]: r["id"] for r in looker.run(_ENDS, ids=wanted)} if wanted else {}
        for row in some:
            yield tuple(_value(v, ids) for v in row)


def _wanted(value: Any) -> Iterator[str]:
    """Yield the element ids of the ends whose ``id`` is not in the answer."""
    from neo4j.graph import Path, Relationship

    if isinstance(value, Relationship):
        yield from (n.element_id for n in value.nodes if n is not None and "id" not in n)
    elif isinstance(value, Path):
        yield from chain.from_iterable(map(_wanted, value.relationships))
    elif isinstance(value, list | dict):
        yield from chain.from_iterable(map(_wanted, value.values() if isinstance(value, dict) else value))


def _value(value: Any, ids: dict[str, str]) -> Any:
    from neo4j.graph import Node, Path, Relationship

    match value:
        case None | bool() | int() | float() | str():
            return value
        case list():
            return [_value(v, ids) for v in value]
        case dict():
            return {k: _value(v, ids) for k, v in value.items()}
        case Node():
            return _node(value)
        case Relationship():
            return _link(value, ids)
        case Path():
            return StoredPath(tuple(map(_node, value.nodes)), tuple(_link(r, ids) for r in value.relationships))
    return _other(value)


def _node(node: "Node") -> StoredNode:
    known = {k: _value(v, {}) for k, v in node.items() if k != GRAPH}
    labels = sorted(set(node.labels) - set(SECOND_LABELS.values())) or sorted(node.labels)
    return StoredNode(":".join(labels), str(known.get("id", "")), known)


def _link(link: "Relationship", ids: dict[str, str]) -> StoredLink:
    source, target = (str(n.get("id", ids.get(n.element_id, ""))) if n is not None else "" for n in link.nodes)
    return StoredLink(link.type, source, target, {k: _value(v, ids) for k, v in link.items()})


def _other(value: Any) -> Any:
    """Return a time, duration or point in plain terms."""
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    match value:
        case Date():
            return value.iso_format()
        case DateTime():
            return f"{value.date().iso_format()}T{_clock(value)}{_zone(value)}"
        case Time():
            return f"{_clock(value)}{_zone(value)}"
        case Duration():
            return _duration(value)
        case Point():
            place = dict(zip("xyz", map(float, value), strict=False))
            return {**place, "crs": _CRS.get(value.srid or 0, str(value.srid)), "srid": value.srid}
    return str(value)


def _clock(value: Any) -> str:
    """Return hours and minutes, seconds and fractions only where there are any."""
    text = f"{value.hour:02}:{value.minute:02}"
    if not value.second and not value.nanosecond:
        return text
    return f"{text}:{value.second:02}{_fraction(value.nanosecond)}"


def _fraction(nanoseconds: int) -> str:
    """Return a decimal fraction in three, six or nine digits; nothing for zero."""
    digits = f"{nanoseconds:09}"
    while digits.endswith("000"):
        digits = digits[:-3]
    return f".{digits}" if digits else ""


def _zone(value: Any) -> str:
    offset = value.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    name = getattr(value.tzinfo, "zone", None) or getattr(value.tzinfo, "key", None)
    shown = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
    return f"{shown}[{name}]" if name and name != "UTC" else shown


def _duration(value: Any) -> str:
    """Return a duration as Cypher writes it: years and months, days, hours, minutes, seconds."""
    years, months = (int(x) for x in (abs(value.months) // 12, abs(value.months) % 12))
    sign = -1 if value.months < 0 else 1
    total = value.seconds * 1_000_000_000 + value.nanoseconds
    hours, rest = divmod(abs(total), 3600 * 1_000_000_000)
    minutes, rest = divmod(rest, 60 * 1_000_000_000)
    way = -1 if total < 0 else 1
    date = "".join(f"{sign * n}{u}" for n, u in ((years, "Y"), (months, "M")) if n)
    date += f"{value.days}D" if value.days else ""
    clock = "".join(f"{way * n}{u}" for n, u in ((hours, "H"), (minutes, "M")) if n)
    if rest:
        fraction = f".{rest % 1_000_000_000:09}".rstrip("0") if rest % 1_000_000_000 else ""
        clock += f"{'-' if way < 0 else ''}{rest // 1_000_000_000}{fraction}S"
    return f"P{date}{'T' + clock if clock else ''}" if date or clock else "PT0S"

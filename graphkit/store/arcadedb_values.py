"""Values of the embedded engine as values of any store.

A node or link comes as a map with ``@rid`` and ``@type``; a link's ends and a path's members have to be looked up by
their record ids. A path comes as a text of record ids, so only the answer to a query that names a path is searched for
them: a stored wording may look the same. Dates, times and durations come as ISO text already.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import Any

from graphkit.cypher.tokens import read_tokens
from graphkit.graph.ontology import LINK_TYPES
from graphkit.store.base import Row, StoredLink, StoredNode, StoredPath
from graphkit.store.records import GRAPH

LOOK_UP = 500
"""Rows whose links and paths are looked up together."""
_RID = r"#\d+:\d+"
_PATH = re.compile(rf"\({_RID}\)(?:<?-\[{_RID}\]->?\({_RID}\))*")
_MEMBER = re.compile(rf"([(\[])({_RID})")
_POINT, _XYZ = {"x", "y", "crs", "srid"}, {"x", "y", "z"}
_PLACE = {"z", "longitude", "latitude", "height"}


def read_rows(database: Any, text: str, answer: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Yield (columns, row) for each row of the answer to a query."""
    rows, with_paths = iter(answer), _names_path(text)
    while some := [row.to_dict(convert_types=False) for row in islice(rows, LOOK_UP)]:
        wanted = chain.from_iterable(_wanted(v, with_paths) for row in some for v in row.values())
        found = _look_up(database, set(wanted))
        for row in some:
            yield tuple(row), tuple(_value(v, found, with_paths) for v in row.values())


def _names_path(text: str) -> bool:
    """Return whether a query has ``p = (...)`` or ``p = shortestPath(...)``; it may be a comparison instead."""
    tokens = read_tokens(text)
    return any(
        a.text == "=" and (b.text == "(" or b.upper.endswith("PATHS") or b.upper.endswith("PATH"))
        for a, b in pairwise(tokens)
    )


def _wanted(value: Any, with_paths: bool) -> Iterator[str]:
    """Yield the record ids that a value names without telling all about them."""
    if isinstance(value, dict):
        if value.get("@type") in LINK_TYPES:
            yield str(value["@rid"])
        else:
            yield from chain.from_iterable(_wanted(v, with_paths) for v in value.values())
    elif isinstance(value, list):
        yield from chain.from_iterable(_wanted(v, with_paths) for v in value)
    elif with_paths and isinstance(value, str) and value.startswith("(#") and _PATH.fullmatch(value):
        yield from _members(value)


def _point(value: dict[str, Any]) -> dict[str, Any]:
    """Return a point as any store gives it: degrees are x and y too, and the system's name is in small letters."""
    return {k: v for k, v in value.items() if k in _XYZ} | {"crs": value["crs"].casefold(), "srid": value["srid"]}


def _members(path: str) -> list[str]:
    return [rid for _, rid in _MEMBER.findall(path)]


def _look_up(database: Any, rids: set[str]) -> dict[str, Any]:
    """Return record id -> node or link."""
    found: dict[str, Any] = {}
    listed = sorted(rids)
    for start in range(0, len(listed), LOOK_UP):
        place = ",".join(listed[start : start + LOOK_UP])
        text = f"SELECT *, @rid AS `@rid`, @type AS `@type`, @out.id AS `@out`, @in.id AS `@in` FROM [{place}]"
        for record in database.query("sql", text):
            row = record.to_dict(convert_types=False)
            found[str(row["@rid"])] = _element(row)
    return found


def _element(row: dict[str, Any]) -> StoredNode | StoredLink:
    known = {k: v for k, v in row.items() if not k.startswith("@") and k != GRAPH and v is not None}
    if row["@type"] in LINK_TYPES:
        return StoredLink(row["@type"], row["@out"], row["@in"], known)
    return StoredNode(row["@type"], known.get("id", ""), known)


def _value(value: Any, found: dict[str, Any], with_paths: bool) -> Any:
    if isinstance(value, dict):
        if "@rid" in value and "@type" in value:
            return found.get(str(value["@rid"])) or _element(value)
        known = {k: _value(v, found, with_paths) for k, v in value.items()}
        return _point(known) if _POINT <= known.keys() <= _POINT | _PLACE else known
    if isinstance(value, list):
        return [_value(v, found, with_paths) for v in value]
    if with_paths and isinstance(value, str) and value.startswith("(#") and _PATH.fullmatch(value):
        members: list[Any] = [found.get(rid) for rid in _members(value)]
        if all(members):
            return StoredPath(tuple(members[::2]), tuple(members[1::2]))
    return value

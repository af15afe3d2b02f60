"""Values of the embedded engine as values of any store.

A node or link comes as a map with ``@rid`` and ``@type``; a link's ends and a path's members have to be looked up by
their record ids. Dates, times and durations come as ISO text already.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from graphkit.ontology import LINK_TYPES
from graphkit.store.base import Row, StoredLink, StoredNode, StoredPath
from graphkit.store.records import GRAPH

LOOK_UP = 500
"""Rows whose links and paths are looked up together."""
_RID = r"#\d+:\d+"
_PATH = re.compile(rf"\({_RID}\)(?:<?-\[{_RID}\]->?\({_RID}\))*")
_MEMBER = re.compile(rf"([(\[])({_RID})")


def read_rows(database: Any, answer: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Yield (columns, row) for each row of an answer."""
    rows = iter(answer)
    while some := [row.to_dict(convert_types=False) for row in islice(rows, LOOK_UP)]:
        found = _look_up(database, set(chain.from_iterable(_wanted(v) for row in some for v in row.values())))
        for row in some:
            yield tuple(row), tuple(_value(v, found) for v in row.values())


def _wanted(value: Any) -> Iterator[str]:
    """Yield the record ids that a value names without telling all about them."""
    if isinstance(value, dict):
        if value.get("@type") in LINK_TYPES:
            yield str(value["@rid"])
        else:
            yield from chain.from_iterable(map(_wanted, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_wanted, value))
    elif isinstance(value, str) and value.startswith("(#") and _PATH.fullmatch(value):
        yield from (rid for _, rid in _MEMBER.findall(value))


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


def _value(value: Any, found: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        if "@rid" in value and "@type" in value:
            return found.get(str(value["@rid"])) or _element(value)
        return {k: _value(v, found) for k, v in value.items()}
    if isinstance(value, list):
        return [_value(v, found) for v in value]
    if isinstance(value, str) and value.startswith("(#") and _PATH.fullmatch(value):
        members = [found[rid] for _, rid in _MEMBER.findall(value)]
        return StoredPath(tuple(members[::2]), tuple(members[1::2]))
    return value

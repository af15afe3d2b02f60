"""Reads RETURN and WITH: their columns, groups and order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphkit.cypher.meaning.expressions import read_condition, read_expression
from graphkit.cypher.meaning.reader import Reader, Scope, Use, clean
from graphkit.cypher.meaning.values import TWO_VALUES, Value
from graphkit.cypher.silent import Silent

_NAME_IT = "WITH x.id AS id"
_GROUP = "Give it a column of its own: WITH x.year AS year, count(y) AS n RETURN year + n"
_COLUMN = "Give it a column, and sort by that"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its expression's tokens, name and value, the variables used and the aggregates called in it."""

    start: int
    end: int
    name: str
    value: Value
    uses: tuple[Use, ...]
    aggregates: tuple[tuple[int, int], ...]


def read_projection(r: Reader, *, last: bool) -> Scope:
    """Go over a WITH, or a RETURN (``last``); return its columns, which are what is known after it."""
    distinct, star = r.take("DISTINCT"), r.peek().text == "*"
    columns = _read_columns(r, star=star, last=last)
    grouped = any(column.aggregates for column in columns)
    if grouped:
        _check_groups(r, columns, star=star)
    before, given = r.scope, {column.name: column.value for column in columns}
    after = {**(before if star else r.outer), **given}
    r.scope = {**before, **after}
    seen = columns if grouped or distinct else None
    _note_numbers(r, seen or ())
    if r.take("ORDER", "BY"):
        _read_order(r, columns, seen, after)
    for word in ("SKIP", "OFFSET", "LIMIT"):
        if r.take(word):
            _read_count(r, word)
    if not last and r.take("WHERE"):
        _read_where(r, columns, seen, after)
    r.scope = after
    return after if star else given


def _read_columns(r: Reader, *, star: bool, last: bool) -> list[Column]:
    if star:
        _refuse_nothing(r, last=last)
        r.need("*")
    columns = list[Column]()
    if not star or r.take(","):
        columns = [_read_column(r, last=last)]
        while r.take(","):
            columns.append(_read_column(r, last=last))
    _refuse_same(r, columns, star=star)
    return columns


def _note_numbers(r: Reader, columns: Sequence[Column]) -> None:
    for column in columns:
        if column.value.is_mixed() and not column.aggregates:
            r.unlike.append(Silent(column.start, *TWO_VALUES))


def _read_where(r: Reader, columns: Sequence[Column], seen: Sequence[Column] | None, after: Scope) -> None:
    mark = len(r.uses)
    with r.inside(aggregating=False):
        read_condition(r, "WHERE")
    if seen is None:
        return
    _refuse_hidden(r, r.uses[mark:], columns, after)
    for use in r.uses[mark:]:
        if clean(r.tokens[use.start]) not in after and any(column.aggregates for column in columns):
            lost = "the embedded engine does not know a column by its expression in WHERE"
            r.lost.append(Silent(use.start, lost, "Use the column's name"))


def _refuse_nothing(r: Reader, *, last: bool) -> None:
    if last and not r.scope:
        r.refuse(r.i, "RETURN * has no variable to give", "Name what you want to see")


def _read_column(r: Reader, *, last: bool) -> Column:
    start, uses, aggregates = r.i, len(r.uses), len(r.aggregates)
    with r.inside(aggregating=True):
        value = read_expression(r)
    r.expect(start, value, frozenset(), "A column")
    end = r.i
    name = r.take_name() if r.take("AS") else ""
    if not name:
        plain = end == start + 1 and r.at_name(-1)
        name = clean(r.tokens[start]) if plain else " ".join(r.spell(start, end))
        if not plain and not last:
            r.refuse(start, "A WITH gives each expression a name", _NAME_IT)
    if not last and name in r.outer and (end != start + 1 or clean(r.tokens[start]) != name):
        r.refuse(r.i - 1, f"Variable '{name}' is known around the subquery already", "Give one of them another name")
    told = replace(value, name="", at=0)
    return Column(start, end, name, told, tuple(r.uses[uses:]), tuple(r.aggregates[aggregates:]))


def _refuse_same(r: Reader, columns: Sequence[Column], *, star: bool) -> None:
    seen = set(r.scope) if star else set[str]()
    for column in columns:
        if column.name in seen and not star:
            r.refuse(column.start, f"Two columns are named '{column.name}'", "Give one of them another name with AS")
        seen.add(column.name)


def _check_groups(r: Reader, columns: Sequence[Column], *, star: bool) -> None:
    """Note what stands beside an aggregate and is no column: of which row of the group it is, nobody knows."""
    known = {r.spell(c.start, c.end) for c in columns if not c.aggregates}
    known |= {(name,) for name in r.scope} if star else set()
    for column in columns:
        for use in column.uses if column.aggregates else ():
            inside = any(start <= use.start < end for start, end in column.aggregates)
            if not inside and not _is_covered(r, use, known):
                what = "".join(r.spell(use.start, use.end))
                r.refuse(use.start, f"'{what}' is beside an aggregate and is no column", _GROUP)


def _is_covered(r: Reader, use: Use, known: set[tuple[str, ...]]) -> bool:
    """Whether a variable, or as much of its properties as is a column, is known."""
    return any(r.spell(use.start, end) in known for end in range(use.start + 1, use.end + 1))


def _read_order(r: Reader, columns: Sequence[Column], seen: Sequence[Column] | None, after: Scope) -> None:
    written = {r.spell(c.start, c.end) for c in columns}
    while True:
        start, uses, aggregates = r.i, len(r.uses), len(r.aggregates)
        with r.inside(aggregating=True):
            read_expression(r)
        if r.spell(start, r.i) not in written:
            for at, end in r.aggregates[aggregates:]:
                if r.spell(at, end) not in written:
                    r.refuse(at, "Rows are sorted by an aggregate only if it is a column", _COLUMN)
            if seen is not None:
                spans = r.aggregates[aggregates:]
                outside = [u for u in r.uses[uses:] if not any(a <= u.start < e for a, e in spans)]
                _refuse_hidden(r, outside, columns, after)
        if r.peek().upper in {"ASC", "ASCENDING", "DESC", "DESCENDING"}:
            r.i += 1
        if not r.take(","):
            return


def _refuse_hidden(r: Reader, uses: Sequence[Use], columns: Sequence[Column], after: Scope) -> None:
    """Note what is no longer known after an aggregate or DISTINCT."""
    known = {(name,) for name in after} | {r.spell(c.start, c.end) for c in columns}
    known |= set(_bare(r, columns))
    for use in uses:
        if not _is_covered(r, use, known):
            what = "".join(r.spell(use.start, use.end))
            r.refuse(use.start, f"'{what}' is not known after an aggregate or DISTINCT", _COLUMN)


def _bare(r: Reader, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """Yield the variables that are columns themselves, whatever their new names."""
    return (r.spell(c.start, c.end) for c in columns if c.end == c.start + 1)


def _read_count(r: Reader, word: str) -> None:
    at, uses = r.i, len(r.uses)
    with r.inside(aggregating=False):
        value = read_expression(r)
    r.expect(at, value, frozenset({"integer"}), word)
    if r.uses[uses:]:
        r.refuse(at, f"{word} takes a number that is the same for all rows", "Give it as a parameter")

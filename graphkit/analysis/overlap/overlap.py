"""Shared priorities: who speaks of the same, how much, whether by chance, and in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from graphkit.analysis.base import Finding, Result, Shown, make_finding
from graphkit.analysis.checks import find_node
from graphkit.analysis.columns import Axis, Floats, Ints, Table, Ties, as_table
from graphkit.analysis.facets import Facet, join
from graphkit.analysis.overlap.chance import BICM, FDR, POWER, Chances, find_chances
from graphkit.analysis.overlap.profiles import (
    DNA,
    Profile,
    choose_statements,
    make_onemode,
    make_profile,
    make_twomode,
)
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

PAIR_COLUMNS = ("left", "left_title", "right", "right_title", "weight", "shared", "shared_ids", "own", "joint",
                "expected", "p", "q", "more_than_chance", "detectable")  # fmt: skip
SHARED_COLUMNS = ("left", "right", "column", "column_title", "left_count", "right_count", "left_statement", "left_text",
                  "right_statement", "right_text")  # fmt: skip
BEHIND = 5
"""A pair names at most so many statements a side and column, the best linked; the cells of the coverage name all."""


@dataclass(frozen=True, repr=False)
class Overlap(Shown):
    """The one-mode network of rows that share columns, its two-mode profile, and its test against chance."""

    profile: Profile
    weights: Floats
    """R x R, normalized; rows that say nothing are left out."""
    independent: Ints
    """R x R numbers of columns that both speak of in statements of their own, not issued jointly."""
    joint: Ints
    """R x R numbers of columns shared only by statements that both issue."""
    chances: Chances
    parameters: Mapping[str, Any]
    too_quiet: tuple[str, ...] = ()
    """Titles of the rows that say something, but less than ``least_activity``."""

    def shared(self, i: int, j: int) -> list[int]:
        """Return the columns both rows speak of, those with the most statements of the lesser first."""
        lesser = np.minimum(self.profile.counts[i], self.profile.counts[j])
        return [int(a) for a in np.lexsort((np.arange(len(lesser)), -lesser)) if lesser[a] > 0]

    def result(self) -> Result:
        """Return :meth:`pair_result`."""
        return self.pair_result()

    def pair_result(self, most: int | None = None) -> Result:
        """Return one finding a pair of rows that share something, the heaviest first; at most ``most``."""
        found = [n for n in range(len(self.chances.left)) if self.weights[self._ends(n)] > 0]
        found.sort(key=lambda n: (-self.weights[self._ends(n)], n))
        lines = [f"{_many(self.profile.columns.name)}: {len(self.profile.columns)} columns. {self._power_line()}"]
        return Result(
            "overlap",
            f"Pairs of {_many(self.profile.rows.name)} that share {_many(self.profile.columns.name)}",
            PAIR_COLUMNS,
            tuple(self._pair(n) for n in found[:most]),
            (DNA, BICM, FDR, POWER),
            self.parameters,
            tuple(self._open_points()),
            tuple(lines),
        )

    def _ends(self, pair: int) -> tuple[int, int]:
        return int(self.chances.left[pair]), int(self.chances.right[pair])

    def _pair(self, n: int) -> Finding:
        i, j = self._ends(n)
        axis, c = self.profile.rows, self.chances
        shared = self.shared(i, j)
        judged, hit = bool(self.independent[i, j]), bool(c.significant[n])
        values = {
            "left": axis.ids[i],
            "left_title": axis.titles[i],
            "right": axis.ids[j],
            "right_title": axis.titles[j],
            "weight": round(float(self.weights[i, j]), 6),
            "shared": len(shared),
            "shared_ids": [self.profile.columns.ids[a] for a in shared],
            "own": int(self.independent[i, j]),
            "joint": int(self.joint[i, j]),
            "expected": round(float(c.expected[n]), 4),
            "p": float(f"{c.p[n]:.6g}") if judged else None,
            "q": float(f"{c.q[n]:.6g}") if judged else None,
            "more_than_chance": bool(c.significant[n]) if judged and (hit or c.detectable[n] >= 0) else None,
            "detectable": int(c.detectable[n]) if c.detectable[n] >= 0 else None,
        }
        cells = (side * len(self.profile.columns) + a for a in shared for side in (i, j))
        behind = self.profile.table.ids(dict.fromkeys(s for cell in cells for s in self._best[cell]))
        note = "" if judged else "they speak in the same statements only"
        return make_finding("overlap", (axis.ids[i], axis.ids[j], self.profile.columns.name), values, behind, note)

    @cached_property
    def _best(self) -> dict[int, list[int]]:
        """Code of each cell -> its best linked statements: each is asked for by many pairs."""
        cells = self.profile.cells
        codes, starts = np.unique(cells.codes, return_index=True)
        ends = np.append(starts[1:], len(cells.codes))
        bounds = zip(codes.tolist(), starts.tolist(), ends.tolist(), strict=True)
        return {code: cells.members[a : min(a + BEHIND, b)].tolist() for code, a, b in bounds}

    def _power_line(self) -> str:
        c = self.chances
        able = int((c.detectable >= 0).sum())
        none = "" if able else ": the test has no power, and what it does not find says nothing"
        return (
            f"For {able} of {len(c.left)} pairs some overlap could have been told from chance (alpha {c.alpha:g}), "
            f"{int(c.significant.sum())} were{none}."
        )

    def _open_points(self) -> Iterator[str]:
        c = self.chances
        if c.power < 0.5:
            what = f"with these {len(self.profile.columns)} columns the test has"
            told = f"{what} little power" if c.power else f"{what} no power"
            yield f"Whether overlaps exceed chance: {told}. `graphkit overlap --show power` shows finer columns."
        if self.too_quiet:
            least = self.parameters["least_activity"]
            yield f"Said in fewer than {least} statements, so not compared: {', '.join(self.too_quiet)}."
        together = int((self.joint[c.left, c.right] > 0).sum())
        if together:
            yield f"{together} pairs issue statements jointly; columns shared only by these are not tested."

    def shared_result(self, most: int = 20, each: int = 5, left: str | None = None, right: str | None = None) -> Result:
        """Return shared priorities with both wordings side by side, for the heaviest pairs or for named rows."""
        pairs = [n for n in range(len(self.chances.left)) if self.weights[self._ends(n)] > 0]
        wanted = {find_node(self.profile.rows, name) for name in (left, right) if name is not None}
        pairs = sorted((n for n in pairs if wanted <= set(self._ends(n))), key=lambda n: -self.weights[self._ends(n)])
        rows = [row for n in pairs[:most] for row in self._side_by_side(*self._ends(n), each)]
        title = f"Shared {_many(self.profile.columns.name)}, with the wordings of both"
        return Result("shared priorities", title, SHARED_COLUMNS, tuple(rows), (DNA,), self.parameters)

    def _side_by_side(self, i: int, j: int, each: int) -> Iterator[Finding]:
        profile, table = self.profile, self.profile.table
        for a in self.shared(i, j)[:each]:
            one, two = self._own_first(i, j, a), self._own_first(j, i, a)
            values = {
                "left": profile.rows.ids[i],
                "right": profile.rows.ids[j],
                "column": profile.columns.ids[a],
                "column_title": profile.columns.titles[a],
                "left_count": int(profile.counts[i, a]),
                "right_count": int(profile.counts[j, a]),
                "left_statement": table.statements[one[0]],
                "left_text": table.texts[one[0]],
                "right_statement": table.statements[two[0]],
                "right_text": table.texts[two[0]],
            }
            key = (profile.rows.ids[i], profile.rows.ids[j], profile.columns.ids[a])
            yield make_finding("shared", key, values, dict.fromkeys(table.ids([*one, *two])))

    def _own_first(self, i: int, j: int, column: int) -> list[int]:
        """Return the statements of a cell, those that the other row does not issue too first."""
        other = set(self.profile.cells.at(j, column).tolist())
        mine = self.profile.cells.at(i, column).tolist()
        return sorted(mine, key=lambda s: s in other)

    def column_result(self) -> Result:
        """Return one finding a column: how many rows speak of it, in how many statements, and which rows."""
        profile, axis = self.profile, self.profile.columns
        findings = []
        for a in range(len(axis)):
            rows = np.lexsort((np.arange(len(profile.rows)), -profile.counts[:, a]))
            speaking = [int(i) for i in rows if profile.counts[i, a] > 0]
            # A statement that several issue together is one statement.
            behind = dict.fromkeys(s for i in speaking for s in profile.statements(i, a))
            values = {
                "column": axis.ids[a],
                "column_title": axis.titles[a],
                "speakers": len(speaking),
                "count": len(behind),
                "speaker_ids": [profile.rows.ids[i] for i in speaking],
            }
            findings.append(make_finding("priority", (profile.rows.name, axis.ids[a]), values, behind))
        findings.sort(key=lambda f: (-f["speakers"], -f["count"], axis.positions[f["column"]]))
        title = f"{_many(profile.columns.name).capitalize()} by how many {_many(profile.rows.name)} speak of them"
        columns = ("column", "column_title", "speakers", "count", "speaker_ids")
        return Result("priorities", title, columns, tuple(findings), (DNA,), self.parameters)


def _many(name: str) -> str:
    """Return the plural of a facet's name: ``objective+group`` are objectives with groups."""
    return " with ".join(f"{part}s" for part in name.split("+"))


def find_overlap(
    source: Graph | Table,
    columns: str | Facet = "objective",
    *,
    rows: str = "actor",
    normalization: str = "cosine",
    duplicates: str = "include",
    kinds: Sequence[str] = (),
    start: int | None = None,
    end: int | None = None,
    min_score: float = 0.0,
    least_activity: int = 3,
    alpha: float = 0.05,
) -> Overlap:
    """Return who shares what with whom, and whether more than by chance.

    ``columns``: a facet such as objective, objective+group, cue, principle, or the facet of recurring asks
    (``find_echoes(...).facet()``). ``normalization`` and ``duplicates``: see :mod:`graphkit.analysis.overlap.profiles`.
    Rows with fewer than ``least_activity`` statements are left out and named; InputError where fewer than two are left.
    """
    table = as_table(source)
    keep = choose_statements(table, kinds, start, end)
    full = make_profile(table, rows, columns, duplicates=duplicates, min_score=min_score, keep=keep)
    spoken = full.spoken()
    active = np.flatnonzero(spoken >= max(least_activity, 1))
    quiet = [full.rows.titles[i] for i in np.flatnonzero((spoken > 0) & (spoken < least_activity))]
    name = columns if isinstance(columns, str) else columns[0].name
    if len(active) < 2:
        found = "only one" if len(active) else "no"
        raise InputError(
            f"An overlap needs two {rows}s that speak of some {name}; the graph holds {found} such {rows}."
        )
    profile = _take_rows(full, active)
    independent, joint = _split_joint(profile)
    chances = find_chances(profile.counts > 0, alpha, independent)
    parameters = {
        "rows": rows, "columns": name, "normalization": normalization, "duplicates": duplicates, "kinds": list(kinds),
        "start": start, "end": end, "min_score": min_score, "least_activity": least_activity, "alpha": alpha,
    }  # fmt: skip
    weights = make_onemode(profile.counts, normalization)
    return Overlap(profile, weights, independent, joint, chances, parameters, tuple(quiet))


def _take_rows(profile: Profile, chosen: Any) -> Profile:
    """Return the profile of some rows."""
    from graphkit.analysis.gaps.cells import Cells

    cells = profile.cells
    at = np.full(len(profile.rows), -1, np.int64)
    at[chosen] = np.arange(len(chosen))
    row, column = np.divmod(cells.codes, cells.width)
    kept = at[row] >= 0
    taken = Cells(cells.width, (at[row] * cells.width + column)[kept], cells.members[kept])
    return Profile(profile.table, profile.rows.take(chosen), profile.columns, profile.counts[chosen], taken)


def _split_joint(profile: Profile) -> tuple[Ints, Ints]:
    """Return R x R numbers of columns shared in statements of one's own, and of columns shared only jointly."""
    binary = (profile.counts > 0).astype(np.int32)
    shared = binary @ binary.T
    only = np.zeros_like(shared)
    for (i, j), columns in _joint_counts(profile).items():
        mine, yours = (_numbers(profile, side) for side in (i, j))
        for column, together in columns.items():
            if together in (mine[column], yours[column]):
                only[i, j] += 1
                only[j, i] += 1
    return shared - only, only


def _numbers(profile: Profile, row: int) -> Ints:
    """Return how many statements a row has in each column."""
    width = profile.cells.width
    a, b = np.searchsorted(profile.cells.codes, [row * width, (row + 1) * width])
    return np.bincount(profile.cells.codes[a:b] - row * width, minlength=width).astype(np.int32)


def _joint_counts(profile: Profile) -> dict[tuple[int, int], dict[int, int]]:
    """Return (row, later row) -> column -> how many statements both have there."""
    rows, columns = np.divmod(profile.cells.codes, profile.cells.width)
    key = profile.cells.members.astype(np.int64) * profile.cells.width + columns
    order = np.argsort(key, kind="stable")
    _, dense = np.unique(key[order], return_inverse=True)
    ties = Ties(dense.astype(np.int32), rows[order].astype(np.int32), np.ones(len(order), np.float32))
    a, b = join(ties, ties)
    both = ties.cols[a] < ties.cols[b]
    found: dict[tuple[int, int], dict[int, int]] = {}
    triples = np.column_stack([ties.cols[a][both], ties.cols[b][both], columns[order][a][both]])
    unique, counts = np.unique(triples, axis=0, return_counts=True)
    for (i, j, column), count in zip(unique.tolist(), counts.tolist(), strict=True):
        found.setdefault((i, j), {})[column] = count
    return found


def make_network(overlap: Overlap, kind: str = "onemode", normalization: str = "no") -> tuple[Axis, Axis, Floats]:
    """Return row axis, column axis and matrix of the one-mode or two-mode network, for export to other tools."""
    profile = overlap.profile
    if kind == "onemode":
        return profile.rows, profile.rows, make_onemode(profile.counts, normalization)
    return profile.rows, profile.columns, make_twomode(profile.counts, normalization)

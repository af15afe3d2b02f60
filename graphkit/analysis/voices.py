"""Voices: whose a statement is, for counting. Who speaks, or for a practice who carries it out, never who tells of it.

Several who speak jointly are one voice with several names, so that a joint statement counts once; a collective and one
of its members are the collective.
"""

from collections import defaultdict

import numpy as np

from graphkit.analysis.columns import Axis, Table, Ties, join_ties

JOINED = " & "
"""Between the names of a joint voice."""


def find_voiced(table: Table) -> Ties:
    """Return S x A ties: each statement's speakers, and for practices their doers in place of who tells of them."""
    said, done = table.ties["issued"], table.ties["carries_out"]
    return join_ties(said.where(~table.of_kind("practice")[said.rows]), done)


def make_voices(table: Table) -> tuple[Axis, Ties]:
    """Return the axis of V voices and S x V ties, at most one for each statement, with the lowest score of its names.

    The id of a joint voice is that of its names in their order, such as ``GTM & HND``; its label is ``Joint``.
    """
    actors, ties = table.axes["actor"], find_voiced(table)
    names: dict[int, list[int]] = defaultdict(list)
    scores: dict[int, float] = {}
    for row, col, score in zip(ties.rows.tolist(), ties.cols.tolist(), ties.scores.tolist(), strict=True):
        names[row].append(col)
        scores[row] = min(score, scores.get(row, 1.0))
    within = _collectives(table)
    voices = {row: tuple(c for c in cols if not within.get(c, set()) & set(cols)) for row, cols in names.items()}
    known = sorted(set(voices.values()), key=lambda v: (len(v), [actors.ids[i] for i in v]))
    at = {voice: i for i, voice in enumerate(known)}
    axis = Axis(
        "voice",
        tuple(JOINED.join(actors.ids[i] for i in v) for v in known),
        tuple(JOINED.join(actors.titles[i] for i in v) for v in known),
        tuple(actors.labels[v[0]] if len(v) == 1 else "Joint" for v in known),
    )
    rows = sorted(voices)
    cols = np.array([at[voices[row]] for row in rows], np.int32)
    return axis, Ties(np.array(rows, np.int32), cols, np.array([scores[row] for row in rows], np.float32))


def _collectives(table: Table) -> dict[int, set[int]]:
    """Return actor -> the collectives it belongs to."""
    ties = table.ties.get("belongs_to")
    found: dict[int, set[int]] = defaultdict(set)
    if ties is not None:
        for member, collective in zip(ties.rows.tolist(), ties.cols.tolist(), strict=True):
            found[member].add(collective)
    return found

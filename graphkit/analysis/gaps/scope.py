"""What a text could be expected to speak of: silence outside it is no gap."""

from collections.abc import Collection, Mapping

import numpy as np

from graphkit.analysis.columns import Bools, Table
from graphkit.analysis.facets import Facet

THEMATIC = ("workshop", "thematic", "box")
"""Words in a document's genre that say it treats one theme, not the whole framework."""
LEAST_SHARE = 0.05
"""A thematic text's scope: the areas that hold at least this share of its links to objectives."""
LEAST_ABOUT, LONG = 0.5, 8
"""Share of a text's statements with an objective below which it treats something else, from so many statements on."""
OWN_VOICE = 10
"""An actor that says at least this much in another's text (an annex, a box) has a text of its own in it."""

Scopes = Mapping[str, Collection[str]]
"""Document id -> ids of the columns it could speak of."""


def find_scope(table: Table, columns: Facet, scopes: Scopes | None = None) -> Bools:
    """Return D x C: whether a document could be expected to speak of a column.

    Stated scopes come first. Otherwise a text on one theme, and one that mostly speaks of other things than the
    framework (a review of all human rights, an energy plan), is held to the thematic areas it really treats, every
    other text to the whole framework; columns that are no objectives are in every scope.
    """
    axis, _ = columns
    result = np.ones((len(table.documents), len(axis)), bool)
    elsewhere = _find_elsewhere(table)
    for position, id in enumerate(table.documents.ids):
        if scopes is not None and id in scopes:
            result[position] = np.isin(np.array(axis.ids), [axis.ids[axis.get(c)] for c in scopes[id]])
        elif axis.name == "objective" and (elsewhere[position] or is_thematic(table.genres[position])):
            result[position] = _areas_treated(table, position)
    return result


def find_own_documents(table: Table) -> Bools:
    """Return actors x D: whose text a document is.

    Its issuers' (where none is stated: of all who speak in it), and of those who say much in it. Who is only quoted
    or reported there could not have spoken of everything, so their silence is no silence.
    """
    said = table.ties["issued"]
    shape = (len(table.axes["actor"]), len(table.documents))
    codes = said.cols.astype(np.int64) * shape[1] + table.document[said.rows]
    counts = np.bincount(codes, minlength=shape[0] * shape[1]).reshape(shape)
    issuers = np.zeros(counts.shape, bool)
    issuers[table.ties["issuer_of"].rows, table.ties["issuer_of"].cols] = True
    unstated = ~issuers.any(axis=0)
    result: Bools = (counts > 0) & (issuers | unstated | (counts >= OWN_VOICE))
    return result


def _find_elsewhere(table: Table) -> Bools:
    """Return which documents mostly speak of other things than the objectives."""
    about = np.zeros(len(table), bool)
    about[table.ties["addresses"].rows] = True
    size = len(table.documents)
    all_ = np.bincount(table.document, minlength=size)
    result: Bools = (all_ >= LONG) & (np.bincount(table.document[about], minlength=size) < LEAST_ABOUT * all_)
    return result


def is_thematic(genre: str) -> bool:
    """Return whether a genre is that of a text on one theme."""
    return any(word in genre for word in THEMATIC)


def _areas_treated(table: Table, document: int) -> Bools:
    """Return which objectives lie in an area that the document treats; all where the areas are not known."""
    found, areas = table.ties["addresses"], table.ties["area"]
    size = len(table.axes["objective"])
    counts = np.bincount(found.cols[table.document[found.rows] == document], minlength=size)
    if not len(areas):
        return np.ones(size, bool)
    by_area = np.bincount(areas.cols, weights=counts[areas.rows], minlength=len(table.axes["area"]))
    treated = (by_area > 0) & (by_area >= LEAST_SHARE * counts.sum())
    result: Bools = counts > 0
    result[areas.rows[treated[areas.cols]]] = True
    return result

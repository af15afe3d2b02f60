"""Practices of one actor that answer what another one asks for."""

from collections.abc import Iterator

import numpy as np

from graphkit.analysis.base import Finding
from graphkit.analysis.columns import Table
from graphkit.analysis.echoes.echoes import Echoed
from graphkit.analysis.echoes.similarity import find_forms
from graphkit.analysis.facets import names_by_statement
from graphkit.analysis.gaps.answers import find_first_objective
from graphkit.analysis.gaps.gap_checks import make_gap
from graphkit.analysis.gaps.gaps import Question

TELLING_SHARE = 0.1
"""A word that stands in a larger share of the statements compared tells nothing of what is done."""
ALWAYS_TELLING = 3
"""In a small graph a word tells as long as it stands in no more statements than this."""
LEAST_WORDS = 2


def find_transferable_practices(q: Question) -> Iterator[Finding | str]:
    """Practices of one actor that another asks for: on a common objective and in telling words, not its name alone."""
    table, echoed = q.table, q.echoed
    doers, issuers, answers = q.names("doer"), q.names("speaker"), Answering(table, echoed)
    first = find_first_objective(table)
    actors, goals = table.axes["actor"], table.axes["objective"]
    practice = table.of_kind("practice")
    for p in np.lexsort((echoed.pairs.right, echoed.pairs.left, -echoed.scores)):
        i, j = int(echoed.pairs.left[p]), int(echoed.pairs.right[p])
        if practice[i] == practice[j] or not answers.holds(int(p)):
            continue
        done, asked = (i, j) if practice[i] else (j, i)
        havers = doers.get(done) or issuers.get(done, [])
        for who in [a for a in issuers.get(asked, ()) if a not in havers]:
            goal = int(first[asked])
            yield make_gap(
                "practice-transferable", (who, table.statements[asked], table.statements[done]),
                table.ids((asked, done)), f"common words: {', '.join(echoed.words(int(p)))}", None, actor=who,
                actor_title=actors.titles[actors.positions[who]], about=goals.ids[goal] if goal >= 0 else None,
                about_title=goals.titles[goal] if goal >= 0 else None, wording=table.texts[asked],
                detail=f"{', '.join(havers) or 'unknown'} (echo {echoed.scores[p]:.2f}): {table.texts[done]}",
            )  # fmt: skip


class Answering:
    """Whether the statements of an echo are about one thing, and not only on one objective."""

    def __init__(self, table: Table, echoed: Echoed) -> None:
        matrix = echoed.vectors.matrix
        most = max(ALWAYS_TELLING, TELLING_SHARE * matrix.shape[0])
        standing = np.bincount(matrix.indices, minlength=matrix.shape[1])
        self.telling = {word for word, n in zip(echoed.vectors.words, standing, strict=True) if n <= most}
        self.echoed, self.goals = echoed, names_by_statement(table, "objective")
        axis = table.axes["objective"]
        self.names = {id: find_forms(title, "en") for id, title in zip(axis.ids, axis.titles, strict=True)}

    def holds(self, pair: int) -> bool:
        """Return whether two telling words are shared, and one that is not in the name of the common objective."""
        left, right = self.echoed.pairs.left[pair], self.echoed.pairs.right[pair]
        common = set(self.goals.get(int(left), ())) & set(self.goals.get(int(right), ()))
        if not common:
            return False
        words = self.telling.intersection(self.echoed.words(pair))
        return len(words) >= LEAST_WORDS and bool(words.difference(*(self.names[goal] for goal in common)))

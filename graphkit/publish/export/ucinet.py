"""UCINET dl: the two-mode matrix actor x objective, and the network of actors with the objectives they share.

S. Borgatti, M. Everett, L. Freeman, UCINET for Windows, 2002.
"""

import re
from collections import Counter, defaultdict
from itertools import combinations

from graphkit.graph.graph import Graph
from graphkit.publish.export.base import Content, Exporter
from graphkit.publish.export.positions import find_positions


def make(graph: Graph) -> dict[str, Content]:
    """Return both networks as dl files; labels are ids, without blanks, as UCINET needs them."""
    counts = Counter((actor, objective) for _, actor, objective in find_positions(graph))
    return {"actors-objectives.dl": _two_mode(counts), "actors.dl": _one_mode(counts)}


def _two_mode(counts: Counter[tuple[str, str]]) -> str:
    actors = sorted({a for a, _ in counts})
    objectives = sorted({o for _, o in counts}, key=_natural)
    rows = [" ".join(str(counts[a, o]) for o in objectives) for a in actors]
    head = [f"dl nr={len(actors)} nc={len(objectives)}", "format=fullmatrix"]
    labels = ["row labels:", ",".join(map(_label, actors)), "column labels:", ",".join(map(_label, objectives))]
    return "\n".join([*head, *labels, "data:", *rows, ""])


def _one_mode(counts: Counter[tuple[str, str]]) -> str:
    objectives: dict[str, set[str]] = defaultdict(set)
    for actor, objective in sorted(counts):
        objectives[actor].add(objective)
    shared = {(a, b): len(objectives[a] & objectives[b]) for a, b in combinations(sorted(objectives), 2)}
    number = {actor: i for i, actor in enumerate(objectives, 1)}
    rows = [f"{number[x]} {number[y]} {n}" for (a, b), n in shared.items() if n for x, y in ((a, b), (b, a))]
    head = [f"dl n={len(objectives)}", "format=edgelist1"]
    return "\n".join([*head, "labels:", ",".join(map(_label, objectives)), "data:", *rows, ""])


def _natural(id: str) -> tuple[str, int, str]:
    number = re.search(r"\d+", id)
    return (id[: number.start()], int(number.group()), id) if number else (id, 0, id)


def _label(id: str) -> str:
    return re.sub(r"[\s,\"']+", "_", id)


EXPORTER = Exporter(
    suffix="",
    about="Two networks: actors by objectives (number of statements), and actors by the objectives they share.",
    opens="UCINET; the network of actors also Gephi and igraph",
    make=make,
)

"""Who joins clusters, who holds the core: brokers and bridges, core and periphery."""

import numpy as np

from graphkit.analysis.base import Method, Result, make_finding
from graphkit.analysis.clusters.clusters import Clusters
from graphkit.analysis.clusters.partition import Labels, make_edges
from graphkit.analysis.columns import Bools, Floats

COLUMNS = ("actor", "title", "cluster", "strength", "betweenness", "participation", "within", "role", "core")

BETWEENNESS = Method(
    "betweenness",
    "share of the shortest paths between all others that pass through an actor; the length of a tie is 1 / weight",
    "L. C. Freeman, Sociometry 40 (1977) 35-41; lengths: M. E. J. Newman, Phys. Rev. E 64 (2001) 016132",
)
PARTICIPATION = Method(
    "participation and role",
    "P_i = 1 - sum_c (k_ic / k_i)^2 over clusters c; z_i = (k_i,own - mean) / sd within the cluster. Connector hub: "
    "z >= 2.5 and P > 0.3; hub: z >= 2.5; bridge: P > 0.62; peripheral: P <= 0.05; else member",
    "Guimera, Amaral, Nature 433 (2005) 895-900",
)
CORE = Method(
    "core and periphery",
    "actors in the order of their strength; the core ends where the weight of ties to stronger actors is largest",
    "Ma, Mondragon, PLoS ONE 10 (2015) e0119678 (rich core)",
)


def find_brokers(clusters: Clusters) -> Result:
    """Return one finding an actor: strength, betweenness, participation, role and core, the best brokers first."""
    weights, labels = clusters.ties.total, clusters.labels
    strength = weights.sum(axis=1)
    between = find_betweenness(weights)
    part, within = find_participation(weights, labels)
    core = find_core(weights)
    findings = []
    for i in np.lexsort((np.arange(len(labels)), -part, -between)):
        values = {
            "actor": clusters.actors.ids[i],
            "title": clusters.actors.titles[i],
            "cluster": int(labels[i]) + 1,
            "strength": round(float(strength[i]), 4),
            "betweenness": round(float(between[i]), 4),
            "participation": round(float(part[i]), 4),
            "within": round(float(within[i]), 3),
            "role": _role(float(within[i]), float(part[i])),
            "core": bool(core[i]),
        }
        row = int(clusters.ties.positions[i])
        best = np.argsort(-clusters.profile.counts[row], kind="stable")[:3]
        behind = dict.fromkeys(s for c in best for s in clusters.profile.statements(row, int(c))[:3])
        findings.append(make_finding("broker", [values["actor"]], values, tuple(behind)))
    methods = (BETWEENNESS, PARTICIPATION, CORE)
    return Result("brokers", "Brokers, bridges, core", COLUMNS, tuple(findings), methods, clusters.parameters)


def _role(within: float, part: float) -> str:
    if within >= 2.5:
        return "connector hub" if part > 0.3 else "hub"
    if part > 0.62:
        return "bridge"
    return "peripheral" if part <= 0.05 else "member"


def find_betweenness(weights: Floats) -> Floats:
    """Return R shares of shortest paths through each actor, 0 to 1."""
    import networkx

    edges = make_edges(weights)
    if edges.size < 3 or not len(edges.weights):
        return np.zeros(edges.size)
    graph = networkx.Graph()
    graph.add_nodes_from(range(edges.size))
    ends = zip(edges.left.tolist(), edges.right.tolist(), (1 / edges.weights).tolist(), strict=True)
    graph.add_weighted_edges_from(ends, weight="length")
    found = networkx.betweenness_centrality(graph, weight="length")
    return np.array([found[i] for i in range(edges.size)])


def find_participation(weights: Floats, labels: Labels) -> tuple[Floats, Floats]:
    """Return R participation coefficients, and R z-values of the strength within the own cluster."""
    to_cluster = weights @ (labels[:, None] == np.arange(labels.max() + 1)[None, :])
    strength = weights.sum(axis=1, keepdims=True)
    share = np.divide(to_cluster, strength, out=np.zeros_like(to_cluster), where=strength > 0)
    part = np.where(strength[:, 0] > 0, 1 - (share**2).sum(axis=1), 0)
    own = to_cluster[np.arange(len(labels)), labels]
    within = np.zeros(len(labels))
    for cluster in range(labels.max() + 1):
        inside = labels == cluster
        spread = own[inside].std()
        within[inside] = (own[inside] - own[inside].mean()) / spread if spread > 0 else 0
    return part, within


def find_core(weights: Floats) -> Bools:
    """Return which actors are in the rich core; nobody where there are no ties."""
    strength = weights.sum(axis=1)
    core = np.zeros(len(weights), bool)
    if not strength.any():
        return core
    order = np.lexsort((np.arange(len(weights)), -strength))
    ranked = weights[np.ix_(order, order)]
    upward = np.tril(ranked, -1).sum(axis=1)
    core[order[: int(upward.argmax()) + 1]] = True
    return core

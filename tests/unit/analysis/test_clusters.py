"""Clusters: planted camps are found, stability tells real from random, ties explain themselves, bad input."""

import networkx
import numpy as np
import pytest
from spoken import Spoken

from graphkit.analysis.certainty import Accuracy, Measure
from graphkit.analysis.clusters.actor_ties import make_actor_ties
from graphkit.analysis.clusters.brokers import find_betweenness, find_brokers, find_core, find_participation
from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.analysis.clusters.null import find_camps
from graphkit.analysis.clusters.partition import (
    Edges,
    find_consensus,
    find_modularity,
    find_partition,
    find_rand,
    make_edges,
    order_labels,
)
from graphkit.analysis.clusters.resampling import Error, resample
from graphkit.analysis.columns import make_table
from graphkit.analysis.facets import get_facet
from graphkit.analysis.overlap.bipartite import find_two_sided_clusters, find_two_sided_modularity, partition_two_sided
from graphkit.analysis.overlap.distinctive import find_distinctive
from graphkit.analysis.overlap.profiles import make_profile
from graphkit.errors import InputError, OptionError, UnknownNameError

FEW = {"replicates": 20}


def two_camps() -> Spoken:
    graph = Spoken(objectives=8)
    for actor, liked in (("AAA", (1, 2, 3)), ("CCC", (1, 2, 4)), ("DDD", (2, 3, 4)), ("EEE", (5, 6, 7)),
                         ("FFF", (6, 7, 8)), ("GGG", (5, 7, 8))):  # fmt: skip
        for objective in liked:
            for number in range(4):
                graph.say(actor, "recommendation", [objective], f"{actor} {objective} {number}", document=f"of {actor}")
    return graph


def test_camps_that_share_priorities_are_found_and_stable() -> None:
    result = find_clusters(two_camps(), **FEW).result()
    assert [sorted(f["members"]) for f in result] == [["AAA", "CCC", "DDD"], ["EEE", "FFF", "GGG"]]
    assert all(f["verdict"] == "stable" for f in result)
    assert all(f["priorities"] == 1.0 for f in result)


def test_a_cluster_says_what_it_stands_for_with_statements() -> None:
    first = find_clusters(two_camps(), **FEW).result().findings[0]
    assert any("Aim 2" in text for text in first["stands_for"])
    assert not any("Aim 7" in text for text in first["stands_for"])
    assert first.statements


def test_actors_without_a_pattern_make_no_stable_clusters() -> None:
    rng = np.random.default_rng(4)
    graph = Spoken(objectives=8)
    for actor in ("AAA", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III"):
        for _ in range(4):
            graph.say(actor, "recommendation", [int(rng.integers(1, 9))], document=f"of {actor}")
    loose = find_clusters(graph, **FEW)
    assert loose.stability.mean() < find_clusters(two_camps(), **FEW).stability.mean() - 0.1


def test_memberships_place_nobody_unless_asked() -> None:
    graph = two_camps()
    graph.members("BLOC", "AAA", "EEE", "FFF", "HHH")
    with_bloc, without = (find_clusters(g, **FEW) for g in (graph, two_camps()))
    assert with_bloc.actors.ids == without.actors.ids
    assert with_bloc.labels.tolist() == without.labels.tolist()


def test_statements_given_to_other_speakers_show_clusters_in_at_most_one_of_twenty_runs() -> None:
    shown = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        graph = Spoken(objectives=8)
        for actor in ("AAA", "CCC", "DDD", "EEE", "FFF", "GGG"):
            for _ in range(15):
                graph.say(actor, "recommendation", [int(rng.integers(1, 9))], document=f"of {actor}")
        table = make_table(graph)
        actors = np.ones(len(table.axes["actor"]), bool)
        shown += find_camps(table, get_facet(table, "objective"), None, actors, seed, shuffles=99).beyond_chance
    assert shown <= 1


@pytest.mark.parametrize("size", [8, 21, 33])
def test_planted_camps_are_found_beyond_chance_in_four_of_five_runs(size: int) -> None:
    found = 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        share = np.where(np.arange(23) < 8, 1.6, 0.8)
        graph = Spoken(objectives=23)
        for number in range(size):
            own = np.roll(share, 8 * (number % 2))
            for goal in rng.choice(23, 100, p=own / own.sum()):
                graph.say(f"S{number:02d}", "recommendation", [int(goal) + 1], document=f"of {number}")
        table = make_table(graph)
        actors = np.ones(len(table.axes["actor"]), bool)
        found += find_camps(table, get_facet(table, "objective"), None, actors, seed, shuffles=99).beyond_chance
    assert found >= 4


def test_no_clusters_beyond_chance_is_an_answer() -> None:
    rng = np.random.default_rng(4)
    graph = Spoken(objectives=8)
    for actor in ("AAA", "CCC", "DDD", "EEE", "FFF", "GGG"):
        for _ in range(8):
            graph.say(actor, "recommendation", [int(rng.integers(1, 9))], document=f"of {actor}")
    result = find_clusters(graph, **FEW).result()
    assert not result.findings
    assert result.notes[0].endswith("no clusters beyond chance.")


def test_memberships_and_mechanisms_tie_and_each_tie_says_by_what() -> None:
    graph = two_camps()
    graph.members("BLOC", "AAA", "EEE")
    graph.members("BIG", "AAA", "CCC", "DDD", "EEE", "FFF")
    graph.mechanism("mechanism:pact", ["AAA", "GGG"])
    weights = {"priorities": 1.0, "memberships": 0.5, "mechanisms": 0.5}
    ties = find_clusters(graph, weights=weights, **FEW).tie_result()
    (bloc,) = ties.find(left="AAA", right="EEE")
    (pact,) = ties.find(left="AAA", right="GGG")
    assert bloc["memberships"] > 0 == bloc["mechanisms"] == bloc["priorities"]
    assert pact["mechanisms"] > 0 == pact["memberships"]


def test_small_circles_tie_more_than_large_ones() -> None:
    graph = two_camps()
    graph.members("BSMALL", "AAA", "EEE")
    graph.members("BLARGE", "CCC", "DDD", "FFF", "GGG", "HHH")
    table = make_table(graph)
    ties = make_actor_ties(table, make_profile(table))
    at = ties.actors.positions
    graph.members("BTINY", "AAA")
    part = ties.parts["memberships"]
    assert part[at["AAA"], at["EEE"]] >= part[at["CCC"], at["DDD"]] > 0


def test_weights_choose_what_counts() -> None:
    graph = two_camps()
    graph.members("BLOC", "AAA", "EEE")
    only = find_clusters(graph, weights={"memberships": 1.0}, speaking=False, **FEW)
    assert only.actors.ids == ("AAA", "BLOC", "EEE")


def test_the_same_seed_gives_the_same_clusters_and_numbers() -> None:
    one, two = (find_clusters(two_camps(), **FEW).result().to_json() for _ in range(2))
    assert one == two


def test_a_measured_error_lowers_the_stability() -> None:
    bad = Accuracy({"detection": Measure(0.8, 0.6, 500), "objectives": Measure(0.5, 0.5, 500)})
    clean, noisy = (find_clusters(two_camps(), accuracy=a, **FEW) for a in (Accuracy(), bad))
    assert noisy.together[0, 1] <= clean.together[0, 1]
    assert not np.allclose(noisy.together, clean.together)
    assert any("has not been measured" in line for line in clean.open_points)


def test_resampled_counts_keep_their_mean() -> None:
    profile = make_profile(make_table(two_camps()))
    mean = np.mean(list(resample(profile, 400, 1, Error(0.8, 0.8))), axis=0)
    assert mean.sum() == pytest.approx(profile.counts.sum(), rel=0.05)


def ring_of_cliques() -> Edges:
    graph = networkx.ring_of_cliques(6, 5)
    matrix = networkx.to_numpy_array(graph)
    return make_edges(matrix)


def test_cliques_are_the_clusters_and_modularity_agrees_with_networkx() -> None:
    edges = ring_of_cliques()
    labels = find_consensus(edges, 1.0, range(5))
    groups = [set(np.flatnonzero(labels == c).tolist()) for c in range(6)]
    expected = networkx.community.modularity(networkx.ring_of_cliques(6, 5), groups)
    assert find_modularity(edges, labels) == pytest.approx(expected)
    assert sorted(map(len, groups)) == [5] * 6


def test_modularity_is_not_below_networkx_louvain() -> None:
    rng = np.random.default_rng(2)
    camp = rng.integers(0, 6, 150)
    matrix = np.triu((rng.random((150, 150)) < np.where(camp[:, None] == camp, 0.3, 0.05)) * rng.random((150, 150)), 1)
    edges = make_edges(matrix + matrix.T)
    graph = networkx.from_numpy_array(matrix + matrix.T)
    louvain = networkx.community.louvain_communities(graph, seed=7)
    assert find_modularity(edges, find_partition(edges)) >= networkx.community.modularity(graph, louvain) - 1e-9


def test_agreement_of_partitions_is_one_alike_and_near_zero_by_chance() -> None:
    rng = np.random.default_rng(1)
    one, two = rng.integers(0, 4, (2, 2000))
    assert find_rand(one, 3 - one) == 1.0
    assert abs(find_rand(one, two)) < 0.01


def test_labels_are_numbered_by_size() -> None:
    assert order_labels(np.array([5, 2, 2, 9])).tolist() == [1, 0, 0, 2]


def test_betweenness_agrees_with_networkx() -> None:
    rng = np.random.default_rng(6)
    matrix = np.triu(rng.random((15, 15)) * (rng.random((15, 15)) < 0.3), 1)
    matrix += matrix.T
    graph = networkx.from_numpy_array(matrix)
    for _, _, data in graph.edges(data=True):
        data["length"] = 1 / data["weight"]
    expected = networkx.betweenness_centrality(graph, weight="length")
    assert find_betweenness(matrix).tolist() == pytest.approx([expected[i] for i in range(15)])


def test_participation_is_half_between_two_clusters_and_zero_inside_one() -> None:
    weights = np.array([[0, 1, 1.0], [1, 0, 0], [1, 0, 0]])
    part, _ = find_participation(weights, np.array([0, 0, 1]))
    assert part.tolist() == pytest.approx([0.5, 0, 0])


def test_the_core_is_the_strong_who_hold_together() -> None:
    weights = np.zeros((6, 6))
    weights[:3, :3] = 5
    weights[0, 3] = weights[1, 4] = weights[2, 5] = 1
    weights = np.triu(weights, 1) + np.triu(weights, 1).T
    assert find_core(weights).tolist() == [True] * 3 + [False] * 3
    assert not find_core(np.zeros((3, 3))).any()


def test_a_broker_between_two_camps_comes_first() -> None:
    graph = two_camps()
    for objective in (1, 2, 3, 5, 6, 7):
        for number in range(2):
            graph.say("MID", "recommendation", [objective], f"middle {objective} {number}", document="middle")
    assert find_brokers(find_clusters(graph, **FEW)).findings[0]["actor"] == "MID"


def test_two_sided_clusters_hold_actors_and_objectives() -> None:
    result = find_two_sided_clusters(two_camps())
    assert [sorted(f["actors"]) for f in result] == [["AAA", "CCC", "DDD"], ["EEE", "FFF", "GGG"]]
    assert result.findings[0]["columns"] == ["Aim 1", "Aim 2", "Aim 3", "Aim 4"]
    assert result.findings[0]["share"] == 1.0


def test_two_sided_modularity_is_the_best_of_all_partitions_of_a_small_matrix() -> None:
    from itertools import product

    counts = np.array([[3.0, 1, 0], [2, 0, 1], [0, 0, 4]])
    best = max(find_two_sided_modularity(counts, np.array(labels)) for labels in product(range(3), repeat=6))
    assert max(partition_two_sided(counts, 1.0, seed)[1] for seed in range(5)) == pytest.approx(best)


def test_distinctive_matter_needs_more_than_small_numbers() -> None:
    counts = np.array([[30.0, 5, 1], [2, 40, 0], [1, 35, 0]])
    z = find_distinctive(counts, np.array([True, False, False]))
    assert z[0] > 1.96 > z[2]
    assert z[1] < -1.96


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"resolution": 0.0}, OptionError, "The resolution is 0.0; it must be between 0.01 and 100"),
        ({"resolution": float("nan")}, OptionError, "The resolution is nan"),
        ({"span": (2.0, 1.0)}, OptionError, "the first must not be larger"),
        ({"weights": {"friendship": 1.0}}, UnknownNameError, "No component of a tie is named 'friendship'"),
        ({"weights": {"priorities": float("nan")}}, OptionError, "The weight of priorities is nan"),
        ({"weights": {"priorities": 0.0}}, OptionError, "The sum of the weights is 0"),
        ({"replicates": 0}, OptionError, "replicates is 0"),
    ],
)
def test_bad_options_are_refused_in_one_line(options: dict, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        find_clusters(two_camps(), **options)


def test_one_actor_only_is_refused() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    with pytest.raises(InputError, match="at least two actors"):
        find_clusters(graph)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_weights_that_are_no_numbers_or_negative_are_refused(value: float) -> None:
    with pytest.raises(InputError, match="weight is"):
        make_edges(np.array([[0, value], [value, 0]]))

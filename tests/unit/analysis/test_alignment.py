"""Who leans the same way: planted camps are told, shuffled voices are not, joint speakers are one voice."""

import numpy as np
import pytest
from spoken import Spoken

from graphkit.analysis.overlap.alignment import find_alignment, poisson_interval
from graphkit.errors import InputError

FEW = {"shuffles": 199}


def camps(lean: bool, seed: int = 3) -> Spoken:
    rng = np.random.default_rng(seed)
    graph = Spoken(objectives=8)
    for number, actor in enumerate(("AAA", "CCC", "DDD", "EEE")):
        likes = np.where(np.arange(8) // 4 == number % 2, 3.0, 1.0) if lean else np.ones(8)
        for goal in rng.choice(8, 60, p=likes / likes.sum()):
            graph.say(actor, "recommendation", [int(goal) + 1], document="forum")
    return graph


def test_voices_of_one_camp_lean_together_and_others_apart() -> None:
    found = {(f["left"], f["right"]): f["together"] for f in find_alignment(camps(True), **FEW).result()}
    assert found["AAA", "DDD"] is True
    assert found["CCC", "EEE"] is True
    assert found["AAA", "CCC"] is False


def test_without_a_lean_whether_voices_stand_together_is_unknown() -> None:
    found = find_alignment(camps(False), **FEW).result()
    assert {f["together"] for f in found} == {None}
    assert "to be told from chance" in found.notes[0]


def test_what_a_voice_stresses_has_an_interval_above_the_common_agenda() -> None:
    found = find_alignment(camps(True), **FEW).stress_result()
    assert {f["column"] for f in found if f["voice"] == "AAA"} <= {f"gcm:{n}" for n in range(1, 5)}
    assert all(f["low"] < f["ratio"] < f["high"] for f in found)


def test_shuffled_voices_stress_nothing_in_nineteen_of_twenty_runs() -> None:
    shown = sum(bool(find_alignment(camps(False, seed), shuffles=99).stress_result().findings) for seed in range(20))
    assert shown <= 1


def test_one_voice_gives_no_finding_but_a_reason() -> None:
    graph = Spoken()
    for _ in range(9):
        graph.say("AAA", "recommendation", [1])
    with pytest.raises(InputError, match="need two voices"):
        find_alignment(graph)


def test_an_exact_interval_holds_its_count() -> None:
    assert poisson_interval(0) == pytest.approx((0.0, 3.689), abs=1e-3)
    assert poisson_interval(10) == pytest.approx((4.795, 18.39), abs=1e-2)

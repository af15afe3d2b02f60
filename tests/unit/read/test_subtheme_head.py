"""The head that reads sub-themes from vectors: for which frameworks and encoders it is, and that it is exact."""

import numpy as np
import pytest

from graphkit.read.encoder import GRID, NoEncoder
from graphkit.read.objectives.subtheme_head import ABOVE, STEP, load_head
from graphkit.read.objectives.subthemes import SubthemeFinder
from graphkit.reference.framework import load_framework


def test_there_is_a_head_for_the_compact_and_the_encoder_it_was_learnt_with_alone() -> None:
    head = load_head("gcm", "usem3")
    assert head is not None
    assert set(head.codes) == {s.code for s in load_framework("gcm").subthemes}
    assert [load_head("gcm", "none"), load_head("sdg", "usem3"), load_head("../gcm", "usem3")] == [None] * 3


def test_without_a_head_the_figures_of_rules_decide() -> None:
    framework = load_framework("gcm")
    finder = SubthemeFinder(framework, NoEncoder(), "en")
    assert finder.table.head is None
    assert finder.ranking == framework.ranking


@pytest.mark.parametrize("seed", [1, 2])
def test_its_sums_are_exact(seed: int) -> None:
    head = load_head("gcm", "usem3")
    vectors = np.random.default_rng(seed).integers(-300, 300, (2, 512)).astype(np.float32) / GRID
    exact = [
        sum(int(w) * int(v) * 2 for w, v in zip(row[:512], vectors[0] * GRID, strict=True))
        + sum(int(w) * int(v) for w, v in zip(row[512:], vectors[1] * GRID, strict=True))
        for row in head.weights[:5]
    ]
    assert ABOVE == 0.5
    assert list(head.score(*vectors).values())[:5] == [total / (2 * GRID * STEP) for total in exact]

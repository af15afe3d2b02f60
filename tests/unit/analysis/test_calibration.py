"""How sure a blank is said to be is how often it is one: found by simulating what is said and what is found."""

import numpy as np
import pytest

from graphkit.analysis.certainty import Accuracy, Measure, find_blanks
from graphkit.analysis.columns import Axis

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)
IDS = tuple(f"gcm:{n}" for n in range(1, 24))
AXIS = Axis("objective", IDS, IDS, ("Objective",) * 23)


@pytest.mark.parametrize("recall", [0.6, 0.85])
def test_blanks_said_to_be_sure_to_a_degree_are_blank_as_often(recall: float) -> None:
    rng = np.random.default_rng(5)
    accuracy = Accuracy({"detection": Measure(1.0, 1.0, 999), "objectives": Measure(1.0, recall, 999)})
    said, true = [], []
    for _ in range(60):
        activity, share = rng.lognormal(3.2, 0.5, 30), rng.dirichlet(np.full(23, 2.0))
        mean = np.outer(activity, share)
        spoken = rng.poisson(mean * rng.gamma(2.0, 0.5, mean.shape))
        found = rng.binomial(spoken, recall).astype(np.int32)
        blanks = find_blanks(found, np.ones(found.shape, bool), np.ones(30), accuracy, "objective", AXIS)
        silent = found == 0
        said += blanks.sure[silent].tolist()
        true += (spoken[silent] == 0).tolist()
    place = np.digitize(said, BINS)
    for n in range(1, len(BINS)):
        inside = place == n
        if inside.sum() >= 200:
            assert np.mean(np.array(said)[inside]) == pytest.approx(np.mean(np.array(true)[inside]), abs=0.05)

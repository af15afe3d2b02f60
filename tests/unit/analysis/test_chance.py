"""The null model: totals kept, agreement with bicm, exact tails, false discovery rate, power."""

import io
import warnings
from contextlib import redirect_stdout

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphkit.analysis.overlap.chance import adjust_fdr, find_chances, poisson_binomial_tails, solve_bicm
from graphkit.analysis.overlap.power import plant_pairs
from graphkit.errors import InputError, OptionError


def sample(rows: int, columns: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.random((rows, columns)) < np.outer(rng.beta(1, 2, rows), np.linspace(0.2, 1, columns))


@settings(max_examples=80, deadline=None)
@given(arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_row_and_column_totals_are_kept_on_average(binary: np.ndarray) -> None:
    p = solve_bicm(binary)
    assert np.abs(p.sum(axis=1) - binary.sum(axis=1)).max() < 1e-6
    assert np.abs(p.sum(axis=0) - binary.sum(axis=0)).max() < 1e-6
    assert ((p >= 0) & (p <= 1)).all()


@pytest.mark.parametrize(("rows", "columns"), [(12, 9), (30, 23), (20, 60)])
def test_probabilities_and_p_values_agree_with_bicm(rows: int, columns: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bicm = pytest.importorskip("bicm", reason="bicm is not installed: pip install graphkit[dev]")
        binary = sample(rows, columns, seed=rows)
        binary = binary[binary.any(axis=1)][:, binary.any(axis=0)]
        with redirect_stdout(io.StringIO()):
            other = bicm.BipartiteGraph(biadjacency=binary.astype(int))
            other.solve_tool(verbose=False)
            other.compute_projection(rows=True, approx_method="poibin", progress_bar=False)
            expected = other.get_projected_pvals_mat()
    found = find_chances(binary)
    assert np.abs(solve_bicm(binary) - other.get_bicm_matrix()).max() < 1e-6
    tested = found.shared > 0
    theirs = np.maximum(expected, expected.T)[found.left, found.right]
    assert np.abs(found.p - theirs)[tested].max() < 1e-6


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_tails_equal_the_sum_over_all_outcomes(chances: list[float]) -> None:
    tails = poisson_binomial_tails(np.array([chances]))[0]
    mass = np.zeros(len(chances) + 1)
    for outcome in range(2 ** len(chances)):
        bits = [(outcome >> i) & 1 for i in range(len(chances))]
        mass[sum(bits)] += np.prod([c if b else 1 - c for b, c in zip(bits, chances, strict=True)])
    assert tails == pytest.approx(mass[::-1].cumsum()[::-1], abs=1e-12)


def test_tiny_tails_are_not_lost_in_rounding() -> None:
    tails = poisson_binomial_tails(np.full((1, 40), 1e-3))[0]
    assert tails[20] == pytest.approx(1.3517e-49, rel=1e-3)


def test_q_values_follow_benjamini_and_hochberg() -> None:
    p = np.array([0.01, 0.04, 0.03, 0.005])
    assert adjust_fdr(p).tolist() == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_chance_alone_is_rarely_called_more_than_chance() -> None:
    calls = [find_chances(sample(30, 60, seed)).significant.mean() for seed in range(12)]
    assert np.mean(calls) < 0.01


def planted(columns: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Four camps that share a quarter of the columns at 0.75, the rest at 0.08."""
    rng = np.random.default_rng(seed)
    camp = rng.integers(0, 4, 33)
    liked = np.array([rng.permutation(columns) < columns // 4 for _ in range(4)])
    return rng.random((33, columns)) < np.where(liked[camp], 0.75, 0.08), camp


def test_many_columns_reveal_planted_camps_and_few_say_that_they_cannot() -> None:
    few, many = (find_chances(planted(columns)[0]) for columns in (23, 187))
    camp = planted(187)[1]
    same = camp[many.left] == camp[many.right]
    assert few.significant.sum() <= 0.1 * same.sum()
    assert many.significant[same].mean() > 0.6
    assert many.significant[~same].sum() <= 0.05 * many.significant.sum()
    assert few.power < 0.5 < many.power


def test_planted_agreements_are_found_with_many_columns_and_not_with_few() -> None:
    shares = [found / all_ for all_, found in (plant_pairs(planted(columns)[0]) for columns in (23, 187))]
    assert shares[0] <= 0.1
    assert shares[1] >= 0.7
    assert plant_pairs(planted(23)[0]) == plant_pairs(planted(23)[0])


def test_the_smallest_detectable_overlap_is_where_the_tail_falls_below_the_level() -> None:
    binary = planted(187)[0]
    found = find_chances(binary)
    p = solve_bicm(binary)
    level = 0.05 / len(found.left)
    for n in range(0, len(found.left), 50):
        tails = poisson_binomial_tails((p[found.left[n]] * p[found.right[n]])[None])[0]
        least = int(found.detectable[n])
        assert least < 0 or (tails[least] <= level < tails[least - 1])


def test_less_than_two_rows_or_an_impossible_level_are_refused() -> None:
    with pytest.raises(InputError, match="at least two rows"):
        find_chances(np.ones((1, 3), bool))
    with pytest.raises(OptionError, match="alpha is 1"):
        find_chances(np.ones((3, 3), bool), alpha=1)

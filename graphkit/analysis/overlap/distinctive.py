"""What some rows speak of more than the others: log-odds with a prior, so that small numbers do not shout."""

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Bools, Floats

PRIOR = 10.0
LEAST_Z = 1.96

METHOD = Method(
    "distinctive matter",
    "z_a = d_a / sd, d_a = logit((y_a + p_a) / (n + p)) - logit((y'_a + p_a) / (n' + p)), sd^2 = 1 / (y_a + p_a) + "
    "1 / (y'_a + p_a), y of the cluster, y' of all others, p_a = 10 x share of column a; named when z >= 1.96",
    "Monroe, Colaresi, Quinn, Political Analysis 16 (2008) 372-403",
)


def find_distinctive(counts: Floats, inside: Bools) -> Floats:
    """Return C z-values of the columns: how much more the rows inside speak of each than the rows outside."""
    ours, theirs = counts[inside].sum(axis=0), counts[~inside].sum(axis=0)
    whole = counts.sum()
    if whole == 0 or ours.sum() == 0 or theirs.sum() == 0:
        return np.zeros(counts.shape[1])
    prior = PRIOR * (ours + theirs) / whole + 1e-9
    y, z = ours + prior, theirs + prior
    gap = np.log(y / (y.sum() - y + 1e-9)) - np.log(z / (z.sum() - z + 1e-9))
    result: Floats = gap / np.sqrt(1 / y + 1 / z)
    return result

"""How far two codings of the same units agree."""

from collections import Counter
from collections.abc import Sequence

from graphkit.errors import InputError
from graphkit.evaluation.gold import LIST_FIELDS, Unit


def find_agreement(first: Sequence[Unit], second: Sequence[Unit]) -> dict[str, float]:
    """Return Cohen's kappa for statement-or-not and kind, and F1 for each list field, over shared units.

    Kappa is J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20 (1960). InputError where the files share no unit.
    """
    other = {u.id: u for u in second}
    pairs = [(u, other[u.id]) for u in first if u.id in other]
    if not pairs:
        raise InputError("The two codings share no unit id: they must code the same units.")
    kinds = [(a.kinds[0], b.kinds[0]) for a, b in pairs]
    result = {
        "units": float(len(pairs)),
        "statement or not (kappa)": kappa([("none" in a, "none" in b) for a, b in kinds]),
        "kind (kappa)": kappa(kinds),
    }
    for name in LIST_FIELDS:
        both = sum(len(a.must[name] & b.must[name]) for a, b in pairs)
        total = sum(len(a.must[name]) + len(b.must[name]) for a, b in pairs)
        result[f"{name} (F1)"] = 2 * both / total if total else 1.0
    return result


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Return Cohen's kappa of pairs of labels; 1 where both always give the same single one."""
    seen = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)

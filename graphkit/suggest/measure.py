"""How a language model codes, measured against people's coding as a coder is: on the units that it was asked about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.evaluation.agreement import kappa
from graphkit.evaluation.gold import Unit
from graphkit.evaluation.measures import pair_units
from graphkit.files import read_text

Row = dict[str, Any]
_TAKEN = ("principles", "groups", "addressees", "actors", "mechanisms")


@dataclass(frozen=True, slots=True)
class Coding:
    """A model's coding beside that of people."""

    rows: list[Row]
    """What it calls statements, in exchange form."""
    units: list[Unit]
    """The people's units that it was asked about."""
    kappa: dict[str, float]
    """Cohen's kappa by what is compared; where people differ, whichever the model says is theirs."""


def find_coding(rows: Sequence[Row], suggested: Mapping[str, Mapping[str, Sequence[str]]], units: list[Unit]) -> Coding:
    """Return a model's coding of the statements ``rows`` beside that of people; InputError where they share none.

    ``suggested``: statement -> field -> codes. A unit that the model was not asked about is not held against it.
    """
    asked = [row for row in rows if row["id"] in suggested]
    pairs = [(unit, row) for unit, row in pair_units(asked, units) if row is not None]
    if not pairs:
        raise InputError("None of the suggestions is about a coded unit: they must be of the same texts.")
    kinds = [(unit, _kind(suggested[row["id"]])) for unit, row in pairs]
    said = [(kind if kind in unit.kinds else unit.kinds[0], kind) for unit, kind in kinds]
    agreed = {
        "kind (kappa)": kappa(said),
        "statement or not (kappa)": kappa([(a == "none", b == "none") for a, b in said]),
    }
    coded = [_with_labels(row, suggested[row["id"]]) for row in asked if _kind(suggested[row["id"]]) != "none"]
    return Coding(coded, [unit for unit, _ in pairs], {"units": float(len(pairs)), **agreed})


def _kind(labels: Mapping[str, Sequence[str]]) -> str:
    return next(iter(labels.get("kind", ())), "none")


def _with_labels(row: Row, labels: Mapping[str, Sequence[str]]) -> Row:
    numbers = [code.rpartition(":")[2] for code in labels.get("objectives", ())]
    lists = {name: list(labels.get(name, ())) for name in _TAKEN}
    return {**row, "kind": _kind(labels), "objectives": [int(n) for n in numbers if n.isdigit()], **lists}


def read_spent(suggestions: Path) -> dict[str, Any]:
    """Return what the run took that wrote a suggestions.jsonl, from run.json beside it; empty where there is none."""
    path = suggestions.with_name("run.json")
    if not path.exists():
        return {}
    try:
        facts = json.loads(read_text(path))
        return {name: facts[name] for name in ("model", "requests", "tokens_in", "tokens_out", "seconds", "cost")}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not what graphkit code suggest wrote ({error!r}). Run it again.") from error

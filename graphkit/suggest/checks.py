"""Checks of what a model answered: only known codes, only asked units, only words that stand in the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphkit.suggest.codes import FREE, LISTS, MOST, Codes
from graphkit.suggest.units import SentUnit
from graphkit.text.document import KINDS, POSITIONS

INVENTED = "words that are not in the unit"


@dataclass(frozen=True, slots=True)
class Label:
    """One suggested label; ``start`` and ``end`` are where its words stand in the unit, end exclusive."""

    field: str
    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of an answer that was not taken, and why."""

    unit: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a model suggests for one unit."""

    unit: str
    labels: tuple[Label, ...]

    def codes(self, name: str) -> list[str]:
        """Return the codes of a field in the order given."""
        return [label.code for label in self.labels if label.field == name]


@dataclass(slots=True)
class Checked:
    """The suggestions of one answer and what was refused in it."""

    suggestions: list[Suggestion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def count(self) -> dict[str, int]:
        """Return reason -> how many."""
        return dict(sorted(Counter(r.reason for r in self.refusals).items()))


def check_answer(answer: Any, units: Sequence[SentUnit], codes: Codes) -> Checked:
    """Return what of an answer can be shown to people.

    A unit that was not sent, comes twice or is missing is refused by name; so is a label outside the closed lists,
    without words, or whose words do not stand in the unit letter by letter.
    """
    checked, sent, seen = Checked(), {u.id: u for u in units}, set[str]()
    rows = answer.get("units") if isinstance(answer, dict) else None
    for row in rows if isinstance(rows, list) else ():
        id = row.get("id") if isinstance(row, dict) else None
        if not isinstance(id, str) or id not in sent or id in seen:
            why = "unit given twice" if id in seen else "unit that was not sent"
            checked.refusals.append(Refusal(str(id)[:80], "id", "", why))
            continue
        seen.add(id)
        labels = list(_labels(row, sent[id], codes, checked.refusals))
        if any(label.field == "kind" for label in labels):
            checked.suggestions.append(Suggestion(id, tuple(labels)))
        else:
            checked.refusals.append(Refusal(id, "kind", "", "no usable kind"))
    checked.refusals += [Refusal(id, "id", "", "unit without an answer") for id in sent if id not in seen]
    return checked


def _labels(row: dict[str, Any], unit: SentUnit, codes: Codes, refusals: list[Refusal]) -> Iterator[Label]:
    kind = _single(row, "kind", KINDS, unit, refusals)
    if kind is None:
        return
    yield kind
    if kind.code == "none":
        return
    position = _single(row, "position", POSITIONS, unit, refusals)
    if position is not None:
        yield position
    for name in LISTS:
        yield from _several(row, name, unit, codes, refusals)


def _single(
    row: dict[str, Any], name: str, known: Sequence[str], unit: SentUnit, refusals: list[Refusal]
) -> Label | None:
    """Return the label of a field with one value; without words the whole unit carries it."""
    given = row.get(name)
    code, words = (given.get("code"), given.get("words") or "") if isinstance(given, dict) else (given, "")
    if not isinstance(code, str) or code not in known:
        refusals.append(Refusal(unit.id, name, str(code)[:80], "unknown code"))
        return None
    if words and not _carries(words, unit):
        refusals.append(Refusal(unit.id, name, str(words)[:200], INVENTED))
        return None
    start = unit.text.find(words)
    return Label(name, code, words, start, start + len(words or unit.text))


def _carries(words: object, unit: SentUnit) -> bool:
    """Return whether words stand in a unit letter by letter and say anything."""
    return isinstance(words, str) and words in unit.text and any(c.isalnum() for c in words)


def _several(row: dict[str, Any], name: str, unit: SentUnit, codes: Codes, refusals: list[Refusal]) -> Iterator[Label]:
    given, seen = row.get(name, []), set[str]()
    if not isinstance(given, list):
        refusals.append(Refusal(unit.id, name, str(given)[:80], "no list"))
        return
    for item in given:
        code, words = (item.get("code"), item.get("words")) if isinstance(item, dict) else (None, None)
        value = str(code)[:80]
        if not isinstance(code, str) or not code.strip() or (name not in FREE and code not in codes.of[name]):
            refusals.append(Refusal(unit.id, name, value, "unknown code"))
        elif not isinstance(words, str) or not words.strip():
            refusals.append(Refusal(unit.id, name, value, "label without words"))
        elif not _carries(words, unit):
            refusals.append(Refusal(unit.id, name, words[:200], INVENTED))
        elif code not in codes.of[name] and not _carries(code.strip(), unit):
            refusals.append(Refusal(unit.id, name, value, "name that is not in the unit"))
        elif code in seen or len(seen) == MOST.get(name):
            refusals.append(Refusal(unit.id, name, value, "label given twice or beyond the most allowed"))
        else:
            seen.add(code)
            start = unit.text.find(words)
            yield Label(name, code.strip(), words, start, start + len(words))

"""Make a report again and compare every value with what a file says."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.analysis.certainty import Accuracy
from graphkit.errors import InputError, OptionError
from graphkit.files import read_text
from graphkit.publish.report.focus import Question
from graphkit.publish.report.report import FORMAT, make_report
from graphkit.workspace import open_workspace

PRECISION = 1e-6
"""Numbers differ when they are further apart than this part of the larger: less is how machines add."""
CHECKED = (".json", ".html", ".htm", ".docx")
"""Endings of reports that can be checked."""
_LONGEST = 80
_NEAR = 30
"""Characters shown before and after what differs in a long text."""


@dataclass(frozen=True, slots=True)
class Check:
    """What came out: how many values were compared, and a line for each that differs."""

    compared: int
    differences: tuple[str, ...]


def read_report(path: Path) -> dict[str, Any]:
    """Read a report written with ``--format json``; InputError where it is none."""
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not JSON ({error}). Write it with: graphkit report --format json") from error
    if not isinstance(data, dict) or "report" not in data:
        raise InputError(f"{path} is no report of graphkit. Write one with: graphkit report --format json")
    if data["report"] != FORMAT:
        raise InputError(f"{path} has format {data['report']!r}, this graphkit reads {FORMAT}. Make the report again.")
    shapes = {"question": dict, "sections": list, "statements": dict, "digest": str, "store": str}
    wrong = [name for name, shape in shapes.items() if not isinstance(data.get(name), shape)]
    if wrong:
        raise InputError(f"{path}: '{wrong[0]}' is missing or of the wrong type. Make the report again.")
    return data


def check_report(path: Path, store: Path | None = None, accuracy: Accuracy | None = None) -> Check:
    """Make the report of a file again and compare all values.

    ``store``: the directory to make it from; None takes the one that the report names. ``accuracy``: the table that a
    short report was made with; None is the packaged one. InputError for a file that is
    no report, UnknownNameError where the graph no longer holds what the report is about.
    """
    if path.suffix.lower() not in CHECKED:
        raise InputError(
            f"{path}: reports as {', '.join(CHECKED)} can be checked; others hold no note to check them by. "
            "Write it with: graphkit report --format json"
        )
    if path.suffix.lower() in (".html", ".htm", ".docx"):
        from graphkit.publish.report.check_short import check_short

        return Check(*check_short(path, store, accuracy))
    told = read_report(path)
    place = store if store is not None else Path(told["store"])
    made = make_report(open_workspace(place), _read_question(path, told["question"]), told["store"]).to_dict()
    pairs = [*_compare(_index(path, told), _index(path, json.loads(json.dumps(made))), "")]
    return Check(len(pairs), tuple(line for line in pairs if line))


def _read_question(path: Path, question: Mapping[str, Any]) -> Question:
    known = {"kind", "actor", "objective", "body"}
    if set(question) != known or not all(v is None or isinstance(v, str) for v in question.values()):
        raise InputError(f"{path}: 'question' must hold {', '.join(sorted(known))}. Make the report again.")
    if question["kind"] is None:
        raise OptionError(f"{path}: 'question' names no kind of report. Make the report again.")
    return Question(**question)


def _index(path: Path, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is compared, with sections, results and findings by their names instead of their places."""
    try:
        sections = {s["name"]: {**s, "results": _results(s["results"])} for s in report["sections"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: a section is not of the right form ({error!r}). Make the report again.") from error
    kept = {name: report.get(name) for name in ("title", "digest", "sources", "statements")}
    return {**kept, "sections": sections}


def _results(results: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        r["name"]: {
            **r,
            "findings": {f["finding"]: f for f in r["findings"]},
            "order of findings": [f["finding"] for f in r["findings"]],
        }
        for r in results
    }


def _compare(told: Any, made: Any, place: str) -> Iterator[str]:
    """Yield one line for each value: empty where both are equal, else where and how they differ."""
    if isinstance(told, dict) and isinstance(made, dict):
        for key in sorted({*told, *made}):
            yield from _compare_key(told, made, key, f"{place}/{key}")
    elif isinstance(told, list) and isinstance(made, list) and len(told) == len(made):
        for n, (one, other) in enumerate(zip(told, made, strict=True)):
            yield from _compare(one, other, f"{place}[{n}]")
    elif _equal(told, made):
        yield ""
    else:
        pair = show_change(told, made) if isinstance(told, str) and isinstance(made, str) else (told, made)
        yield f"{place}: the report says {_cut(pair[0])}, the graph gives {_cut(pair[1])}"


def _compare_key(told: dict[str, Any], made: dict[str, Any], key: str, place: str) -> Iterator[str]:
    if key not in made:
        yield f"{place}: only in the report: {_cut(told[key])}"
    elif key not in told:
        yield f"{place}: missing from the report: {_cut(made[key])}"
    else:
        yield from _compare(told[key], made[key], place)


def _equal(told: Any, made: Any) -> bool:
    numbers = [isinstance(v, int | float) and not isinstance(v, bool) for v in (told, made)]
    if all(numbers):
        return math.isclose(told, made, rel_tol=PRECISION, abs_tol=1e-12)
    return type(told) is type(made) and bool(told == made)


def show_change(told: str, made: str, longest: int = _LONGEST) -> tuple[str, str]:
    """Return both texts, or of long ones the words that differ with a little of what is around them.

    >>> show_change("x " * 50 + "nine voices spoke", "x " * 50 + "ten voices spoke", 60)
    ('… x x x x x x x x x x x x x x x nine voices spoke', '… x x x x x x x x x x x x x x x ten voices spoke')
    """
    if max(len(told), len(made)) <= longest:
        return told, made
    one, other = (re.findall(r"\s*\S+", text) for text in (told, made))
    head = _count_alike(one, other)
    tail = _count_alike(one[head:][::-1], other[head:][::-1])
    before, after = "".join(one[:head]), "".join(one[len(one) - tail :])
    start = f"… {before[-_NEAR:].partition(' ')[2]}" if len(before) > _NEAR else before
    end = f"{after[:_NEAR].rpartition(' ')[0]} …" if len(after) > _NEAR else after
    changed = ("".join(words[head : len(words) - tail]) for words in (one, other))
    said, given = (f"{start}{words}{end}" for words in changed)
    return said, given


def _count_alike(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many words are the same from the first on."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _cut(value: Any) -> str:
    longest = _LONGEST + 2 * _NEAR if isinstance(value, str) else _LONGEST
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= longest else text[: longest - 1] + "…"

"""docs/accuracy.md: figures by folds of documents; those of texts coded twice first, the others to compare only."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from graphkit.evaluation import Accuracy
from graphkit.evaluation.measures import Score
from graphkit.evaluation.tables import show_score
from graphkit.files import write_text
from training.labels import TYPES, Labelled

FIELDS = (
    "detection",
    "kind",
    "first objective",
    "objectives",
    "principles",
    "groups",
    "addressees",
    "actors",
    "mechanisms",
)
UNCODED = {"addressees", "actors", "mechanisms"}
"""Fields that only some types of texts have labels for."""
TWICE = "mixed, two coders"
ONCE = "coded once"
"""All types of texts that one person coded, together."""
WHOLE = (TWICE, "invented")
COMPARED = (*sorted({*TYPES.values()}), ONCE, "recommendations")
IN_SIGHT = ("source", "invented", "off-topic")
MADE_SO = {
    "recommendations": {"detection", "kind"},
    "off-topic": {"first objective", "objectives", "principles", "groups"},
}
"""Figures that how the texts were made decides: lists of nothing but recommendations; statements without a theme."""
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)
Read = Sequence[tuple[Labelled, list[dict[str, Any]]]]


def write_page(
    path: Path,
    accuracy: Mapping[str, Accuracy],
    off: Mapping[str, tuple[int, int]],
    texts: Sequence[Labelled],
    read: Read,
) -> None:
    """Write the page."""
    counted = {name: sum(t.type == name for t in texts) for name in accuracy}
    twice = accuracy[TWICE]
    lines = [
        "# Accuracy",
        "",
        "Written by `python -m training.evaluate --write`; do not edit. Every document is read by heads and thresholds",
        "that were fitted on other documents (five folds of whole documents). The rules, which are figures for the",
        "heads, were also made with labels of these texts in sight, the real ones too, so a text that nobody here has",
        "seen may be read less well. Fields are measured on the units that were found. In brackets: 95 % interval of a",
        "bootstrap over units (1,000 samples, fixed seed); documents differ more than units, so a single text may well",
        "lie outside. Dashes: not coded, or decided by how the texts were made.",
        "",
        "## On texts that two people coded",
        "",
        *wrap(
            f"{counted[TWICE]} English and Spanish texts, {twice.units} units: the figures to quote. Three of the "
            "texts are public ones as they are; the others were written after openings of real documents, in their "
            "form and with other sentences. A value that both coders gave has to be found; one that either gave is "
            "never wrong. The coders agree to .99 on statement or not, .97 on the kind, .94 on the first objective, "
            ".96 on objectives, .92 on principles, .95 on groups, .86 on actors and .58 on addressees (English texts; "
            "on Spanish ones a little more).",
            120,
        ),
        "",
        "| field | precision | recall | F1 or share right (95 %) | cases |",
        "|---|---|---|---|---|",
        *(_field(name, twice.fields[name]) for name in FIELDS),
        "",
        "Statement or not is `detection`; `kind` and `first objective` are shares of units. By kind:",
        "",
        *_scores("kind", twice.kinds),
        "",
        "### Are scores chances?",
        "",
        "A kind of score .8 should be right in 8 of 10 cases. On the same texts:",
        "",
        "| score | mean score | right | kinds |",
        "|---|---|---|---|",
        *_reliability(read, (TWICE,)),
        "",
        "## For comparing types of text, not to quote",
        "",
        "One person coded each of these texts, for the heads to learn from, so the figures hold that coder's habits as",
        "well as the reading's mistakes. They tell which types of text, objectives and scores are harder than others.",
        "*Mixed, Spanish* was written after openings of real documents. *Recommendations* are single ones of the",
        "Universal Periodic Review.",
        "",
        *_by_type(accuracy, counted, COMPARED),
        "",
        "How many statements that were coded with no objective of the Compact get one:",
        "",
        "| type of text | such statements | get an objective |",
        "|---|---|---|",
        *(f"| {n} | {of} | {wrong / of:.0%} |" for n, (wrong, of) in sorted(off.items()) if n in COMPARED and of >= 10),
        "",
        "Objectives, all types but recommendations together:",
        "",
        *_scores("objective", accuracy[ONCE].objectives),
        "",
        "Scores of kinds:",
        "",
        "| score | mean score | right | kinds |",
        "|---|---|---|---|",
        *_reliability(read, tuple(TYPES.values())),
        "",
        "## Texts that the rules were tuned on",
        "",
        "The rules were written with the labels of the *source* texts and of most *invented* ones at hand, so these",
        "rows flatter. The statements of *off-topic* texts have no objective, principle or group.",
        "",
        *_by_type(accuracy, counted, IN_SIGHT),
        "",
    ]
    write_text(path, "\n".join(lines))


def _field(name: str, score: Score) -> str:
    precision, recall = ("-" if v is None else f"{v:.3f}" for v in (score.precision, score.recall))
    return f"| {name} | {precision} | {recall} | {show_score(score)} | {score.cases} |"


def _by_type(accuracy: Mapping[str, Accuracy], counted: Mapping[str, int], types: Collection[str]) -> list[str]:
    fields = [f for f in FIELDS if f not in UNCODED or set(types) & set(WHOLE)]
    lines = ["| type of text | texts | units | " + " | ".join(fields) + " |", "|---" * (3 + len(fields)) + "|"]
    for name in (t for t in types if t in accuracy):
        one, cells = accuracy[name], []
        for field in fields:
            known = (field not in UNCODED or name in WHOLE) and field not in MADE_SO.get(name, ())
            cells.append(show_score(one.fields[field]) if known else "-")
        lines.append(f"| {name} | {counted.get(name) or ''} | {one.units} | " + " | ".join(cells) + " |")
    return lines


def _scores(what: str, table: Mapping[str, Score]) -> list[str]:
    return [f"| {what} | precision | recall | F1 (95 %) | cases |", "|---|---|---|---|---|"] + [
        _field(name, score) for name, score in table.items()
    ]


def _reliability(read: Read, types: Collection[str]) -> list[str]:
    pairs = []
    for text, rows in read:
        if text.type not in types:
            continue
        for row in rows:
            unit = max(text.coded, key=lambda u: u.overlap(row))
            if unit.overlap(row) * 2 >= row["end"] - row["start"]:
                pairs.append((row["score"], row["kind"] in unit.kinds))
    lines = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        held = [(s, r) for s, r in pairs if low <= s < high]
        if held:
            mean, right = (sum(p[i] for p in held) / len(held) for i in (0, 1))
            lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {mean:.2f} | {right:.2f} | {len(held)} |")
    return lines

"""docs/accuracy.md: figures by folds of documents, by type of text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.evaluation import Accuracy
from graphkit.evaluation.tables import show_score
from graphkit.files import write_text
from training.labels import Labelled

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
WHOLE = ("mixed, two coders", "invented")
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)


def write_page(
    path: Path,
    accuracy: Mapping[str, Accuracy],
    off: Mapping[str, tuple[int, int]],
    texts: Sequence[Labelled],
    read: Sequence[tuple[Labelled, list[dict[str, Any]]]],
) -> None:
    """Write the page."""
    counted = {name: sum(t.type == name for t in texts) for name in accuracy}
    lines = [
        "# Accuracy",
        "",
        "Written by `python -m training.evaluate --write`; do not edit. Every document is read by heads and thresholds",
        "that were fitted on other documents (five folds of whole documents), so these are figures for a text that the",
        "heads have not seen. A value that all coders gave has to be found; one that either gave "
        "is never wrong; fields are",
        "measured on the units that were found. In brackets: 95 % interval of a bootstrap over "
        "units (1,000 samples, fixed",
        "seed); documents differ more than units, so a single text may well lie outside.",
        "",
        "Most real texts were coded once, so figures there hold the coder's own variation: two "
        "coders of the *mixed* texts",
        "agree to .99 on statement or not, .97 on the kind, .94 on the first objective, .96 on "
        "objectives. Dashes: not coded.",
        "",
        "## By type of text, on documents not seen",
        "",
        *_by_type(accuracy, counted),
        "",
        "*Real texts*: all types of texts that people outside this project wrote. The rules, which are figures for the",
        "heads, were written with the labels of the *source* texts and of most *invented* ones at "
        "hand: those two rows are",
        "**tuned on**, for the rules' part, and flatter. *Recommendations*: single recommendations "
        "of the Universal Periodic Review.",
        "",
        "## Statements about something else",
        "",
        "How many statements that people coded with no objective of the Compact get one.",
        "",
        "| type of text | such statements | get an objective |",
        "|---|---|---|",
        *(f"| {n} | {of} | {wrong / of:.0%} |" for n, (wrong, of) in sorted(off.items()) if of >= 10),
        "",
        "## Kinds, on real texts",
        "",
        *_scores("kind", accuracy["real texts"].kinds),
        "",
        "## Objectives, on real texts",
        "",
        *_scores("objective", accuracy["real texts"].objectives),
        "",
        "## Are scores chances?",
        "",
        "A kind of score .8 should be right in 8 of 10 cases. On real texts:",
        "",
        "| score | mean score | right | kinds |",
        "|---|---|---|---|",
        *_reliability(read),
        "",
    ]
    write_text(path, "\n".join(lines))


def _by_type(accuracy: Mapping[str, Accuracy], counted: Mapping[str, int]) -> list[str]:
    lines = ["| type of text | texts | units | " + " | ".join(FIELDS) + " |", "|---" * (3 + len(FIELDS)) + "|"]
    for name in sorted(accuracy, key=lambda n: (n != "real texts", n == "all", n)):
        one, cells = accuracy[name], []
        for field in FIELDS:
            known = field not in UNCODED or name in WHOLE
            cells.append(show_score(one.fields[field]) if known else "-")
        lines.append(f"| {name} | {counted.get(name) or ''} | {one.units} | " + " | ".join(cells) + " |")
    return lines


def _scores(what: str, table: Mapping[str, Any]) -> list[str]:
    lines = [f"| {what} | precision | recall | F1 (95 %) | cases |", "|---|---|---|---|---|"]
    return lines + [
        f"| {n} | {s.precision:.3f} | {s.recall:.3f} | {show_score(s)} | {s.cases} |" for n, s in table.items()
    ]


def _reliability(read: Sequence[tuple[Labelled, list[dict[str, Any]]]]) -> list[str]:
    pairs = []
    for text, rows in read:
        if text.type in ("invented", "off-topic", "source", "recommendations"):
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

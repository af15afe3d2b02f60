"""Corrections by people that last: rows of a review sheet, matched by content id and applied in every later build."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphkit.graph.disputes import find_disputes, without_disputed
from graphkit.graph.review_sheet import FIELDS, RANKED, SUGGESTED, Correction
from graphkit.ids import make_id
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink, Reading
from graphkit.text.document import Document, Statement, StatementKind


class Corrections:
    """Corrections by statement id; remembers which were used, so that none is lost in silence."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        corrections = list(corrections)
        self._suggested = [c for c in corrections if c.coder.startswith(SUGGESTED)]
        corrections = [c for c in corrections if not c.coder.startswith(SUGGESTED)]
        self._disputes = find_disputes(corrections)
        corrections = [without_disputed(c, self._disputes) for c in corrections]
        self._by_id: dict[str, list[Correction]] = defaultdict(list)
        self._added: dict[str, list[Correction]] = defaultdict(list)
        self._open: set[Correction] = set()
        for c in corrections:
            (self._by_id[c.id] if c.id else self._added[c.document]).append(c)
            self._open.add(c)

    def apply(self, reading: Reading) -> Reading:
        """Return the reading with the corrections of its statements."""
        statements, links = {s.id: s for s in reading.statements}, list(reading.links)
        for c in self._added.get(reading.document.id, ()):
            added = _added_statement(reading.document, c)
            if added is not None:
                statements.setdefault(added.id, added)
                links = self._use(c, added.id, statements, links)
        for id in [s.id for s in reading.statements]:
            for c in self._by_id.get(id, ()):
                links = self._use(c, id, statements, links)
        kept = tuple(sorted(statements.values(), key=lambda s: (s.start, s.end)))
        return replace(reading, statements=kept, links=tuple(k for k in links if k.statement in statements))

    def _use(self, c: Correction, id: str, statements: dict[str, Statement], links: list[FoundLink]) -> list[FoundLink]:
        self._open.discard(c)
        changes = dict(c.changes)
        if changes.get("kind") == ("none",):
            statements.pop(id, None)
        if id not in statements:
            return links
        statements[id] = _rekind(statements[id], c)
        if statements[id].kind != "practice":  # only what was done has somebody who did it
            links = [k for k in links if k.statement != id or k.type != "CARRIES_OUT"]
        return _recode(links, statements[id], c)

    def report(self, issues: Issues) -> None:
        """Record each correction whose statement was not met, and the suggestions that nobody accepted."""
        for coder, count in sorted(Counter(c.coder for c in self._suggested).items()):
            what = f"{count} suggestions by {coder} were not applied: a person accepts one by a name in column coder"
            issues.add("corrections", coder, what, "warning")
        for d in self._disputes:
            said = "; ".join(f"{c.coder} ({c.place}): {', '.join(v) or 'nothing'}" for c, v in d.said)
            what = f"coders disagree on {d.field} of {d.unit[:60]}: {said}. It was left as read; decide in one sheet"
            issues.add("corrections", d.said[0][0].place, what, "warning")
        for c in sorted(self._open, key=lambda c: (c.place, c.id)):
            what = f"the statement {c.id or repr(c.wording[:60])} of {c.document} is gone; look for its new wording"
            issues.add("corrections", c.place, f"correction by {c.coder} not applied: {what}", "warning")


def _added_statement(document: Document, c: Correction) -> Statement | None:
    """Return a statement that a coder added by its exact wording, or None where the text does not hold it."""
    start = document.text.find(c.wording)
    kinds = dict(c.changes).get("kind", ())
    if start < 0 or not c.wording or not kinds or kinds[0] == "none":
        return None
    block = next((b for b in document.blocks if b.start <= start < b.end), None)
    if block is None:
        return None
    id = make_id("statement", document.id, " ".join(c.wording.split()), "coder")
    base = Statement(id, start, start + len(c.wording), kinds[0], block.index, 1.0, f"coder:{c.coder}")  # type: ignore[arg-type]
    return _rekind(base, c)


def _rekind(statement: Statement, c: Correction) -> Statement:
    changes = dict(c.changes)
    rule = f"coder:{c.coder}"
    if "strength" in changes:
        statement = replace(statement, strength=changes["strength"][0], strength_span=None)
    if "position" in changes:
        statement = replace(statement, position=changes["position"][0], position_span=None)
    if "kind" in changes:
        kind: StatementKind = changes["kind"][0]  # type: ignore[assignment]
        statement = replace(statement, kind=kind, score=1.0, rule=rule)
    return statement


def _recode(links: list[FoundLink], statement: Statement, c: Correction) -> list[FoundLink]:
    """Replace the links of the corrected fields: kept values keep their evidence, new ones cite the coder."""
    for field, values in c.changes:
        if field not in FIELDS:
            continue
        name = FIELDS[field][0].type_name()

        def concerned(link: FoundLink, name: str = name, field: str = field) -> bool:
            mechanism = link.node.startswith("mechanism:")
            return (
                link.statement == statement.id
                and link.type == name
                and (name != "MENTIONS" or mechanism == (field == "mechanisms"))
            )

        old = {k.node: k for k in links if concerned(k)}
        links = [k for k in links if not concerned(k)]
        for rank, value in enumerate(values, 1):
            new = FoundLink(name, statement.id, value, 1.0, f"coder:{c.coder}", statement.start, statement.end)
            link = old.get(value, new)
            links.append(replace(link, rank=rank) if field in RANKED else link)
    return links


def apply_all(readings: Iterable[Reading], corrections: Corrections, issues: Issues) -> Iterator[Reading]:
    """Yield each reading corrected; at the end record the corrections that met no statement."""
    for reading in readings:
        yield corrections.apply(reading)
    corrections.report(issues)

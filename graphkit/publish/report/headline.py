"""The main findings of a report: a few sentences with numbers, each made from the results below it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from graphkit.analysis.base import Finding, Result, count, make_finding
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.publish.report.material import Material

COLUMNS = ("key", "number", "of", "text")

Results = Mapping[str, Result]
Line = tuple[str, int, int | None, str, Sequence[str]]
"""Key, number, of how many, sentence, statements behind."""


def make_headline(material: Material, results: Sequence[Result]) -> Result:
    """Return one finding a main finding, in the order of the page; only of results that are there."""
    known = {r.name: r for r in results}
    lines = [line for make in _LINES for line in make(material, known)]
    findings = tuple(
        make_finding("main", [key], {"key": key, "number": number, "of": of, "text": text}, statements)
        for key, number, of, text, statements in lines
    )
    return Result("main", "Main findings", COLUMNS, findings)


def _read(m: Material, known: Results) -> Iterator[Line]:
    whole = int(m.focus.statements.sum())
    parts = ", ".join(
        count(int((m.focus.statements & m.table.of_kind(kind)).sum()), kind)
        for kind in ("recommendation", "practice", "challenge")
    )
    years = sorted({f["year"] for f in known["documents"] if f["year"] is not None})
    span = f" of {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "") if years else ""
    read = f"{count(len(known['documents']), 'document')}{span} read"
    about = "statements" if whole == len(m.table) else f"of {len(m.table):,} statements count here"
    yield "statements", whole, len(m.table), f"{read}: {whole:,} {about}, among them {parts}.", ()


def _reach(m: Material, known: Results) -> Iterator[Line]:
    if "coverage" not in known:
        return
    covered = [f for f in known["coverage"] if f["step"] > Step.SILENT]
    spoken = [f for f in covered if f.statements]  # a mechanism that an actor takes part in says nothing by itself
    columns = {f["column"] for f in known["coverage"]}
    reached = {f["column"] for f in spoken}
    who = len({f["row"] for f in spoken})
    text = (
        f"{count(who, 'actor')} speak{'s' if who == 1 else ''} of {len(reached)} of {count(len(columns), 'objective')}."
    )
    yield "objectives", len(reached), len(columns), text, ()
    placed = [f for f in covered if f["step"] >= Step.IN_PLACE]
    if placed:
        goal, n = Counter(f["column"] for f in placed).most_common(1)[0]
        best = [f for f in placed if f["column"] == goal]
        name = f"{_number(goal)} ({best[0]['column_title']})"
        told = f"Most is in place on objective {name}: {count(n, 'actor')} with a practice or mechanism."
        yield "in place", n, len({f["row"] for f in covered}), told, _first(best)


def _silent(m: Material, known: Results) -> Iterator[Line]:
    if "coverage" not in known:
        return
    inside = [f for f in known["coverage"] if f["step"] > Step.OUTSIDE]
    silent = [f for f in inside if f["step"] == Step.SILENT]
    if not silent:
        return
    worst, n = Counter(f["column"] for f in silent).most_common(1)[0]
    title = next(f["column_title"] for f in silent if f["column"] == worst)
    rest = f" Most often on objective {_number(worst)} ({title}): {count(n, 'actor')}." if n > 1 else ""
    cells = f"{count(len(inside), 'cell')} of actor and objective within the scope of the texts"
    text = f"1 of {cells} is silent.{rest}" if len(silent) == 1 else f"{len(silent)} of {cells} are silent.{rest}"
    yield "silent", len(silent), len(inside), text, ()


def _shared(m: Material, known: Results) -> Iterator[Line]:
    pairs = known.get("overlap")
    if pairs is None or not len(pairs):
        return
    tested = [f for f in pairs if f["own"]]
    beyond = [f for f in tested if f["more_than_chance"]]
    able = sum(f["detectable"] is not None for f in tested)
    if able:
        text = f"{len(beyond)} of {count(len(tested), 'pair')} of actors share more objectives than chance would give."
        yield "more than chance", len(beyond), len(tested), text, _first(beyond)
    else:
        text = f"{count(len(pairs), 'pair')} of actors share objectives; whether more than by chance can't be told."
        yield "pairs", len(pairs), None, text, ()
    top = known.get("priorities")
    if top is not None and len(top):
        f = top.findings[0]
        name = f"{_number(f['column'])} ({f['column_title']})"
        told = f"The objective most speak of is {name}: {count(f['speakers'], 'actor')}."
        yield "priority", f["speakers"], None, told, f.statements[:3]


def _asked(m: Material, known: Results) -> Iterator[Line]:
    asks = known.get("asks")
    if asks is None or not len(asks):
        return
    f = asks.findings[0]
    since = f" since {f['since']}" if f["since"] else ""
    recur = f"{count(len(asks), 'ask')} recur{'s' if len(asks) == 1 else ''} in different documents."
    widest = f"{count(len(f['documents']), 'document')}{since}, in {count(f['count'], 'wording')}"
    text = f"{recur} The most widespread stands in {widest}."
    yield "asks", len(asks), None, text, f.statements[:3]


def _clustered(m: Material, known: Results) -> Iterator[Line]:
    clusters = known.get("clusters")
    if clusters is None or not len(clusters):
        return
    groups = [f for f in clusters if f["size"] > 1]
    stable = sum(f["verdict"] == "stable" for f in groups)
    silent = "".join(f" {line}" for line in clusters.could_not_judge[:1])
    text = f"{count(len(groups), 'cluster')} of actors: {stable} stable when the statements are drawn again.{silent}"
    yield "clusters", len(groups), None, text, ()


_LINES: tuple[Callable[[Material, Results], Iterator[Line]], ...] = (
    _read, _reach, _silent, _shared, _asked, _clustered,
)  # fmt: skip


def _number(objective: object) -> str:
    return str(objective).rpartition(":")[2]


def _first(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the first statement of each of the first findings."""
    return tuple(dict.fromkeys(f.statements[0] for f in findings[:3] if f.statements))

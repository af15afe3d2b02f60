"""The few sentences that matter most in a graph: with names, numbers, how sure they are, and quotes."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from graphkit.analysis.base import Finding, Result, make_finding
from graphkit.analysis.certainty import Accuracy
from graphkit.analysis.columns import KINDS, NO_YEAR, Bools
from graphkit.analysis.echoes.echoes import Ask
from graphkit.analysis.facets import get_facet
from graphkit.analysis.gaps.gaps import SURE_ENOUGH
from graphkit.analysis.gaps.kinds import get_kinds
from graphkit.analysis.gaps.scope import find_own_documents
from graphkit.analysis.headline_material import MOST_NAMES, Found, Line, Material
from graphkit.analysis.overlap.alignment import LEAST_ACTIVITY
from graphkit.analysis.voices import JOINED
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

MOST = 7
COLUMNS = ("key", "text", "certainty", "quotes", "about")
QUOTED_FIRST = ("ask", "due")
"""Kinds whose quotes are the finding itself; the others find further ones where a wording is taken."""
LEAST_ECHO = 0.9
"""The probability from which two wordings are called the same ask on a page of few sentences."""
LEAST_WORDS = 0.4
"""Likeness of words from which a reader sees at once that two quotes ask for the same."""
LEAST_EXPECTED = 0.5
"""Statements that an actor would be expected to make on an objective, below which its silence is no headline."""


def find_headlines(graph: Graph, language: str = "en", *, most: int = MOST, accuracy: Accuracy | None = None) -> Result:
    """Return at most ``most`` sentences on a graph, in an order that puts first what is beyond the common agenda.

    Each finding has the sentence, how sure it is (None: not measured), up to two quotes, and the ids of what it
    compares; no wording is quoted twice. What isn't offered is in ``could_not_judge`` with the reason.
    UnknownNameError for a language without words.
    """
    return make_headlines(Material(Found(graph, accuracy), language), most)


def make_headlines(material: Material, most: int = MOST) -> Result:
    """Return the sentences on a material; see :func:`find_headlines`."""
    open_asks = get_kinds()["recommendation-without-addressee"]
    material.missing.append(material.say("contradictions"))
    material.missing.append(material.say("open_asks", right=open_asks.right, judged=open_asks.judged))
    lines, quoted = _choose(material, most), set[str]()
    needy = sorted(range(len(lines)), key=lambda i: lines[i].key not in QUOTED_FIRST)
    made = {i: _finding(material, lines[i], quoted) for i in needy}
    findings = [made[i] for i in range(len(lines))]
    return Result(
        "headlines", "Main findings", COLUMNS, tuple(findings),
        parameters={"language": material.language, "most": most},
        could_not_judge=tuple(dict.fromkeys(material.missing)), notes=tuple(describe_reading(material)),
    )  # fmt: skip


def _choose(material: Material, most: int) -> list[Line]:
    """Return the first line of each kind; second ones fill what room is left. In the order of kinds."""
    made = [[x for x in make(material) if x.sure is None or x.sure >= SURE_ENOUGH] for make in _MAKERS]
    order = sorted((place, kind) for kind, lines in enumerate(made) for place in range(len(lines)))[:most]
    return [made[kind][place] for kind, place in sorted((kind, place) for place, kind in order)]


def describe_reading(material: Material) -> Iterator[str]:
    """Yield what was read and whose voices, and whose not."""
    table = material.table
    _, ties = get_facet(table, "voice")
    voices, years = len(np.unique(ties.cols)), material.years(table.years.tolist())
    yield material.say(
        "read", documents=material.number(len(table.documents), "documents"), years=years,
        statements=material.number(len(table), "statements"), voices=material.number(voices, "voices"),
    )  # fmt: skip
    own: Bools = np.asarray(find_own_documents(table).any(axis=1))
    named = np.zeros(len(own), bool)
    named[np.unique(np.concatenate([table.ties["calls_on"].cols, table.ties["mentions"].cols]))] = True
    silent = int((named & ~own).sum())
    if silent:
        yield material.say("without", number=f"{silent:,}")


def _finding(m: Material, line: Line, quoted: set[str]) -> Finding:
    table, (key, text, sure, positions, about) = m.table, line
    by_text = {table.texts[p]: p for p in reversed(positions) if table.texts[p] not in quoted}
    fresh = list(reversed(by_text.values()))[:2]
    quoted.update(table.texts[p] for p in fresh)
    quotes = [{"statement": table.statements[p], "who": m.speaker(p), "text": table.texts[p]} for p in fresh]
    certainty = None if sure is None else round(float(sure), 3)
    values = {"key": key, "text": text, "certainty": certainty, "quotes": quotes, "about": list(about)}
    return make_finding("headline", (key, text), values, table.ids(dict.fromkeys(positions)), "", certainty)


def _stress(m: Material) -> Iterator[Line]:
    if m.found.alignment is None:
        m.missing.append(m.say("no_alignment", least=LEAST_ACTIVITY))
        return
    seen: set[str] = set()
    for f in m.found.stressed:
        if f["voice"] not in seen and len(seen) < 2:
            seen.add(f["voice"])
            text = m.say(
                "stress", voice=m.name(f["voice"]), matter=m.name(f["column"]), times=f"{f['ratio']:.1f}",
                low=f"{f['low']:.1f}", statements=m.number(f["count"], "statements"),
            )  # fmt: skip
            quotes = m.telling([m.table.positions[s] for s in f.statements], [f["column"]])
            yield Line("stress", text, 1 - f["q"], quotes, m.ends(f["voice"], f["column"]))


def _lean(m: Material) -> Iterator[Line]:
    for f in [f for f in m.found.leaning if f["together"]][:1]:
        matter = m.name(f["shared_ids"][0]) if f["shared_ids"] else ""
        text = m.say("lean", left=m.name(f["left"]), right=m.name(f["right"]), matter=matter)
        quotes = m.telling([m.table.positions[s] for s in f.statements], f["shared_ids"][:1])
        yield Line("lean", text, 1 - f["q"], quotes, m.ends(f["left"], f["right"]))


def _shared(m: Material) -> Iterator[Line]:
    _, said = get_facet(m.table, "voice")
    goals, ties = get_facet(m.table, "objective")
    voice = np.full(len(m.table), -1)
    voice[said.rows] = said.cols
    known = voice[ties.rows] >= 0
    pairs = np.unique(np.column_stack([ties.cols[known], voice[ties.rows[known]]]), axis=0)
    speakers = np.bincount(pairs[:, 0], minlength=len(goals))
    whole = len(np.unique(said.cols))
    if not len(goals) or speakers.max(initial=0) < 2:
        m.missing.append(m.say("no_shared"))
        return
    best = int(speakers.argmax())
    rows = ties.rows[known & (ties.cols == best)]
    text = m.say("shared", voices=int(speakers[best]), all=whole, matter=m.name(goals.ids[best]),
                 statements=m.number((ties.cols == best).sum(), "statements"))  # fmt: skip
    yield Line("shared", text, None, m.telling(rows.tolist(), [goals.ids[best]]), [goals.ids[best]])


def _ask(m: Material) -> Iterator[Line]:
    table = m.table

    pairs = m.found.echoed.pairs
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    cosine = dict(zip(ends, pairs.cosine.tolist(), strict=True))

    def near(ask: Ask) -> list[int]:
        alike = [1.0, *(cosine[min(ask.leader, s), max(ask.leader, s)] for s in ask.members[1:])]
        rows = zip(ask.members, ask.scores, alike, strict=True)
        return [s for s, score, words in rows if score >= LEAST_ECHO and words >= LEAST_WORDS]

    asks = [(near(ask), ask) for ask in m.found.echoed.asks]
    asks = [(members, ask) for members, ask in asks if len({m.speaker(s) for s in members}) > 1]
    if not asks:
        m.missing.append(m.say("no_ask"))
        return
    asks.sort(key=lambda found: (-len({int(table.document[s]) for s in found[0]}), -len(found[0]), found[1].id))
    for members, ask in asks[:2]:
        yield _tell_ask(m, members, ask)


def _common_matter(m: Material, members: Sequence[int], leader: int) -> str:
    """Return the sub-theme, else the objective, that all statements of an ask are about, of several the surest of the
    leader's; empty if there is none.
    """
    for facet in ("subtheme", "objective"):
        columns, ties = get_facet(m.table, facet)
        common = set.intersection(*(set(ties.cols[ties.rows == s].tolist()) for s in members))
        mine = ties.rows == leader
        surest = sorted(zip((-ties.scores[mine]).tolist(), ties.cols[mine].tolist(), strict=True))
        if found := [c for _, c in surest if c in common]:
            return str(columns.ids[found[0]])
    return ""


def _tell_ask(m: Material, members: list[int], ask: Ask) -> Line:
    table = m.table
    documents = {int(table.document[s]) for s in members}
    names = sorted({m.speaker(s) for s in members})
    years = [int(table.years[d]) for d in documents]
    told = m.join(names, MOST_NAMES)
    matter = _common_matter(m, members, ask.leader)
    told_on = m.say("on", matter=m.name(matter)) if matter else ""
    text = m.say(
        "ask", documents=m.number(len(documents), "documents"), years=m.years(years), names=told, matter=told_on
    )
    asked = [int(table.years[table.document[s]]) for s in members if KINDS[int(table.kind[s])] == "recommendation"]
    done = [s for s in members if KINDS[int(table.kind[s])] == "practice"]
    later = [s for s in done if asked and int(table.years[table.document[s]]) > min(asked) > NO_YEAR]
    text += m.say("ask_done") if later else ""
    return Line("ask", text, min(s for s in ask.scores if s >= LEAST_ECHO), [ask.leader, *later, *members])


def _silence(m: Material) -> Iterator[Line]:
    sure = [f for f in m.found.silent if f.confidence is not None and f.confidence >= SURE_ENOUGH]
    good = [f for f in sure if f["importance"] and f["expected"] >= LEAST_EXPECTED]
    if not good:
        m.missing.append(m.say("no_silence"))
        return
    firsts: dict[str, Finding] = {}
    for f in good:
        firsts.setdefault(f["actor"], f)
    for f in list(firsts.values())[:2]:
        example = _example(m, str(f["about"]), str(f["actor"]))
        text = m.say("silence", voice=m.name(f["actor"]), matter=m.name(f["about"]),
                     statements=m.number(round(f["expected"]), "statements"))  # fmt: skip
        quotes = [] if example is None else [example]
        yield Line("silence", text, f.confidence, quotes, m.ends(f["actor"], f["about"]))


def _example(m: Material, objective: str, silent: str) -> int | None:
    """Return the most telling recommendation of somebody else on an objective."""
    ties, goal = m.table.ties["addresses"], m.table.axes["objective"].get(objective)
    names = set(silent.split(JOINED))
    asked = ties.rows[(ties.cols == goal) & m.table.of_kind("recommendation")[ties.rows]].tolist()
    found = m.telling([s for s in asked if names.isdisjoint(m.found.speakers.get(s, []))], [objective])
    return found[0] if found else None


def _clusters(m: Material) -> Iterator[Line]:
    try:
        found = [f for f in m.found.clusters.result() if f["size"] > 1]
    except InputError:
        m.missing.append(m.say("no_ties"))
        return
    if not found:
        yield Line("clusters", m.say("no_clusters"), None, [])
        return
    steadiest = max(found, key=lambda f: (f["stability"], f["size"]))
    names = m.join([m.name(id) for id in steadiest["members"]], MOST_NAMES)
    text = m.say("clusters", clusters=m.number(len(found), "groups"), names=names)
    matters = [id for id in steadiest["stands_for_ids"] if id in m.graph][:2]
    named = m.join([m.say("matter", name=m.name(id)) for id in matters])
    text += m.say("stand_for", matters=named) if matters else ""
    text += m.say("found_again", share=f"{100 * steadiest['stability']:.0f}", verdict=m.say(steadiest["verdict"]))
    quotes = m.telling([m.table.positions[s] for s in steadiest.statements], matters)
    yield Line("clusters", text, None, quotes, steadiest["members"])


def _due(m: Material) -> Iterator[Line]:
    asks = np.flatnonzero(m.table.of_kind("recommendation")).tolist()
    dated = sorted((str(m.node(s).due), s) for s in asks if m.node(s).due)
    if dated:
        due, s = dated[0]
        text = m.say("due", dated=len(dated), asks=m.number(len(asks), "asks"), due=due, voice=m.speaker(s))
        yield Line("due", text, None, [s])


_MAKERS: tuple[Callable[[Material], Iterator[Line]], ...] = (
    _stress, _shared, _ask, _silence, _clusters, _lean, _due,
)  # fmt: skip

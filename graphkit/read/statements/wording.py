"""What the wording of a unit says of its kind: phrases, pairs of phrases, verb forms, and whom it is about."""

from graphkit.match.phrases import Cue
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.rules import Pair, get_pairs
from graphkit.read.statements.score import Tally
from graphkit.read.statements.shape import find_done
from graphkit.read.statements.units import Unit

ASKS = 2.5
"""Weight from which a cue of recommendation shows that the unit asks for something."""
MORE, MOST = 0.4, 1.8
"""What each further phrase of a weak cue adds to its weight, and the most it comes to."""
DONE, ACTOR = 1.6, 1.0
"""Weight of a verb form that tells a thing as done; of a state or body that the wording begins with."""
FUTURE = 2.0
"""Weight of a verb form in the future."""
SUBJECT, KNOWN, OPEN = 1.4, 0.7, 1.3
"""Weight of whom a sentence is about, where no kind weighs as much as KNOWN and no statement at most OPEN."""
HALF = 0.5
"""What is left of a kind that a pair quells."""
HARM = 1.4
"""Weight of problems from which a verb form that tells a thing as done counts half."""
_BEGINNING = 40
"""Characters in which the name of a state or body stands that a clause begins with."""
_REACH = 70
"""Characters after the name of a state or body in which its verb stands."""
_SENTENCE = 6
"""Blanks of a sentence long enough to be read by its subject."""


class WordingReader:
    """Adds what the wording of one document's units says to their tallies."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._pairs = get_pairs(page.document.metadata.language)

    def add_cues(self, tally: Tally, unit: Unit, heads: list[int], end: int, boost: dict[str, float]) -> None:
        """Add each cue, a weak one more for each further phrase.

        Where the unit asks for something, the problem, practice or right it tells of is only the ground for that.
        """
        found = self._find_cues(unit, heads, end)
        asks = any(c.kind == "recommendation" and c.weight >= ASKS for c, _ in found.values())
        for cue, phrases in found.values():
            weight = cue.weight * boost.get(cue.kind, 1.0)
            if cue.weight < ASKS:
                weight *= min(MOST, 1 + MORE * (len(phrases) - 1))
            if asks and (cue.kind in ("challenge", "practice") or (cue.kind == "principle" and cue.at == "start")):
                weight *= 0.5
            tally.add(cue.kind, weight, cue.name)

    def _find_cues(self, unit: Unit, heads: list[int], end: int) -> dict[str, tuple[Cue, set[str]]]:
        """Return the cues of a unit and of its rest, each with its phrases."""
        parts = [(heads, end)]
        if unit.rest is not None:
            start, last = self.page.place(unit.rest)
            parts.append(([start], last))
        found: dict[str, tuple[Cue, set[str]]] = {}
        for begins, stop in parts:
            for hit in self.page.hits("cue", begins[0], stop):
                cue = hit.cue
                if cue.at == "any" or (hit.start in begins if cue.at == "start" else hit.end > stop - 3):
                    found.setdefault(cue.name, (cue, set()))[1].add(self.page.text[hit.start : hit.end])
        return found

    def add_verb(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        """Add what is done: by a named actor, in the future, or by a verb form that no cue knows."""
        named = self._find_actor(heads)
        if named is not None:
            tally.add("practice", ACTOR, "named-actor")
            for hit in self.page.hits("acts", named, min(end, named + _REACH))[:1]:
                tally.add(hit.cue.kind, hit.cue.weight, hit.cue.name)
        if self._plans(unit, heads[0], end):
            tally.add("recommendation", FUTURE, "will")
        harmed = tally.weight["challenge"] >= HARM
        if self.page.words.not_done.search(self.page.text, heads[0], end):
            tally.add("challenge", DONE * (HALF if harmed else 1.0), "not-done")
        elif self._tells_done(tally, heads[0], end):
            tally.add("practice", DONE * (HALF if harmed and named is None else 1.0), "done")

    def _find_actor(self, heads: list[int]) -> int | None:
        """Return where the name of a state or body ends with which the clause begins, written as a name."""
        for head in heads:
            for hit in self.page.hits("role", head, head + _BEGINNING):
                begins = hit.start == head or self.page.text[head : hit.start] == "the "
                if begins and hit.cue.kind in ("state", "body") and self.page.is_written_so(hit):
                    return hit.end
        return None

    def _plans(self, unit: Unit, start: int, end: int) -> bool:
        """Whether a verb form in the future tells a plan that no cue knows; a word with a capital is a name."""
        future, text = self.page.words.future, self.page.document.text
        if future is None or any(h.cue.name == "will" for h in self.page.hits("cue", start, end)):
            return False
        found = future.finditer(text, unit.start, unit.end)
        return any(m.start() == unit.start or text[m.start()].islower() for m in found)

    def add_pairs(self, tally: Tally, heads: list[int], end: int) -> None:
        """Add each pair of phrases that stands in the unit, and halve what it quells."""
        asks = tally.weight["recommendation"] >= ASKS
        quelled = set()
        for pair in self._pairs:
            if self._has_pair(pair, heads, end):
                weak = asks and pair.kind in ("challenge", "practice")
                tally.add(pair.kind, pair.weight * (HALF if weak else 1.0), pair.name)
                if pair.quells:
                    quelled.add(pair.quells)
        for kind in quelled:
            tally.weight[kind] *= HALF

    def add_subject(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        """Of a sentence that no cue knows and that is not about the meeting or the text, whom it is about tells.

        Where something is wanting it tells a problem; else what is told of a body is what it does.
        """
        others = max(w for k, w in tally.weight.items() if k != "none")
        known = others >= KNOWN or tally.weight["none"] > OPEN
        if known or unit.block.kind != "paragraph" or self.page.text.count(" ", heads[0], end) < _SENTENCE:
            return
        found = self.page.hits("subject", heads[0], end)
        if not found or any(h.cue.kind == "none" for h in found) or found[0].start > heads[-1] + _REACH:
            return
        wanting = tally.weight["challenge"] > 0
        if wanting or found[0].cue.kind != "challenge":
            tally.add("challenge" if wanting else found[0].cue.kind, SUBJECT, f"subject-{found[0].cue.name}")

    def _has_pair(self, pair: Pair, heads: list[int], end: int) -> bool:
        for first in self.page.hits(f"{pair.name}-first", heads[0], end):
            if pair.at == "start" and first.start not in heads:
                continue
            for then in self.page.hits(f"{pair.name}-then", first.end, min(end, first.end + pair.within)):
                if self.page.text.find(". ", first.end, then.start) < 0:
                    return True
        return False

    def _tells_done(self, tally: Tally, start: int, end: int) -> bool:
        """Whether a verb form tells a thing as done that no cue knows, neither as done nor as harm."""
        if tally.best.get("practice", (0.0, ""))[1] == "has-done":
            return False
        harm = [h for h in self.page.hits("cue", start, end) if h.cue.kind == "challenge"]
        found = find_done(self.page, start, end)
        return found is not None and not any(h.start < found[1] and h.end > found[0] for h in harm)

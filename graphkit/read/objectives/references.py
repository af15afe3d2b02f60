"""Objectives that a text names by their number: 'objective 17 of the Compact', 'SDG targets 8.7 and 8.8'."""

import re

from graphkit.match.lexicon import Hit
from graphkit.reference.framework.cues import Cue
from graphkit.reference.framework.model import Framework
from graphkit.text.document import Span

_WEIGHT = 6.0
_MARK = r"[*_\s]{1,3}"


class References:
    """Finds numbered references to the objectives of one framework."""

    def __init__(self, framework: Framework) -> None:
        reference = framework.reference
        self._cues = {
            o.code.casefold(): Cue("objective", o.code, _WEIGHT, f"{framework.id} {o.code}", ())
            for o in framework.objectives
        }
        words = "|".join(map(re.escape, reference.words)) or r"(?!)"
        code = r"\d{1,2}(?:\.[0-9a-z]{1,2})?"
        numbers = rf"({code}(?:(?:,| and| y| e| &|, and)\s{{1,2}}(?:{code})){{0,22}})(?![\w%])"
        self._pattern = re.compile(rf"\b(?:{words})(?:s|es)?{_MARK}{numbers}", re.IGNORECASE)
        self._code = re.compile(code, re.IGNORECASE)
        names = "|".join(map(re.escape, reference.names))
        self._name = re.compile(rf"\b(?:{names})\b") if names else None

    def find(self, text: str, span: Span) -> list[Hit]:
        """Return a hit for each objective named by number in a span that also names the framework."""
        if self._name and not self._name.search(text, span.start, span.end):
            return []
        hits: list[Hit] = []
        for match in self._pattern.finditer(text, span.start, span.end):
            for number in self._code.finditer(text, match.start(1), match.end(1)):
                cue = self._cues.get(number[0].casefold())
                hits += [Hit(cue, number.start(), number.end(), 0, 0)] if cue else []
        return hits

"""Lines -> drafts: what hard line ends and page breaks have cut is put together again."""

import re
from dataclasses import dataclass

from graphkit.text.blocks.lines import Line
from graphkit.text.document import BlockKind, Span

_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]*_]*(?:</?[a-z]{1,6}>)*[¹²³⁴⁵⁶⁷⁸⁹⁰]*[\"'”’»)\]*_\s]*$")
_LOWER = re.compile(r"[^\w\n]*[a-zß-öø-ÿ]")
_DANGLING = re.compile(
    r"(?:[\-–—(/&]|\b(?:a|an|the|and|or|nor|of|for|to|in|on|at|by|with|from|into|as|that|which|who|than|between|among"
    r"|its|their|this|these|such|el|la|los|las|un|una|y|e|o|u|ni|de|del|al|en|por|para|con|sin|sobre|entre|que|su|sus))\W{0,3}$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r":[\"'”’»)\]*_\s]*$"
    r"|\b(?:the following|as follows|below|siguientes?|a continuación|como sigue)\b[^.:;]{0,240}\.?\s*$",
    re.IGNORECASE,
)
_WIDEST = 160
_TAIL, _CLOSE = 300, 20
_ANNOUNCING = ("following", "ollows", "elow", "iguiente", "ontinuación", "omo sigue")
"""Parts of the words of _OPENS, looked for first as most wordings hold none."""


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    start: int
    end: int
    line: Line


def join_lines(lines: list[Line], text: str) -> list[Draft]:
    """Return one draft for each line, or for the lines of one paragraph, item or note."""
    width = _find_width(lines)
    drafts: list[Draft] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, drafts[-1], text, width):
            drafts[-1].end = line.end
        else:
            drafts.append(Draft(line.kind, line.start, line.end, line))
        before = line
    return drafts


def _find_width(lines: list[Line]) -> int:
    """Return how long the lines of wrapped paragraphs are: nine in ten are shorter."""
    lengths = sorted(ln.indent + ln.end - ln.start for ln in lines if ln.kind in ("paragraph", "item") and not ln.last)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _goes_on(before: Line, line: Line, draft: Draft, text: str, width: int) -> bool:
    if line.gap or line.kind != "paragraph" or draft.kind not in ("paragraph", "item", "note"):
        return False
    if draft.kind == "note" and draft.line.source:
        return False
    if not is_ended(text, draft):
        return True
    wrapped = width <= _WIDEST and before.indent + before.end - before.start >= 0.75 * width
    return wrapped or bool(_LOWER.match(line.plain))


def is_ended(text: str, draft: Draft) -> bool:
    """Whether a draft ends like a sentence, or opens what follows; a semicolon ends an item only."""
    end = _ENDED.search(text, max(draft.start, draft.end - 40), draft.end)
    return end is not None and (draft.kind == "item" or text[end.start()] != ";")


def opens_list(text: str, span: Draft | Span) -> bool:
    """Whether the wording announces the items that follow it."""
    tail = text[max(span.start, span.end - _TAIL) : span.end]
    return (":" in tail[-_CLOSE:] or any(w in tail for w in _ANNOUNCING)) and bool(_OPENS.search(tail))


def goes_on_in(text: str, first: Draft, second: Draft) -> bool:
    """Whether the second draft is the rest of a sentence that the first leaves open."""
    if is_ended(text, first) or second.line.gap is False:
        return False
    if _LOWER.match(text, second.start, second.end):
        return True
    return bool(_DANGLING.search(text, max(first.start, first.end - 24), first.end))

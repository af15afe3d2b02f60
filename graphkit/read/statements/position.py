"""For or against: the stand of a statement towards what it names, where its main clause shows it.

Only the main clause counts: what a clause about whom, where or when denies ("workers who do not hold a permit") says
nothing of the ask. Negations that deny nothing ("not only", "must not be forgotten") and denials of a denial ("does not
oppose") are passed over. Words are data: ``graphkit/reference/language/position.LANGUAGE.toml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graphkit.read.statements.promises import READ_LANGUAGES
from graphkit.reference.language import get_language_data
from graphkit.text.folding import fold_letters

_BLANK = r"[\s*_]+"
_STOP = r"[,;:.!?()]"
_SPECIAL = {
    "~inf": r"[a-z]+(?:ar|er|ir)(?:se|l[aeo]s?)?",
    "~ing": r"[a-z]{2,}ing",
    "~fut": r"[a-z]{2,}(?:ra|ran|remos)\b",
    "~gap": r"(?:[a-z]+[\s*_]+){0,5}[a-z]+",
}
_HARM_WITHIN = 70
"""Characters after the words of denial within which a harm is their object."""
_LEAD_REST = 25
"""Characters after the words of denial up to the end of a lead-in that governs its list by them."""
_SENTENCE_END = re.compile(r"[.;!?][\"')*_\]\d]*\s")
_SHORT = 25
"""A point within so many characters ends a number or an abbreviation, not a sentence."""
_TO = re.compile(r"\bto\s+\Z")
_WILLED = re.compile(
    r"\b(?:should|must|shall|will|plans?|intends?|decide[sd]?|agree[sd]?|announce[sd]?|vow(?:s|ed)?|urge[sd]?|calls?|called"
    r"|recommend(?:s|ed)?|ask(?:s|ed)?|need(?:s|ed)?|ought|is|are)\b"
)
_STANCE = {"recommendation": "for", "principle": "for", "practice": "for"}


@dataclass(frozen=True, slots=True)
class Position:
    """``for``, ``against``, ``withdraws``, ``reports`` or ``unknown``; where its words lie in the text read."""

    value: str
    start: int = 0
    end: int = 0
    harm: bool = False
    """Whether what is opposed is a harm, such as detention: who is against it stands for the objective."""


@dataclass(frozen=True, slots=True)
class _Words:
    passed: re.Pattern[str]
    reject: re.Pattern[str]
    deny: re.Pattern[str]
    order: re.Pattern[str]
    subject: re.Pattern[str]
    withdraw: re.Pattern[str]
    asking: re.Pattern[str]
    positive: re.Pattern[str]
    joining: re.Pattern[str]
    opening: re.Pattern[str]
    aside: re.Pattern[str]
    that: re.Pattern[str]
    before_that: frozenset[str]
    reports: re.Pattern[str]
    harm: re.Pattern[str]
    no_harm: re.Pattern[str]
    action: frozenset[str]


def find_position(text: str, kind: str, language: str, lead: str = "") -> Position:
    """Return the stand of a statement's wording; a lead-in that denies ("States should not:") governs its list.

    ``start`` and ``end`` are offsets into ``text``, or both 0 where the lead-in or the kind alone decides.
    """
    if kind == "definition":
        return Position("unknown")
    if language not in READ_LANGUAGES:
        return Position(_STANCE.get(kind, "unknown"))
    words = _get_words(language)
    found = _read(words, text, kind, listed=bool(lead))
    if found.value in ("against", "withdraws"):
        return found
    if lead and (above := _read(words, lead, kind)).value == "against" and len(lead) - above.end <= _LEAD_REST:
        return Position("against", harm=_is_harm(words, fold_letters(text), 0))
    return found


def _read(words: _Words, text: str, kind: str, *, listed: bool = False) -> Position:
    main = _main_clause(words, _first_sentence(fold_letters(text)))
    for match, withdraws in _find_denials(words, main, kind):
        if _is_second_half(words, main, match.start()) or _is_aim(main, match.start()):
            continue
        ceases = words.harm.search(match[0]) is not None  # "stop detaining": the harm is a part of the words
        ordered = match.re is words.order
        harm = ceases or _is_harm(words, main, match.start() if ordered else match.end())
        if listed and ordered and harm:  # what a list asks for is the safeguard: "not to return anyone to torture"
            continue
        if withdraws:
            if harm:
                continue
            value = "against" if _is_asked(words, main, match.start(), kind) else "withdraws"
        elif harm and words.joining.search(main, match.end()) and words.positive.search(main, match.end()):
            continue
        else:
            value = "against"
        return Position(value, match.start(), match.end(), harm)
    told = words.reports.search(main) if kind in ("practice", "challenge") else None
    if told:
        return Position("reports", told.start(), told.end())
    return Position(_STANCE.get(kind, "unknown"))


def _first_sentence(folded: str) -> str:
    """Return the first sentence: what further ones deny is another matter."""
    end = _SENTENCE_END.search(folded, _SHORT)
    return folded[: end.start()] if end else folded


def _main_clause(words: _Words, folded: str) -> str:
    """Return the text with blanks where a clause or a negation counts for nothing; offsets stay."""
    main = folded
    for pattern in (words.passed, words.opening, words.aside):
        main = pattern.sub(_blank, main)
    return words.that.sub(lambda m: m[0] if _is_content(words, main, m.start()) else _blank(m), main)


def _is_content(words: _Words, main: str, start: int) -> bool:
    """Return whether the clause that starts here is what is asked or said: "recommends that …"."""
    before = re.findall(r"[a-z]+", main[max(0, start - 40) : start])
    return bool(before) and before[-1] in words.before_that


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])


def _find_denials(words: _Words, main: str, kind: str) -> Iterable[tuple[re.Match[str], bool]]:
    """Yield the words of denial in the order of the text, and whether they take something back."""
    found = [(m, False) for m in words.reject.finditer(main)]
    found += [(m, True) for m in words.withdraw.finditer(main)]
    if kind != "challenge":
        found += [(m, False) for m in words.deny.finditer(main)]
        found += [(m, False) for m in words.subject.finditer(main)]
    if kind == "recommendation":
        found += [(m, False) for m in [words.order.match(main)] if m]
    return sorted(found, key=lambda f: (f[0].start(), -f[0].end()))


def _is_second_half(words: _Words, main: str, start: int) -> bool:
    """Return whether something is asked or ordered first, and the denial joined to it: "adopt the plan and not …"."""
    before = main[:start]
    first = re.match(r"[\W\d]*([a-z]+)", before)
    joint = [m.start() for m in words.joining.finditer(before)]
    if first and first[1] in words.action and (joint or re.search(_STOP, before[first.end() :])):
        return True
    return bool(joint and words.positive.search(before[: joint[-1]]))


def _is_aim(main: str, start: int) -> bool:
    """Return whether the words stand in an infinitive that nobody wills or asks: "the possibility to abolish …"."""
    return bool(_TO.search(main, 0, start)) and not _WILLED.search(main, 0, start)


def _is_asked(words: _Words, main: str, start: int, kind: str) -> bool:
    """Return whether taking back is asked of others: by a verb of asking, or as an order at the head."""
    ordered = kind == "recommendation" and not main[:start].strip(" \t\n-*»•▶>0123456789.()")
    return ordered or bool(words.asking.search(main, 0, start))


def _is_harm(words: _Words, text: str, after: int) -> bool:
    clause = re.split(_STOP, text[after : after + _HARM_WITHIN], maxsplit=1)[0]
    match = words.harm.search(clause)
    return bool(match) and not words.no_harm.search(clause[: match.start()] if match else "")


@cache
def _get_words(language: str) -> _Words:
    data = get_language_data("position", language)
    subordinate = _join(data["subordinate"])
    subjects = _join(data["deny_subject"]) if data["deny_subject"] else r"(?!)"
    verbs = _join(data["deny_subject_verbs"]) if data["deny_subject_verbs"] else r"(?!)"
    return _Words(
        passed=_compile(data["passed"]),
        reject=_compile(data["reject"]),
        deny=_compile(data["deny"]),
        order=re.compile(rf"[\s*_»•▶>\-–\d.()]*(?:{_join(data['deny_order'])})\b"),
        subject=re.compile(rf"(?:^|(?<=[,;:.] )|(?<=that ))\W*\b(?:{subjects})\b[^,;:.]{{1,60}}?\b(?:{verbs})\b"),
        withdraw=_compile(data["withdraw"]),
        asking=_compile(data["asking"]),
        positive=_compile(data["positive"]),
        joining=_compile(data["joining"]),
        opening=re.compile(rf"^\W*(?:{subordinate})\b[^,;:.]*,"),
        aside=re.compile(rf",?\s*\b(?:{subordinate})\b[^,;:.]*"),
        that=re.compile(rf"\b{data['that']}\b[^,;:.]*"),
        before_that=frozenset(data["before_that"]),
        reports=_compile(data["reports"]),
        harm=_compile(data["harm"]),
        no_harm=_compile(data["no_harm_after"]),
        action=frozenset(get_language_data("reading", language)["verbs"]["action"]),
    )


def _compile(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_join(phrases)})(?!\w)")


def _join(phrases: list[str]) -> str:
    """Return an expression for any of the phrases.

    ``~fut`` stands for a Spanish future, ``~inf`` for an infinitive, ``~ing`` for an English gerund,
    ``~gap`` for one to six words.
    """
    return "|".join(_make_expression(p) for p in phrases)


def _make_expression(phrase: str) -> str:
    """Return the expression of one phrase: ``{a,b c,}`` is any of its alternatives, or nothing."""
    words = re.findall(r"(?:\{[^{}]*\}|[^\s{}])+", phrase)
    made, blank = "", ""
    for word in words:
        whole = re.fullmatch(r"\{([^{}]*)\}", word)
        if whole and "" in whole[1].split(","):
            kept = "|".join(map(_make_expression, filter(None, whole[1].split(","))))
            made += f"(?:{blank}(?:{kept}))?" if blank else f"(?:(?:{kept}){_BLANK})?"
        else:
            pieces = re.split(r"\{([^{}]*)\}", word)
            made += blank + "".join(
                _choice(x) if i % 2 else _SPECIAL.get(x, re.escape(x)) for i, x in enumerate(pieces)
            )
            blank = _BLANK
    return made


def _choice(alternatives: str) -> str:
    return "(?:" + "|".join(_make_expression(a) if a else "" for a in alternatives.split(",")) + ")"

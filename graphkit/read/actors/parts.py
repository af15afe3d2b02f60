"""The parts that named actors play in a sentence: who carries out, who says it, who is called upon."""

from collections.abc import Iterator, Sequence

from graphkit.match.lemma import look_up
from graphkit.read.actors.named import Actor, Named
from graphkit.read.actors.naming_words import fold, get_naming_words
from graphkit.read.statements.promises import REACH, find_promise
from graphkit.reference.language import get_grammar, get_language_data
from graphkit.text.document import StatementKind

_BETWEEN = frozenset("and y e the la el los las both as well o or of de".split())  # noqa: SIM905
_AND = frozenset(("and", "or", "y", "e", "o"))
_ARTICLES = frozenset(("the", "la", "el", "los", "las", "le", "les", "l", "both", "its", "their"))
_OF = frozenset(("of", "de", "del", "du", "des", "do", "da", "dos", "das"))
_TO = frozenset(("a", "al", "au", "aux", "ao"))
_LONGEST = 4
"""Most tokens of a phrase in the list of verbs of praise."""
_LONGEST_PERSON = 6
"""Most tokens of a person's name with its title."""
_DEED_WITHIN = 10
"""Tokens before "by X" within which the noun of a deed is X's."""
_PARTICIPLES = frozenset("led made built given taken held run set drawn begun put brought hecho puesto".split())  # noqa: SIM905


def find_parts(named: Named, kind: StatementKind, actors: Sequence[Actor]) -> Iterator[tuple[str, Actor]]:
    """Yield (link type, actor) for the actors of one stretch of text that stands for a statement of this kind.

    For one actor or a list of actors: a verb of doing behind it, "by" or a possessive around it make it the one
    who carries a practice out; a verb of saying makes it the speaker; a modal verb
    behind it or a verb of asking before it makes it called upon. A verb of praise behind it shows no deed of its own,
    one before it shows a deed of the one praised.
    """
    for group in find_lists(named, actors):
        phrase = _Phrase(named, group)
        for link in dict.fromkeys(_roles(phrase, kind)):
            yield from ((link, a) for a in group)


def find_outsiders(named: Named, actors: Sequence[Actor]) -> Iterator[Actor]:
    """Yield the actors that only speak, are called upon or are the source of what is said, whatever it is about."""
    for group in find_lists(named, actors):
        phrase = _Phrase(named, group)
        active = phrase.is_subject and (phrase.says() or phrase.has_modal())
        if active or phrase.is_asked() or phrase.is_agent() or phrase.is_source():
            yield from group


def find_lists(named: Named, actors: Sequence[Actor]) -> list[list[Actor]]:
    """Return the actors that can play a part, those of one list together: "A, B and C"."""
    groups: list[list[Actor]] = []
    for actor in actors:
        if not actor.acts:
            continue
        if groups and _same_list(named, groups[-1][-1], actor):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def find_person(named: Named, group: Sequence[Actor]) -> int | None:
    """Return where the name of a person begins whose State or body stands in brackets: "Ms. Rahman (Kenya)"."""
    tokens, first, words = named.tokens, group[0].first, get_naming_words()
    start, end = tokens.starts[first], tokens.ends[group[-1].last]
    if not (tokens.text.endswith("(", 0, start) and tokens.text.startswith(")", end)):
        return None
    for at in range(first - 1, max(-1, first - 1 - _LONGEST_PERSON), -1):
        if words.has("titles", named.word(at)):
            return at
        if not tokens.words[at][:1].isupper():
            return None
    return None


def _same_list(named: Named, one: Actor, other: Actor) -> bool:
    """Whether only commas, brackets and "and" part two actors."""
    if not 0 <= other.first - one.last - 1 <= 4:
        return False
    gap = named.tokens.text[named.tokens.ends[one.last] : named.tokens.starts[other.first]]
    between = [fold(w) for w in named.tokens.words[one.last + 1 : other.first]]
    known = _BETWEEN | _TO if "," in gap or any(w in _AND for w in between) else _BETWEEN
    return not any(c in gap for c in (".", ";", ":", "'s", "’s")) and all(w in known for w in between)


def _roles(phrase: "_Phrase", kind: StatementKind) -> Iterator[str]:
    """Yield the link types that a list of actors earns."""
    promises = kind == "recommendation" and phrase.is_subject and phrase.promises()
    if promises or (kind == "recommendation" and (phrase.is_asked() or (phrase.is_subject and phrase.has_modal()))):
        yield "CALLS_ON"
    if kind == "practice" and ((phrase.is_agent() and not phrase.undergoes()) or phrase.owns() or phrase.is_praised()):
        yield "CARRIES_OUT"
    if not phrase.is_subject:
        return
    if promises or phrase.says():
        yield "SAID_BY"
    if kind == "practice" and (phrase.does() or phrase.tells_own()):
        yield "CARRIES_OUT"


class _Phrase:
    """A list of actors with what belongs to it ("the governments of ..."), and the words around."""

    def __init__(self, named: Named, group: Sequence[Actor]) -> None:
        self._named, self._words = named, get_naming_words()
        self._last = group[-1].last
        tokens = named.tokens
        name = tokens.text[tokens.starts[group[-1].first] : tokens.ends[self._last]]
        listed = tokens.text[tokens.starts[group[0].first] : tokens.ends[self._last]]
        person = find_person(named, group)
        self._silent = " *_\n'’s" + (")" if "(" in listed or person else "") + ("," if "," in name else "")
        self._start = self._voiced(group[0].first if person is None else person)
        self._verb = self._skip(group[-1].last + 1)

    @property
    def is_subject(self) -> bool:
        """Whether it can be the subject: no preposition before it, not the end of a list of other things."""
        before = self._before(self._start)
        free = before not in _AND or self._opens_clause()
        return self._verb > 0 and free and not self._words.has("prepositions", before)

    def _opens_clause(self) -> bool:
        """Whether the "and" before it joins a clause of its own: ", and X added that"."""
        says = self._words.has("reports", self._at(self._verb)) or self._words.has("wants", self._at(self._verb))
        told = self._words.has("that", self._at(self._verb + 1))
        return says and (told or self._breaks(self._start - 2))

    def has_modal(self) -> bool:
        """Whether "should", "must" or the like stands behind it."""
        return self._words.has("modals", self._at(self._verb)) or self._words.has("modals", self._pair(self._verb))

    def promises(self) -> bool:
        """Whether a verb of promising stands behind it, "will", or that it said it would; "will have to" is a duty."""
        length = self._length("promises", self._verb)
        if length > 0:
            return not self._words.has("modals", self._phrase(self._verb, length + 2))
        tokens, language = self._named.tokens, self._named.document.metadata.language
        at = tokens.starts[self._start]
        return self._reports() and find_promise(tokens.text[at : at + REACH], language) is not None

    def says(self) -> bool:
        """Whether a verb of saying or wanting stands behind it."""
        wants = any(self._words.has("wants", words) for words in (self._at(self._verb), self._pair(self._verb)))
        return self._reports() or self._appraises() or wants

    def _reports(self) -> bool:
        return self._words.has("reports", self._at(self._verb)) or self._words.has("reports", self._pair(self._verb))

    def _appraises(self) -> bool:
        """Whether a verb of praise or notice stands behind it; to welcome people is none."""
        if length := self._length("appraises", self._verb):
            after = [self._at(self._verb + length + i) for i in (0, 1)]
            return not any(w[:1].isdigit() or self._words.has("welcomed_people", w) for w in after)
        if length := self._length("recognises", self._verb):
            after = [self._at(self._verb + length + i) for i in range(_LONGEST)]
            return any(self._words.has("merits", w) for w in after)
        return self._length("notices", self._verb) > 0

    def is_praised(self) -> bool:
        """Whether a verb of praise stands before it: "commended X for ...", "welcomed X's plan"."""
        end = self._start - (self._before(self._start) in _TO)
        verbs = ("appraises", "notices")
        lengths = range(1, _LONGEST + 1)
        return bool(self._before(end)) and any(self._length(v, end - n) == n for v in verbs for n in lengths)

    def tells_own(self) -> bool:
        """Whether it reports what it does itself, not "that" others do something, nor what it thinks of their deeds."""
        told = [i for i in (self._verb + 1, self._verb + 2) if self._words.has("that", self._at(i))]
        own = bool(told) and (self._words.has("itself", self._at(told[0] + 1)) or self._is_past(told[0] + 1))
        return self._reports() and (own or not (told or self._appraises()))

    def does(self) -> bool:
        """Whether a verb of doing stands behind it."""
        verb = self._at(self._verb)
        past = verb.endswith(("ed", "aron", "ieron")) and len(verb) > 4
        return not self.says() and (past or self._words.has("acts", verb) or self._is_verb(self._verb))

    def _is_verb(self, at: int) -> bool:
        """Whether the dictionary gives an infinitive for a token, in the languages whose infinitives show."""
        if not 0 < at < len(self._named.tokens):
            return False
        word, language = self._named.tokens.words[at].casefold(), self._named.document.metadata.language
        endings = tuple(get_grammar(language).get("infinitive_endings", ()))
        lemma = look_up(word, language) if endings else word
        return lemma != word and lemma.endswith(endings)

    def _is_past(self, at: int) -> bool:
        """Whether a token is a verb in the past, before which some languages drop "it": "informó que abrió"."""
        if not self._is_verb(at):
            return False
        grammar = get_grammar(self._named.document.metadata.language)
        ends = (*grammar["past_endings"], *filter(None, [grammar["past_accent"]]))
        return self._at(at) in grammar["past_words"] or self._named.tokens.words[at].casefold().endswith(ends)

    def is_agent(self) -> bool:
        """Whether it stands behind "by" and a participle, or the noun of a deed: "the adoption of a law by X"."""
        if not self._words.has("agent", self._before(self._start)):
            return False
        participle = self._before(self._start - 1)
        ends = participle.endswith(("ed", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"))
        return ends or participle in _PARTICIPLES or self._follows_deed(self._start - 1)

    def undergoes(self) -> bool:
        """Whether the participle before "by X" tells of what X meets with or thinks: "visited by X"."""
        return self._words.has("undergone", self._before(self._start - 1))

    def _follows_deed(self, at: int) -> bool:
        """Whether the noun of a deed stands within a few words before a token, in the same clause."""
        for i in range(at, max(0, at - _DEED_WITHIN), -1):
            word = self._before(i)
            if not word or self._words.has("deeds", word):
                return bool(word)
        return False

    def owns(self) -> bool:
        """Whether the statement opens with its possessive, or names its work, efforts, programme."""
        tokens, at = self._named.tokens, self._last
        possessive = tokens.text.startswith(("'s", "’s"), tokens.ends[at]) and self._opens(self._start)
        before = self._before(self._start)
        return possessive or (before in _OF and self._words.has("efforts", self._before(self._start - 1)))

    def is_asked(self) -> bool:
        """Whether a verb of asking stands right before it."""
        at, last = self._start, self._before(self._start)
        pair = f"{self._before(at - 1)} {'a' if last in _TO else last}"
        return self._words.has("calls", last) or self._words.has("calls", pair)

    def is_source(self) -> bool:
        """Whether "according to" or the like stands right before it."""
        at = self._start
        pair = f"{self._before(at - 1)} {self._before(at)}"
        return self._words.has("sources", self._before(at)) or self._words.has("sources", pair)

    def _voiced(self, first: int) -> int:
        """Return where the phrase begins, such as before "the governments of"."""
        start = self._skip_articles(first)
        if self._before(start) in _OF and self._words.has("voices", self._before(start - 1)):
            return self._skip_articles(start - 2)
        return start

    def _skip_articles(self, at: int) -> int:
        while at > 0 and self._before(at) in _ARTICLES and not self._breaks(at - 1):
            at -= 1
        language = self._named.document.metadata.language
        opening = get_language_data("naming", language).get("opening_articles", ())
        return at - (self._before(at) in opening and self._opens(at - 1))

    def _skip(self, at: int) -> int:
        """Return the token behind that is no adverb and no "delegation"; 0 if the sentence breaks before it."""
        while at < len(self._named.tokens) and not self._breaks(at - 1):
            word = self._at(at)
            adverb = self._words.has("adverbs", word) and not self._words.has("acts", word)
            if not adverb and not self._words.has("voices", word):
                return at
            at += 1
        return 0

    def _breaks(self, at: int) -> bool:
        """Whether a punctuation mark or an empty line stands between a token and the next."""
        tokens = self._named.tokens
        if not 0 <= at < len(tokens) - 1:
            return True
        gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
        return bool(gap.strip(self._silent)) or gap.count("\n") > 1

    def _opens(self, at: int) -> bool:
        return at == 0 or self._breaks(at - 1)

    def _before(self, at: int) -> str:
        """Return the folded word before a token; empty where punctuation stands between."""
        return "" if at <= 0 or self._breaks(at - 1) else self._named.word(at - 1)

    def _at(self, at: int) -> str:
        return self._named.word(at) if 0 < at < len(self._named.tokens) else ""

    def _length(self, name: str, at: int) -> int:
        """Return how many tokens the longest phrase of a list takes that begins at a token; 0 if none does."""
        counts = range(_LONGEST, 0, -1)
        return next((n for n in counts if self._words.has(name, self._phrase(at, n))), 0)

    def _phrase(self, at: int, count: int) -> str:
        return " ".join(self._at(at + i) for i in range(count))

    def _pair(self, at: int) -> str:
        return self._phrase(at, 2)

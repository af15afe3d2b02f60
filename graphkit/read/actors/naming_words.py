"""Word lists for telling names and what actors do; English and Spanish together, since texts mix them."""

from dataclasses import dataclass
from functools import cache, lru_cache

from graphkit.match.lemma import fold_word
from graphkit.match.tokens import read_tokens
from graphkit.reference.language import LANGUAGES, get_language_data

_LISTS = (
    "wordlike", "company", "openers", "opening_nouns", "connectors", "link_words", "generic", "regional", "reports",
    "wants", "promises", "acts", "adverbs", "modals", "calls", "prepositions", "voices", "efforts", "agent",
    "city_cues", "city_before", "city_told", "expletives", "spanish_only", "state_words", "of", "appraises", "notices",
    "recognises", "merits", "welcomed_people", "deeds", "sources", "titles", "that", "itself",
    "undergone",
)  # fmt: skip
_KINDS = ("heads", "body_heads", "small_heads", "leading_heads", "institutions")


@dataclass(frozen=True, slots=True)
class NamingWords:
    """The lists of graphkit/reference/language/naming.*.toml, joined; all but ``wordlike`` without case and accents."""

    lists: dict[str, frozenset[str]]
    as_read: dict[str, frozenset[str]]
    """The same, each phrase as its tokens: "s'engage" in two."""
    heads: dict[str, str]
    """Word of a mechanism's name -> its kind."""
    body_heads: dict[str, str]
    """Word of a body's name -> its kind."""
    small_heads: dict[str, str]
    """Word in small letters after capitalised ones that makes them a mechanism's name -> its kind."""
    leading_heads: dict[str, str]
    """Word in small letters before capitalised ones that makes them a mechanism's name -> its kind."""
    institutions: dict[str, str]
    """Word for an institution that a list item may give by its kind alone -> its kind."""

    def kind_of(self, word: str) -> str:
        """Return the kind of mechanism or body that a folded word names; empty if it names none."""
        return self.heads.get(word) or self.body_heads.get(word) or ""

    def has(self, name: str, word: str) -> bool:
        """Whether a list holds a folded word, or a phrase of several with blanks between them."""
        return word in self.as_read[name]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word without case and accents, as :func:`~graphkit.match.lemma.fold_word` does, remembered."""
    return fold_word(word)


@cache
def get_naming_words() -> NamingWords:
    """Return the word lists; read once a process."""
    tables = [get_language_data("naming", language) for language in LANGUAGES]
    verbs = [fold_word(v) for v in get_language_data("reading", "en")["verbs"]["action"]]
    lists = {name: frozenset(w for t in tables for w in t[name]) for name in _LISTS}
    english, spanish, *others = ({*data["heads"], *data["body_heads"]} for data in tables)
    lists["spanish_heads"] = frozenset(spanish | {word for words in others for word in words - english})
    lists["openers"] |= lists["opening_nouns"] | frozenset(verbs)
    kinds = ({word: kind for t in tables for word, kind in t[name].items()} for name in _KINDS)
    as_read = {name: frozenset(map(_as_read, words)) for name, words in lists.items()}
    return NamingWords(lists, as_read, *kinds)


def _as_read(phrase: str) -> str:
    return " ".join(map(fold, read_tokens(phrase).words))

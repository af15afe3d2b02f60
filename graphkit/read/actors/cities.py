"""Cities and provinces where the wording makes them act: "the municipality of X", "cities such as X and Y"."""

from collections.abc import Iterator

from graphkit.graph.ontology.nodes import Body
from graphkit.read.actors.definitions import run_name
from graphkit.read.actors.named import Actor, Named, labels_at
from graphkit.read.actors.names import name_slug
from graphkit.read.actors.naming_words import fold, get_naming_words

KIND = "subnational-government"
_ARTICLES = frozenset({"the", "la", "el", "los", "las"})
_LEADS = frozenset(("of", "as", "like", "including", "de", "como", *_ARTICLES))
_AND = frozenset({"and", "y", "e"})


def find_cities(named: Named, new: dict[str, Body]) -> Iterator[Actor]:
    """Yield the cities and provinces that act, adding a body to ``new`` for each."""
    listed = {p.first: p.last for p in named.places if p.name.form == "city"}
    labels = labels_at(named.places)
    reach = -1
    for first in range(len(named.tokens)):
        last = _city_at(named, first, listed, labels, reach)
        while last is not None:
            name = run_name(named.tokens, first, last)
            id = f"body:{name_slug(name)}"
            new.setdefault(id, Body(id=id, name=name, kind=KIND))
            yield Actor(first, last, id, "name:city", 0.7)
            reach = last
            first, last = _next_in_list(named, last, labels)


def _city_at(named: Named, first: int, listed: dict[int, int], labels: dict[int, str], reach: int) -> int | None:
    """Return the last token of a city that starts here and acts; None if none does."""
    if first <= reach or first in labels or not named.tokens.words[first][0].isupper():
        return None
    if first in listed:
        last = listed[first]
        acts = _is_cued(named, first, "city_before", "city_told") or _acts(named, first, last)
        return last if last not in labels and acts else None
    return _capitals(named, first, labels) if _is_cued(named, first, "city_before") else None


def _is_cued(named: Named, first: int, *lists: str) -> bool:
    """Whether "the city of", "cities such as" or the like stands right before."""
    if named.word(first - 1) not in _LEADS:
        return False
    at = first - 1 if named.word(first - 1) in _ARTICLES else first
    before = [named.word(at - i - 1) for i in range(3)]
    phrases = (f"{before[1]} {before[0]}", f"{before[2]} {before[1]} {before[0]}")
    return any(get_naming_words().has(name, phrase) for name in lists for phrase in phrases)


def _acts(named: Named, first: int, last: int) -> bool:
    """Whether the place is the subject of a verb: nothing but a break before it, a verb behind it."""
    words = get_naming_words()
    gap = named.tokens.text[named.tokens.ends[first - 1] : named.tokens.starts[first]] if first else "\n"
    opens = gap.strip(" ") != "" or first == 0
    return opens and not words.has("prepositions", named.word(first - 1)) and words.has("acts", named.word(last + 1))


def _capitals(named: Named, first: int, labels: dict[int, str]) -> int | None:
    """Return the last of one to four capitalised words that no known name covers."""
    last = first
    while last + 1 < len(named.tokens) and last < first + 3 and last + 1 not in labels:
        gap = named.tokens.text[named.tokens.ends[last] : named.tokens.starts[last + 1]]
        if gap != " " or not named.tokens.words[last + 1][0].isupper():
            break
        last += 1
    return last


def _next_in_list(named: Named, last: int, labels: dict[int, str]) -> tuple[int, int | None]:
    """Return the next city of a list: behind a comma, "and", or a remark in brackets; (0, None) if it ends."""
    text, tokens = named.tokens.text, named.tokens
    at = last + 1
    if at < len(tokens) and text[tokens.ends[last] : tokens.starts[at]].strip(" *").startswith("("):
        closing = text.find(")", tokens.ends[last], tokens.ends[last] + 80)
        at = tokens.index_at(closing) if closing > 0 else len(tokens)
    if at < len(tokens) and fold(tokens.words[at]) in _AND:
        at += 1
    elif at < len(tokens) and "," not in text[tokens.ends[at - 1] : tokens.starts[at]]:
        return 0, None
    if at >= len(tokens) or at in labels or not tokens.words[at][0].isupper() or not named.same_sentence(last, at):
        return 0, None
    return at, _capitals(named, at, labels)

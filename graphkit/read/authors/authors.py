"""Who issued a document: the clues that its loader found, read by names; where nothing is sure, nobody."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from graphkit.match.tokens import read_tokens
from graphkit.read.actors.names import Place
from graphkit.read.authors.dominant import find_dominant
from graphkit.read.authors.front_names import Authors, FrontNames
from graphkit.read.authors.kinds import read_affiliation, read_civil, read_independent, read_kind
from graphkit.reference.gazetteer.lookup import find_id
from graphkit.reference.names import get_codes
from graphkit.text.document import Clue, Document

_PARENT = ("UN", "UNGA", "ECOSOC", "HRC")
"""Bodies whose letterhead many others use; it counts only where nothing else names an issuer."""
_CONVENERS = ("regional-process", "regional-organisation", "global-forum", "parliamentary-body", "authority-network")
_MEETING = ("declaration", "communiqué", "summary", "report", "resolution", "pledge", "consultation", "meeting")
_ABOUT_STATES = (("owned", "policy-name"), ("policy", "review"), ("legal",))
"""Rules by which a title names a State that others may write about."""
_JOINT = ("declaration", "communiqué")
_AFFAIRS = re.compile(r"\s(?:affairs|relations|integration|matters)\b", re.IGNORECASE)
"""After a body's name: it is what an office of a State deals with."""
_BESIDE = re.compile(r"\s*(?:[-–,(]|(?:in|en|au?x?|no|na)\b)?\s*")
"""Between a body and the State in which it has an office."""
_SMALL = re.compile(r"(?:(?i:the|of|and|de|del|la|el|los|las|y|du|des|da|do|e)\b|\W|\([^)]*\)|\b[A-Z]{2,8}\b)*")


def find_authors(document: Document) -> Authors:
    """Return who issued a document by the surest clue that names somebody known; an empty answer where none does."""
    if not document.clues:
        return Authors()
    reader = FrontNames(document)
    if any(c.rule == "hired" and not reader.inside(c) for c in document.clues):
        return Authors()
    by_association = any(c.rule == "association-line" for c in document.clues)
    for rule, find in _RULES:
        clues = [c for c in document.clues if c.rule in rule]
        if clues and (found := find(reader, clues)).kind and not _is_reviewed(reader, found):
            return Authors() if by_association and rule in _ABOUT_STATES and found.kind == "states" else found
    told_of = by_association or any(c.rule == "about" for c in document.clues)
    return Authors() if told_of else find_dominant(reader)


def _is_reviewed(reader: FrontNames, found: Authors) -> bool:
    """Whether a State would be the author of observations that a committee makes on it."""
    return reader.form == "concluding observations" and any(map(reader.is_state, found.ids))


def _named(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the owner that a symbol, a series or a web address names."""
    if clues[0].rule == "site" and reader.form in _JOINT:
        return Authors()
    for clue in clues:
        if id := find_id(_state_code(clue.name) or clue.name):
            return reader.make([id], clue)
    return Authors()


def _state_code(code: str) -> str | None:
    """Return the three letters of a State for the two of its web addresses."""
    if len(code) != 2:
        return None
    return get_codes().get("GB" if code == "uk" else code.upper())


def _signed(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return all States that a list of signatories names, else the body whose members they are.

    Two lists that begin with 'We, the ...' are one.
    """
    lists = [c for c in clues if c.rule == "we"]
    states = [p for c in lists for p in reader.inside(c) if reader.is_state(p.nodes[0])]
    if len(lists) > 1 and len({p.nodes[0] for p in states}) > 1:
        return reader.make([p.nodes[0] for p in states], lists[0], states[-1].end)
    for clue in clues:
        places = reader.inside(clue)
        states = [p for p in places if reader.is_state(p.nodes[0])]
        bodies = [p for p in places if not reader.is_state(p.nodes[0])]
        if len({p.nodes[0] for p in states}) > 1 or (states and clue.rule == "we" and not bodies):
            return reader.make([p.nodes[0] for p in states], clue, states[-1].end)
        if bodies:
            return reader.make([bodies[0].nodes[0]], clue, bodies[0].end)
    return Authors()


def _first(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the name after 'submitted by' or 'statement by', and those joined with it."""
    for clue in clues:
        places = [p for p in reader.inside(clue) if not _AFFAIRS.match(reader.text, p.end)]
        inside = _association(reader, places[0].start if places else clue.begin)
        if inside and not any(not reader.is_state(p.nodes[0]) for p in places[:1]):
            return Authors((), "civil-society", " ".join(reader.text[inside.start : inside.end].split())[:300])
        if not places:
            continue
        joined = [places[0]]
        for place in places[1:]:
            between = reader.text[joined[-1].end : place.start]
            same = reader.is_state(place.nodes[0]) == reader.is_state(joined[0].nodes[0])
            if same and re.fullmatch(
                r"\s*(?:\([^)]*\))?\s*(?:,|and|y|e|et|&|,\s*(?:and|y|et))\s+(?:(?:the|la|el|los|las|le|de|del)\s+){0,2}",
                between,
            ):
                joined.append(place)
        ids = [p.nodes[0] for p in joined if p.nodes[0] not in _PARENT[:1] or len(joined) == 1]
        return reader.make(ids, clue, joined[-1].end)
    return Authors()


def _association(reader: FrontNames, at: int) -> Clue | None:
    """Return the association in whose name a State's name stands, if any: 'the Trades Union Congress of X'."""
    found = (c for c in reader.document.clues if c.rule == "association" and c.begin <= at < c.end)
    return next(found, None)


def _whole(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the name or names that the words of a clue are, such as the subject of a headline."""
    for clue in clues:
        places = [p for p in reader.places if clue.start <= p.start < clue.end and clue.begin < p.end <= clue.end + 3]
        rest, at = "", min([clue.begin, *(p.start for p in places[:1])])  # an article may belong to the name
        for place in places:
            rest, at = rest + " " + reader.text[at : place.start], place.end
        rest = rest + " " + reader.text[at : clue.end]
        adjective = any(p.name.form == "demonym" for p in places) and clue.rule != "policy-name"
        several = clue.rule == "headline" and len(places) > 1  # others tell of them
        if places and not adjective and not several and _SMALL.fullmatch(re.sub(r"['’]s?\b|[#*_>]", " ", rest)):
            return reader.make([p.nodes[0] for p in places], clue, places[-1].end)
    return Authors()


def _joint(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the States between which the title of a joint statement is made; fewer than two are none."""
    for clue in clues:
        matches = reader.names.match(read_tokens(clue.name), reader.document.metadata.language)
        places = [
            p for p in reader.names.settle(matches) if p.nodes and reader.is_state(p.nodes[0]) and p.name.form == "name"
        ]
        if len({p.nodes[0] for p in places}) > 1:
            return reader.make([p.nodes[0] for p in places], clue)
    return Authors()


def _says(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the body that stands right before a verb of saying."""
    for clue in clues:
        near = [p for p in reader.inside(clue) if len(reader.text[p.end : clue.end].split()) < 2]
        bodies = [p for p in near if not reader.is_state(p.nodes[0])]
        if bodies:
            return reader.make([bodies[-1].nodes[0]], replace(clue, start=bodies[-1].start), clue.end)
    return Authors()


def _state(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the one State whose policy, law or national report a title names."""
    for clue in clues:
        places = [p for p in reader.inside(clue) if reader.is_state(p.nodes[0])]
        if places:
            return reader.make([places[0].nodes[0]], clue, places[0].end)
    return Authors()


def _letterhead(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the name that a line of the title block is; of several States none, a parent body last of all."""
    found = [(c, p) for c in clues if (p := _line_name(reader, c))]
    states = {p.nodes[0] for _, p in found if reader.is_state(p.nodes[0])}
    if reader.form in ("review report", "compilation", "concluding observations") or len(states) > 1:
        found = [(c, p) for c, p in found if not reader.is_state(p.nodes[0])]
    found = [(c, p) for c, p in found if p.nodes[0] not in _PARENT]
    if reader.form == "national report" and states:
        found = [(c, p) for c, p in found if reader.is_state(p.nodes[0])]
    return reader.make([found[0][1].nodes[0]], found[0][0], found[0][1].end) if found else Authors()


def _line_name(reader: FrontNames, clue: Clue) -> Place | None:
    """Return the name that a line is, or with which the line of an office ends."""
    for place in reader.inside(clue):
        before = reader.text[clue.begin : place.start]
        after = reader.text[place.end : clue.end]
        if _SMALL.fullmatch(after.strip("# *_|")) and (
            clue.rule == "letterhead" or _SMALL.fullmatch(before.strip("# *_|>"))
        ):
            bodies = (p for p in reader.inside(clue) if not reader.is_state(p.nodes[0]))
            office = (p for p in bodies if _BESIDE.fullmatch(reader.text[p.end : place.start]))
            return next(office, place)
    return None


def _title(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the process or organisation whose meeting a title names; not where it is only the venue or topic."""
    for clue in clues:
        for place in reader.inside(clue):
            kind = reader.kind(place.nodes[0])
            venue = re.search(
                r"(?i)\b(?:at|to|before|on|for|ante|al?|sobre|en|para|à|au|sur|perante|ao)\s+(?:\S+\s+){0,3}$",
                reader.text[clue.begin : place.start],
            )
            if kind in _CONVENERS and reader.form in _MEETING and not venue:
                return reader.make([place.nodes[0]], clue, place.end)
    return Authors()


def _legal(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the State whose laws, parliament or State a legal text names most."""
    found = []
    for clue in clues:
        near = [p for p in reader.places if clue.start <= p.start < clue.begin + 25 and clue.begin < p.end]
        near = [p for p in near if reader.is_state(p.nodes[0])]
        found += [(near[0].nodes[0], clue, near[0].end)] if near else []
    if not found:
        return Authors()
    most = Counter(id for id, _, _ in found).most_common(2)
    if len(most) > 1 and most[0][1] == most[1][1]:
        return Authors()
    id, clue, end = next(f for f in found if f[0] == most[0][0])
    return reader.make([id], clue, end)


def _signature(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the State that a last line such as 'Permanent Mission of X' names."""
    found = _letterhead(reader, clues)
    return found if found.ids and reader.is_state(found.ids[0]) else Authors()


def _body(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the bodies that declare something or convened what is reported; a State there is most often the host."""
    found = _first(reader, clues)
    return found if found.ids and not reader.is_state(found.ids[0]) else Authors()


def _parent(reader: FrontNames, clues: Sequence[Clue]) -> Authors:
    """Return the parent body whose letterhead is all there is."""
    for clue in clues:
        if place := _line_name(reader, clue):
            return reader.make([place.nodes[0]], clue, place.end) if place.nodes[0] in _PARENT else Authors()
    return Authors()


_RULES: tuple[tuple[tuple[str, ...], Callable[[FrontNames, Sequence[Clue]], Authors]], ...] = (
    (("series", "symbol"), _named),
    (("joint",), _joint),
    (("local",), read_kind("subnational-government")),
    (("we", "delegates"), _signed),
    (("author",), _first),
    (("spoken",), _first),
    (("declared",), _body),
    (("city",), read_kind("subnational-government")),
    (("scholarly",), read_kind("academia")),
    (("independent",), read_independent),
    (("owned", "policy-name"), _whole),
    (("policy", "review"), _state),
    (("letterhead", "name-line"), _letterhead),
    (("institution",), _whole),
    (("holder",), _whole),
    (("title",), _title),
    (("legal",), _legal),
    (("headline",), _whole),
    (("civil",), read_civil),
    (("imprint",), _body),
    (("says",), _says),
    (("office-says",), _whole),
    (("signature",), _signature),
    (("site",), _named),
    (("affiliation",), read_affiliation),
    (("convened",), _body),
    (("office",), _state),
    (("letterhead", "name-line"), _parent),
)
"""Which clues are read in which order, and how; the first that names somebody decides."""

"""The State that a text of one government names far more than any other, where nothing at its front is sure."""

import re
from collections import Counter

from graphkit.read.authors.front_names import Authors, FrontNames

_ONE_STATE = (
    "statement",
    "national report",
    "policy",
    "strategy",
    "law",
    "decree",
    "fact sheet",
    "executive order",
    "consultation",
)
"""Forms in which a State that is named far more than others is the one that speaks."""
_TOPIC = re.compile(
    r"(?i)\b(?:in|on|about|to|at|en|sobre|ante|a|al|hacia|au|aux|dans|sur|em|no|na)\s+(?:the |la |el )?$"
)
_LEAST, _SHARE = 3, 3
"""Times such a State is named at least, and how many times more often than the next."""


def find_dominant(reader: FrontNames) -> Authors:
    """Return the State that a text of one government names far more than any other."""
    if reader.form not in _ONE_STATE:
        return Authors()
    states = Counter(p.nodes[0] for p in reader.places if reader.is_state(p.nodes[0]))
    most = states.most_common(2)
    if not most or _is_topic(reader, most[0][0]):
        return Authors()
    alone = len(most) == 1 and most[0][1] >= _LEAST - 1
    if not alone and (len(most) < 2 or most[0][1] < max(_LEAST, _SHARE * most[1][1])):
        return Authors()
    return Authors((most[0][0],), "states", f"named {most[0][1]} times")


def _is_topic(reader: FrontNames, state: str) -> bool:
    """Return whether the title names a State as its topic, receiver or place: 'on the situation in X', 'aid to X'."""
    for clue in (c for c in reader.document.clues if c.rule == "title"):
        for place in reader.inside(clue):
            before = reader.text[clue.begin : place.start]
            if place.nodes[0] == state and _TOPIC.search(before):
                return True
    return False

"""The units that are sent: statements of a graph with the context in which they stand."""

import hashlib
import json
import random
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.graph.review_sheet import make_sheet
from graphkit.text.document import Document, plain_text

LONGEST = 6_000
"""Characters of a unit that is sent; a longer one is left out and named."""
_NEAR = 400
CHARACTERS_PER_TOKEN = 3.5
"""For estimates; where an endpoint counts tokens, its own count is used."""


@dataclass(frozen=True, slots=True)
class SentUnit:
    """One unit as it is sent: its wording and what it stands in.

    ``lead`` is the sentence that opens its list, ``box`` the title of its text box; both empty where the text is not
    at hand. ``before`` and ``after`` are the beginnings of its neighbours in the document.
    """

    id: str
    text: str
    headings: tuple[str, ...]
    before: str
    after: str
    language: str
    lead: str = ""
    box: str = ""

    def as_json(self) -> dict[str, object]:
        """Return what stands in the request."""
        return {k: v for k, v in asdict(self).items() if k != "language"}


def find_sent_units(graph: Graph, texts: Mapping[str, Document] | None = None) -> list[SentUnit]:
    """Return the statements of a graph as units, in the order of document and place; InputError where there is none.

    ``texts``: id of a document -> its text as it was read, for what opens a list and for text boxes.
    """
    statements = list(graph.statements())
    if not statements:
        raise InputError("The graph holds no statement to be coded. Build one first: graphkit build FILES")
    if not any(s.section for s in statements):
        raise InputError(
            "The graph knows no headings, so units would lack their context. Build it again from the texts."
        )
    units = []
    for i, s in enumerate(statements):
        before, after = (_near(statements, j, s.document) for j in (i - 1, i + 1))
        whole = s.text if s.rest is None else f"{s.text} {s.rest}"
        lead, box = _surroundings(s, (texts or {}).get(s.document))
        units.append(SentUnit(s.id, whole, s.section, before, after, s.language, lead, box))
    return units


def _near(statements: Sequence[StatementNode], i: int, document: str) -> str:
    """Return the beginning of a neighbour in the same document, else nothing."""
    inside = 0 <= i < len(statements) and statements[i].document == document
    return statements[i].text[:_NEAR] if inside else ""


def _surroundings(statement: StatementNode, text: Document | None) -> tuple[str, str]:
    """Return the end of what opens the list of a statement, and the title of its text box."""
    blocks = text.blocks if text else ()
    at = bisect_right(blocks, statement.start, key=lambda b: b.start) - 1
    if text is None or at < 0:
        return "", ""
    lead, box = (
        plain_text(text.wording(blocks[i])) if i is not None else "" for i in (blocks[at].lead, blocks[at].box)
    )
    return lead[-_NEAR:], box[:_NEAR]


def choose_units(
    graph: Graph,
    texts: Mapping[str, Document] | None = None,
    *,
    sample: int | None = None,
    most_useful: int | None = None,
) -> list[SentUnit]:
    """Return all units, ``sample`` of them drawn by their ids, or the ``most_useful`` least certain ones.

    The drawing is the same on every machine and whatever else a graph holds: units come in the order of a hash.
    """
    units = find_sent_units(graph, texts)
    if most_useful is not None:
        order = {row["id"]: n for n, row in enumerate(make_sheet(graph))}
        chosen = sorted(units, key=lambda u: order[u.id])[:most_useful]
    elif sample is not None:
        chosen = sorted(units, key=lambda u: hashlib.sha256(u.id.encode()).hexdigest())[:sample]
    else:
        chosen = units
    wanted = {u.id for u in chosen}
    return [u for u in units if u.id in wanted]


def make_batches(units: Sequence[SentUnit], size: int) -> list[list[SentUnit]]:
    """Return the units in batches of one language each."""
    batches: list[list[SentUnit]] = []
    for language in sorted({u.language for u in units}):
        some = [u for u in units if u.language == language]
        batches += [some[i : i + size] for i in range(0, len(some), size)]
    return batches


def digest_of(*parts: object) -> str:
    """Return a digest of JSON values: what answers are kept under."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def wait_seconds(attempt: int, key: str) -> float:
    """Return how long to wait before a further attempt: doubling, with a spread that depends on the key alone."""
    spread = random.Random(f"{key}{attempt}").random()
    return float(min(30.0, 0.5 * 2**attempt) * (0.75 + spread / 2))


def total_characters(units: Iterable[SentUnit]) -> int:
    """Return the characters of the units with their context."""
    return sum(sum(map(len, (u.text, u.before, u.after, u.lead, u.box, *u.headings))) for u in units)


def count_tokens(characters: int) -> int:
    """Return about how many tokens so many characters are."""
    return round(characters / CHARACTERS_PER_TOKEN)

"""The sections of a document as nodes in the order of the text, and the links that hold them together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphkit.graph.ontology import Evidence, Link
from graphkit.graph.ontology.links import Has, HasSection, Next, PartOf
from graphkit.graph.ontology.nodes import Section
from graphkit.text.document import Block, Document, Statement, plain_text


def make_sections(text: Document, statements: Sequence[Statement]) -> tuple[list[Section], list[Link]]:
    """Return the sections that hold statements, at any depth, and HAS_SECTION, HAS, NEXT and PART_OF links.

    A heading without a statement below it makes no section. Sections are numbered from 1 in the order of the text.
    """
    above = {s.id: text.blocks[s.block].headings for s in statements}
    headings = sorted({i for indices in above.values() for i in indices})
    ids = {i: f"{text.id}:section:{number}" for number, i in enumerate(headings, 1)}
    sections = [_section(text, text.blocks[i], ids[i], number) for number, i in enumerate(headings, 1)]
    return sections, list(_links(text, ids, above))


def _section(text: Document, heading: Block, id: str, number: int) -> Section:
    following = text.blocks[heading.index + 1 :]
    end = next((b.start for b in following if b.kind == "heading" and b.level <= heading.level), len(text.text))
    name = plain_text(text.wording(heading)) or f"Section {number}"
    return Section(
        id=id,
        name=name,
        document=text.id,
        number=number,
        level=len(heading.headings) + 1,
        start=heading.start,
        end=end,
        page=heading.page,
    )


def _links(text: Document, ids: dict[int, str], above: dict[str, tuple[int, ...]]) -> Iterator[Link]:
    proof = {i: (_evidence(text, text.blocks[i]),) for i in ids}
    for i, id in ids.items():
        yield HasSection(source=text.id, target=id, evidence=proof[i])
        parents = [h for h in text.blocks[i].headings if h in ids]
        if parents:
            yield PartOf(source=id, target=ids[parents[-1]], evidence=proof[i])
    for one, other in pairwise(ids):
        yield Next(source=ids[one], target=ids[other], evidence=proof[other])
    for statement, indices in above.items():
        if indices:
            yield Has(source=ids[indices[-1]], target=statement, evidence=proof[indices[-1]])


def _evidence(text: Document, heading: Block) -> Evidence:
    words = text.wording(heading)
    return Evidence(rule="heading", score=1, document=text.id, start=heading.start, end=heading.end, words=words)

"""Texts for a made graph: its statements at their offsets, with headings, sentences passed over, and a note."""

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document
from graphkit.issues import Issue
from graphkit.text.document import Block, Metadata, Source
from graphkit.text.document import Document as Text

HEADING_EVERY = 5


def make_texts(
    graph: Graph, passed: str = "Rain fell.", note: str = "1 See the annex."
) -> tuple[dict[str, Text], list[Issue]]:
    """Return id of a document -> its text, and the issues of sentences passed over: one after each statement."""
    texts, issues = {}, []
    for document in graph.nodes(Document):
        parts: dict[int, str] = {}
        blocks: list[Block] = []
        end = 0
        for number, statement in enumerate(s for s in graph.statements() if s.document == document.id):
            after = statement.end + 1
            parts |= {statement.start: statement.text, after: passed}
            if number % HEADING_EVERY == 1:
                heading = f"Part {number}"
                parts[statement.start - 20] = heading
                blocks.append(
                    Block(len(blocks), "heading", statement.start - 20, statement.start - 20 + len(heading), 1)
                )
            end = after + len(passed)
            blocks.append(Block(len(blocks), "paragraph", statement.start, end, page=1 + number // 20))
            issues.append(Issue("statements", f"{document.file}:{after}", "no statement (event)"))
        parts[end + 5] = note
        blocks.append(Block(len(blocks), "note", end + 5, end + 5 + len(note)))
        source = Source(document.file, _lay_out(parts), document.sha256)
        texts[document.id] = Text(source, Metadata(document.id, document.name), tuple(blocks))
    return texts, issues


def _lay_out(parts: dict[int, str]) -> str:
    text = ""
    for start in sorted(parts):
        text = text.ljust(start) + parts[start]
    return text

"""The event list of Discourse Network Analyzer: one row for each statement, speaker and objective.

P. Leifeld, Discourse Network Analysis, in The Oxford Handbook of Political Networks, 2017.
"""

import csv
import io
from collections.abc import Iterator

from graphkit.cells import guard
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.events import day_of, find_events
from graphkit.text.document import plain_text

HEADING = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip


def make(graph: Graph) -> Iterator[str]:
    """Yield the event list, semicolons between the columns; agreements that people coded come out as they went in.

    A statement without a date stands at the first day of its year, or of 1970 where even that is unknown.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEADING)
    for number, event in enumerate(find_events(graph), 1):
        person = guard(event.statement.person) if event.statement.person else ""
        said = (person, guard(event.speaker), guard(event.concept), event.agreement)
        writer.writerow([number, *_about(graph, event.statement), *said])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _about(graph: Graph, statement: StatementNode) -> list[str]:
    document = graph.node(statement.document)
    title = document.name if isinstance(document, Document) else statement.document
    section = " / ".join(statement.section)
    about = (title, statement.issuer or "", statement.document, section, statement.kind, plain_text(statement.text))
    day = f"{day_of(graph, statement)} 00:00:00"
    return [day, guard(statement.document), *(guard(a) if a else "" for a in about)]


EXPORTER = Exporter(
    suffix=".csv",
    about="An event list: one row for each statement, speaker and objective, columns named as in DNA.",
    opens="R, pandas; for relational event models and discourse networks",
    make=make,
)

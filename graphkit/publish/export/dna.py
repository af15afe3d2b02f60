"""The event list of Discourse Network Analyzer: one row for each statement, speaker and objective.

P. Leifeld, Discourse Network Analysis, in The Oxford Handbook of Political Networks, 2017.
"""

import csv
import io
from collections.abc import Iterator

from graphkit.analysis.columns import find_stand
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.cells import guard
from graphkit.publish.export.positions import find_positions
from graphkit.text.document import plain_text

HEADING = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip


def make(graph: Graph) -> Iterator[str]:
    """Yield the event list, semicolons between the columns; the agreement is 0 where the speaker is against, else 1.

    A document without a date stands at the first day of its year, or of 1970 where even that is unknown.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEADING)
    for number, (statement, actor, objective) in enumerate(find_positions(graph), 1):
        agreement = int(find_stand(statement) >= 0)
        writer.writerow([number, *_event(graph, statement), "", guard(actor), guard(objective), agreement])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _event(graph: Graph, statement: StatementNode) -> list[str]:
    document = graph.node(statement.document)
    title, day = (document.name, _day(document)) if isinstance(document, Document) else (statement.document, "")
    section = " / ".join(statement.section)
    about = (title, statement.issuer or "", statement.document, section, statement.kind, plain_text(statement.text))
    return [f"{day} 00:00:00", guard(statement.document), *(guard(a) if a else "" for a in about)]


def _day(document: Document) -> str:
    known = document.date or str(document.year or 1970)
    return known + "-01-01"[len(known) - 4 :] if len(known) < 10 else known[:10]


EXPORTER = Exporter(
    suffix=".csv",
    about="An event list: one row for each statement, speaker and objective, columns named as in DNA.",
    opens="R, pandas; for relational event models and discourse networks",
    make=make,
)

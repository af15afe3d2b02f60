"""Small tables in our own words, and how to read them into one row a statement."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import links as k
from graphkit.graph.ontology import nodes as n
from graphkit.pipeline import Built, Options, make_graph

ROWS = [
    ["To", "From", "Text", "Year"],
    ["Malta", "Ghana", "Open a desk for crews of ferries.", "2014"],
    ["Latvia", "Togo", "Ratify the convention on seafarers.", "2015"],
    ["Malta", "Peru; Chile", "Publish the wages of harbour workers each year.", "2014"],
]


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",", ends: str = "\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return buffer.getvalue()


def write(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def build(path: Path | list[Path], meta: dict[str, str] | None = None, **tables: str) -> Built:
    return make_graph(path, Options(metadata=meta or {}, tables=tables, isolated=False))


def reasons(built: Built, *severities: str) -> list[str]:
    return [i.reason for i in built.issues if not severities or i.severity in severities]


def facts(graph: Graph) -> list[dict[str, Any]]:
    """Return one mapping for each statement, in the order of rows."""
    rows = []
    for s in sorted(graph.statements(), key=lambda s: (s.sheet or "", s.row or 0)):
        coded = [
            (link.type_name(), link.target)
            for kind in (k.Addresses, k.Invokes, k.Concerns, k.CodedAs)
            for link in graph.out(s.id, kind)
            if any(e.rule.startswith("coder:") for e in link.evidence)
        ]
        rows.append(
            {
                "text": s.text,
                "issuers": [link.source for link in graph.into(s.id, k.Issued)],
                "speakers": [link.target for link in graph.out(s.id, k.SaidBy)],
                "addressees": [
                    x.target for x in graph.out(s.id, k.CallsOn) if isinstance(graph.node(x.target), n.State | n.Body)
                ],
                "coded": coded,
                "node": s,
            }
        )
    return rows


def brief(graph: Graph) -> list[tuple[str, list[str], list[str], int | None]]:
    return [(f["text"], f["issuers"], f["addressees"], f["node"].year) for f in facts(graph)]


EXPECTED = [
    ("Open a desk for crews of ferries.", ["GHA"], ["MLT"], 2014),
    ("Ratify the convention on seafarers.", ["TGO"], ["LVA"], 2015),
    ("Publish the wages of harbour workers each year.", ["CHL", "PER"], ["MLT"], 2014),
]

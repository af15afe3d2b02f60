"""A database of Discourse Network Analyzer 3 (.dna, SQLite): documents, coded statements, entities, coders.

P. Leifeld, Discourse Network Analysis, in The Oxford Handbook of Political Networks, 2017. The tables and columns are
those that DNA 3 writes. Coders sign in with the password ``graphkit``.
"""

import base64
import datetime
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import CodedAs
from graphkit.graph.ontology.nodes import Document
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.events import Event, day_of, find_events
from graphkit.text.document import plain_text

PASSWORD = "graphkit"
_LONGEST = 190
"""Characters that DNA takes for a title, name or value."""
_COLOURS = "Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0"
_RIGHTS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_VARIABLES = (
    ("person", "short text"),
    ("organization", "short text"),
    ("concept", "short text"),
    ("agreement", "integer"),
)
"""Agreement is a number, not yes or no: codings of -1, 0 and 1 come out as they went in."""


def _tables() -> Iterator[str]:
    key, value = "ID INTEGER NOT NULL PRIMARY KEY", "StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL"
    rights = ", ".join(f"Permission{name} INTEGER NOT NULL DEFAULT 1" for name in _RIGHTS)
    texts = ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in ("Author", "Source", "Section", "Notes", "Type"))
    shown = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    seen = ", ".join(f"{name} INTEGER NOT NULL DEFAULT 1" for name in shown)
    yield "SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL)"
    yield (
        f"CODERS ({key}, Name TEXT NOT NULL, {_COLOURS}, Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL "
        "DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300, ColorByCoder INTEGER NOT NULL DEFAULT 0, "
        f"PopupDecoration INTEGER NOT NULL DEFAULT 0, PopupAutoComplete INTEGER NOT NULL DEFAULT 1, {rights})"
    )
    yield f"DOCUMENTS ({key}, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER, {texts}, Date INTEGER NOT NULL)"
    yield f"STATEMENTTYPES ({key}, Label TEXT NOT NULL, {_COLOURS})"
    yield f"VARIABLES ({key}, Variable TEXT NOT NULL, DataType TEXT NOT NULL, StatementTypeId INTEGER)"
    yield f"VARIABLELINKS ({key}, SourceVariableId INTEGER, TargetVariableId INTEGER)"
    yield f"REGEXES (Label TEXT PRIMARY KEY, {_COLOURS})"
    yield f"CODERRELATIONS ({key}, Coder INTEGER, OtherCoder INTEGER, {seen})"
    yield (
        f"STATEMENTS ({key}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL, "
        "Stop INTEGER NOT NULL, Coder INTEGER)"
    )
    for kind, held in (("BOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"), ("INTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
                       ("LONGTEXT", "Value TEXT DEFAULT ''"), ("SHORTTEXT", "Entity INTEGER NOT NULL")):  # fmt: skip
        yield f"DATA{kind} ({key}, {value}, {held})"
    yield (
        f"ENTITIES ({key}, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '', Red INTEGER, Green INTEGER, "
        "Blue INTEGER, ChildOf INTEGER)"
    )
    yield f"ATTRIBUTEVARIABLES ({key}, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL)"
    yield (
        f"ATTRIBUTEVALUES ({key}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, "
        "AttributeValue TEXT NOT NULL DEFAULT '')"
    )


def make(graph: Graph) -> bytes:
    """Return the database; a document holds the wordings of its statements, a blank line between."""
    with closing(sqlite3.connect(":memory:")) as base:
        for table in _tables():
            base.execute(f"CREATE TABLE {table}")
        _fill(base, graph)
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _fill(base: sqlite3.Connection, graph: Graph) -> None:
    events = list(find_events(graph))
    _insert(base, "SETTINGS", [("version", "3.0.11"), ("date", "2023-01-01")])
    coders = _coders(graph, events)
    for number, name in enumerate(["Admin", *coders], 1):
        base.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, ?)", (number, name[:_LONGEST], _password()))
    _insert(base, "STATEMENTTYPES", [(1, "DNA Statement", 239, 208, 51)])
    _insert(base, "VARIABLES", [(i, name, kind, 1) for i, (name, kind) in enumerate(_VARIABLES, 1)])
    number_of = {name: number for number, name in enumerate(coders, 2)}
    places = _documents(base, graph, events)
    entities = _entities(base, graph, events)
    for number, event in enumerate(events, 1):
        document, start, stop = places[event.statement.id]
        coder = number_of.get(_coder(graph, event), 1)
        _insert(base, "STATEMENTS", [(number, 1, document, start, stop, coder)])
        texts = (event.statement.person or "", _speaker(graph, event), event.concept[:_LONGEST])
        links = [(3 * number + i - 3, number, i, entities[i, text]) for i, text in enumerate(texts, 1)]
        _insert(base, "DATASHORTTEXT", links)
        _insert(base, "DATAINTEGER", [(number, number, 4, event.agreement)])


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    listed = list(rows)
    if listed:
        base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(listed[0]))})", listed)


def _coder(graph: Graph, event: Event) -> str:
    """Return who coded an event: the person, or graphkit."""
    links = (x for x in graph.out(event.statement.id, CodedAs) if graph.node(x.target).title == event.concept)
    rules = (e.rule for link in links for e in link.evidence)
    return next((rule.removeprefix("coder:") for rule in rules if rule.startswith("coder:")), "graphkit")


def _coders(graph: Graph, events: Iterable[Event]) -> list[str]:
    return sorted({_coder(graph, event) for event in events} | {"graphkit"})


def _speaker(graph: Graph, event: Event) -> str:
    return graph.node(event.speaker).title[:_LONGEST]


def _documents(base: sqlite3.Connection, graph: Graph, events: Iterable[Event]) -> dict[str, tuple[int, int, int]]:
    """Write the documents and return statement id -> document, start and stop, counted in UTF-16 units."""
    held: dict[str, dict[str, str]] = {}
    days: dict[str, str] = {}
    for event in events:
        s = event.statement
        held.setdefault(s.document, {})[s.id] = plain_text(s.text) or s.text
        days[s.document] = max(days.get(s.document, ""), day_of(graph, s))
    places = {}
    for number, id in enumerate(sorted(held), 1):
        at, parts = 0, []
        for statement, text in held[id].items():
            length = len(text.encode("utf-16-le", "surrogatepass")) // 2
            places[statement] = (number, at, at + length)
            parts.append(text)
            at += length + 2
        node = graph.node(id)
        source = node.file if isinstance(node, Document) else id
        seconds = int(datetime.datetime.fromisoformat(f"{days[id]}T00:00:00+00:00").timestamp())
        row = (number, node.title[:_LONGEST], "\n\n".join(parts), 1, "", source[:_LONGEST], "", "", "", seconds)
        _insert(base, "DOCUMENTS", [row])
    return places


def _entities(base: sqlite3.Connection, graph: Graph, events: Iterable[Event]) -> dict[tuple[int, str], int]:
    """Write the values of the variables and return (variable, value) -> entity; each variable has an empty one."""
    found = {(variable, "") for variable in (1, 2, 3)}
    for event in events:
        texts = (event.statement.person or "", _speaker(graph, event), event.concept[:_LONGEST])
        found |= set(enumerate(texts, 1))
    numbers = {key: number for number, key in enumerate(sorted(found), 1)}
    _insert(base, "ENTITIES", [(n, variable, text, 0, 0, 0, None) for (variable, text), n in numbers.items()])
    return numbers


def _password() -> str:
    """Return the password as DNA keeps it: SHA-256 a hundred thousand times over salt and password (jasypt's form)."""
    salt = hashlib.sha256(PASSWORD.encode()).digest()[:16]
    digest = salt + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


EXPORTER = Exporter(
    suffix=".dna",
    about="A database with documents, coded statements, speakers and coders; their password is graphkit.",
    opens="Discourse Network Analyzer 3, rDNA",
    make=make,
    text=False,
)

"""What both faces offer, HTTP and the Model Context Protocol: one method a question, whose signature they read.

Every answer is data for JSON, and what rests on statements carries their ids and exact wording.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import Field

from graphkit import __version__
from graphkit.errors import GraphError, UnknownNameError, WriteRefusedError
from graphkit.graph.ontology import schema_data
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.view import LANGUAGES, PAGES, make_page
from graphkit.queries import Query, complete_params, find_queries, get_query
from graphkit.serve.asker import Asker
from graphkit.serve.findings import Findings
from graphkit.serve.statements import Statements, Wanted
from graphkit.serve.turns import Turns
from graphkit.store.arcadedb_engine import has_engine, load_engine
from graphkit.store.kglite import has_kglite
from graphkit.summary import make_summary
from graphkit.workspace import Workspace

MOST_ROWS = 1000
"""Rows of one answer, unless the one who serves it allows more or fewer."""
MOST_QUOTES = 100
"""Statements whose wording goes with an answer; the ids of all are in it."""
SECONDS = 10.0
"""How long a query may take, unless the one who serves it allows more or less."""

Limit = Annotated[int, Field(ge=1, description="Most rows of the answer; what was left out is said.")]
Offset = Annotated[int, Field(ge=0, description="Rows to pass over first.")]
Certainty = Annotated[
    float | None,
    Field(ge=0, le=1, description="Findings at least as sure; 0: all. Default: those not known to be less sure than "
          ".75, as the command `gaps` gives them."),
]  # fmt: skip
Analysis = Annotated[str, Field(description="clusters, echoes, followup, gaps, overlap or timeline.")]


class GraphReader:
    """A built graph that answers questions and is never changed; safe to ask from many threads."""

    def __init__(
        self, workspace: Workspace, seconds: float = SECONDS, most_rows: int = MOST_ROWS, engine: str = "embedded"
    ) -> None:
        self._workspace, self._most = workspace, most_rows
        self._graph = workspace.graph
        self._statements = Statements(self._graph)
        self._findings = Findings(self._graph, seconds)
        self._asker = Asker(workspace.path, seconds, engine=engine)
        self._pages: dict[tuple[str, str], str] = {}
        self._turns = Turns("pages", seconds)

    def start(self) -> None:
        """Open the database; StoreError where it is damaged. Where no engine is installed, only queries are refused."""
        if has_engine() or has_kglite():
            self._asker.start()

    def close(self) -> None:
        """End the engine; a query that still runs is ended too."""
        self._asker.close()

    def describe_graph(self, limit: Limit = 50) -> dict[str, Any]:
        """Describe what the graph holds: its documents with ids, and the numbers of statements, nodes and links."""
        summary = make_summary(self._graph, self._workspace.issues())
        skipped, documents = summary.pop("skipped"), summary.pop("documents")
        most = self._cut(limit)
        return {
            "graphkit": __version__,
            **summary,
            "documents": documents[:most],
            "documents_in_all": len(documents),
            "skipped": skipped[:most],
            "skipped_in_all": len(skipped),
        }

    def describe_schema(self) -> dict[str, Any]:
        """Describe the labels and link types that a query may name, with their properties and the ends of links."""
        return schema_data()

    def list_queries(self) -> dict[str, Any]:
        """List the queries of the library: name, title, parameters and what each returns."""
        return {"queries": [_tell_query(q) for q in find_queries().values()]}

    def read_query(
        self, name: Annotated[str, Field(description="Name of a query of the library, such as coverage.")]
    ) -> dict[str, Any]:
        """Read one query of the library: how to read its answer, an example of its parameters, and its Cypher."""
        query = get_query(name)
        return {**_tell_query(query), "about": query.about, "example": query.example, "text": query.text}

    def run_query(
        self,
        query: Annotated[str, Field(description="Name of a query of the library, or Cypher that reads.")],
        params: Annotated[
            dict[str, Any] | None,
            Field(description="Values of the parameters; those of a library query default to its example."),
        ] = None,
        limit: Limit = 100,
    ) -> dict[str, Any]:
        """Run a reading query. Return columns, rows, and the wording and place of the statements that the rows name."""
        if not (has_engine() or has_kglite()):
            load_engine()
        chosen = None if any(c.isspace() for c in query.strip()) or not query.strip(" ;") else get_query(query.strip())
        text = chosen.text if chosen else query
        values = complete_params(params or {}, chosen, text)
        try:
            answer = self._asker.ask(text, values, self._cut(limit))
        except WriteRefusedError as error:
            reason = str(error).partition(" and this is for reading")[0].rstrip(",")
            raise WriteRefusedError(f"{reason}. Only reading is possible here.") from error
        return {
            "columns": answer.columns,
            "rows": answer.rows,
            "truncated": answer.truncated,
            "warnings": answer.warnings,
            "statements": self._quote(_find_texts(answer.rows)),
        }

    def search_statements(
        self,
        words: Annotated[
            str,
            Field(
                max_length=1000,
                description='Words that all occur, or "phrases"; whatever case and accents, each begins a word.',
            ),
        ] = "",
        kind: Annotated[str, Field(description="recommendation, practice, challenge, definition or principle.")] = "",
        document: Annotated[str, Field(description="Document, by id or title.")] = "",
        speaker: Annotated[str, Field(description="Who says it: state, body or collective, by id or name.")] = "",
        region: Annotated[str, Field(description="Region of a state that says it.")] = "",
        about: Annotated[
            str, Field(description="Objective, sub-theme, group, principle, mechanism or actor, by id or name.")
        ] = "",
        strength: Annotated[str, Field(description="Strength, such as commit or recommend.")] = "",
        since: Annotated[int | None, Field(description="First year.")] = None,
        until: Annotated[int | None, Field(description="Last year.")] = None,
        least_score: Annotated[float, Field(ge=0, le=1, description="Least score of the link to `about`.")] = 0.0,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> dict[str, Any]:
        """Search statements by words and filters; they come in the order of the texts, with id, wording and place."""
        wanted = Wanted(words, kind, document, speaker, region, about, strength, since, until, least_score)
        found = self._statements.find(wanted)
        shown = found[offset : offset + self._cut(limit)]
        return {
            "statements": [self._statements.make_row(s.id) for s in shown],
            "in_all": len(found),
            "next_offset": offset + len(shown) if offset + len(shown) < len(found) else None,
        }

    def read_statement(
        self, id: Annotated[str, Field(description="Id of a statement, such as statement:0123456789ab.")]
    ) -> dict[str, Any]:
        """Read one statement: exact wording, place, properties, and every link with the words that carry it."""
        try:
            return self._statements.make_full_row(id)
        except GraphError as error:
            known = (s.id for s in self._graph.statements())
            raise UnknownNameError("statement", id, known) from error

    def list_findings(
        self, analysis: Analysis, min_certainty: Certainty = None, limit: Limit = 20, offset: Offset = 0
    ) -> dict[str, Any]:
        """List the findings of an analysis, each with its id, the ids of its statements and the first one's wording."""
        result = self._findings.get(analysis, min_certainty)
        told = result.to_dict()
        shown = told.pop("findings")[offset : offset + self._cut(limit)]
        following = offset + len(shown)
        return {
            **told,
            "findings": shown,
            "in_all": len(result),
            "next_offset": following if following < len(result) else None,
            "statements": self._quote(row["statements"][0] for row in shown if row["statements"]),
        }

    def read_finding(
        self, analysis: Analysis, id: Annotated[str, Field(description="Id of a finding, as the list gives it.")]
    ) -> dict[str, Any]:
        """Read one finding with the quotes it rests on: wording, speakers and place of its statements."""
        result, finding = self._findings.get(analysis), self._findings.get_finding(analysis, id)
        return {
            "analysis": analysis,
            "title": result.title,
            "id": finding.id,
            "values": dict(finding.values),
            "note": finding.note,
            "confidence": finding.confidence,
            "notes": list(result.notes),
            "statement_ids": list(finding.statements),
            "statements": self._quote(finding.statements),
        }

    def make_page(self, page: str, language: str = "en") -> str:
        """Return an interactive page as HTML, drawn once; UnknownNameError where there is no such page or language."""
        if page not in PAGES:
            raise UnknownNameError("page", page, PAGES)
        if language not in LANGUAGES:
            raise UnknownNameError("language", language, LANGUAGES)
        if (page, language) not in self._pages:
            with self._turns.take():
                if (page, language) not in self._pages:
                    self._pages[page, language] = make_page(self._graph, page, language=language).html
        return self._pages[page, language]

    def _cut(self, limit: int) -> int:
        return min(limit, self._most)

    def _quote(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return the rows of the statements among some ids, each once, in their order."""
        known = [i for i in dict.fromkeys(ids) if i in self._graph and isinstance(self._graph.node(i), StatementNode)]
        return [self._statements.make_row(id) for id in known[:MOST_QUOTES]]


def _tell_query(query: Query) -> dict[str, Any]:
    told = {"name": query.name, "folder": query.folder, "title": query.title}
    return {**told, "params": list(query.params), "returns": list(query.returns)}


def _find_texts(value: Any) -> Iterator[str]:
    """Yield every text in an answer, however deep."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _find_texts(item)
        case dict():
            for item in value.values():
                yield from _find_texts(item)


def open_reader(
    workspace: Workspace, seconds: float = SECONDS, most_rows: int = MOST_ROWS, engine: str = "embedded"
) -> GraphReader:
    """Return a reader whose engine, embedded or kglite, holds the graph; StoreError where the build is damaged."""
    reader = GraphReader(workspace, seconds, most_rows, engine)
    reader.start()
    return reader

"""A report: sections of results on one graph, with all they cite, ready for any format and for a check."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from graphkit import __version__
from graphkit.analysis.base import Method, Result
from graphkit.analysis.columns import Table, make_table
from graphkit.analysis.gaps.scope import find_own_documents
from graphkit.graph.graph import Graph
from graphkit.graph.names import spanish_names
from graphkit.messages import Translator
from graphkit.publish.report.citations import Citation, make_citations
from graphkit.publish.report.focus import Focus, Question, make_focus
from graphkit.publish.report.material import Material
from graphkit.publish.report.sections import Section, make_sections
from graphkit.workspace import Workspace

FORMAT = 1
"""Version of the JSON form; raised when an older check can't read it."""
TOLD = ("html", "markdown", "xlsx")
"""Formats for people, in the language asked for."""


@dataclass(frozen=True)
class Report:
    """What was asked, of which graph, and all answers."""

    focus: Focus
    graph: Graph
    digest: str
    sources: dict[str, str]
    """File name -> SHA-256."""
    store: str
    """The directory the graph was read from, as the asker named it."""
    sections: tuple[Section, ...]
    citations: dict[str, Citation]
    speakers: frozenset[str]
    """Ids of the actors that have a text of their own."""
    language: str = "en"

    @cached_property
    def _translator(self) -> Translator:
        return Translator(self.language, dict(spanish_names(self.graph.nodes())))

    def tell(self, text: str) -> str:
        """Return a text, or the name of a node, in the language of the report; wordings of documents stay."""
        return self._translator.tell(text)

    @property
    def title(self) -> str:
        """The heading of the report."""
        names = {"gaps": "Gaps in migration cooperation", "overlap": "Shared priorities in migration cooperation",
                 "all": "Gaps and shared priorities in migration cooperation"}  # fmt: skip
        about = [*self.focus.actors[:1]]
        if self.focus.is_briefing:
            return self.tell(self.focus.title_of(about[0]))
        told = [self.focus.title_of(a) for a in about] + [
            f"objective {g.rpartition(':')[2]}" for g in self.focus.objectives
        ]
        return ": ".join(
            [self.tell(names[self.focus.question.kind]), *([", ".join(map(self.tell, told))] if told else [])]
        )

    @property
    def results(self) -> Iterator[Result]:
        """All results in the order of the page."""
        return (result for section in self.sections for result in section.results)

    def find(self, name: str) -> Result | None:
        """Return the result of a name, None where it is not part of the report."""
        return next((r for r in self.results if r.name == name), None)

    def methods(self) -> list[Method]:
        """Return the methods of all results, each once."""
        return list(dict.fromkeys(m for r in self.results for m in r.methods))

    def open_points(self) -> list[str]:
        """Return what could not be judged, each line once."""
        missing = [f"{s.title}: {s.missing}" for s in self.sections if s.missing]
        return [*missing, *dict.fromkeys(line for r in self.results for line in r.could_not_judge)]

    def command(self, format_name: str) -> str:
        """Return the command that makes the report again."""
        words = ["graphkit", "report", *self.focus.question.options(), "--store", self.store, "--format", format_name]
        words += ["--lang", self.language] if self.language != "en" and format_name in TOLD else []
        return shlex.join(words)

    def name(self, id: str) -> str:
        """Return the title of a node in the language of the report, or the id itself where it is none."""
        return self.tell(self.graph.node(id).title) if id in self.graph else id

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain data."""
        return {
            "report": FORMAT,
            "made_by": f"graphkit {__version__}",
            "title": self.title,
            "question": self.focus.question.to_dict(),
            "store": self.store,
            "digest": self.digest,
            "sources": self.sources,
            "command": self.command("json"),
            "sections": [
                {"name": s.name, "title": s.title, "missing": s.missing, "results": [r.to_dict() for r in s.results]}
                for s in self.sections
            ],
            "statements": {id: c.to_dict() for id, c in sorted(self.citations.items())},
        }

    def to_json(self) -> str:
        """Return the whole report as JSON; what ``graphkit check`` reads."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def make_report(
    workspace: Workspace, question: Question | None = None, store: str | Path | None = None, language: str = "en"
) -> Report:
    """Return the report on a build directory.

    ``store``: the directory as the report names it. ``language``: of its pages and workbook; its data are English.
    UnknownNameError for an actor, objective or body that the graph
    does not hold; InputError where the graph holds no statement.
    """
    graph = workspace.graph
    table = make_table(graph)
    focus = make_focus(table, question or Question())
    sections = tuple(make_sections(Material(graph, table, focus)))
    cited = (id for s in sections for r in s.results for f in r for id in f.statements)
    return Report(
        focus, graph, graph.digest(), dict(sorted(workspace.manifest.sources.items())), str(store or workspace.path),
        sections, make_citations(graph, cited), _find_speakers(table), language,
    )  # fmt: skip


def _find_speakers(table: Table) -> frozenset[str]:
    own = np.flatnonzero(find_own_documents(table).any(axis=1))
    return frozenset(table.axes["actor"].ids[int(i)] for i in own)

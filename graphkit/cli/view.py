"""graphkit view: interactive pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.common import check_output, complete_from, output_options, quiet_option, say, store_option
from graphkit.cli.language import get_language
from graphkit.cli.texts import load_texts
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.graph.graph import Graph
    from graphkit.publish.view.page import Page
    from graphkit.text.document import Document as Text
    from graphkit.workspace import Workspace


REVIEW = "review"


def _pages() -> tuple[str, ...]:
    from graphkit.publish.view import PAGES

    return (*PAGES, REVIEW)


@click.command(short_help="Interactive pages: network, matrix, atlas, review.")
@click.argument("page", metavar="network|matrix|atlas|review", shell_complete=complete_from(_pages))
@click.option("--title", help="Title of the page.")
@click.option("--focus", metavar="ID", help="Node that the network shows first, such as GTM or gcm:5.")
@click.option(
    "--suggestions",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="For review: suggestions.jsonl of a language model, shown beside the reading; repeatable.",
)
@click.option("--texts", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="Where the texts are that were read, a file or a directory; repeatable. "
              "Else looked for by their names.")  # fmt: skip
@click.option("--no-texts", "bare", is_flag=True, help="Put statements alone into the page, not the whole texts.")
@output_options
@store_option
@quiet_option
def command(
    page: str, title: str | None, focus: str | None, suggestions: tuple[Path, ...],
    texts: tuple[Path, ...], bare: bool, output: Path | None, force: bool, store: Path, quiet: bool,
) -> None:  # fmt: skip
    """Write an interactive page: one HTML file that works offline, in English and Spanish.

    network: who works on what, with the statements behind every tie. matrix: gaps, overlap, principles.
    atlas: both, with a timeline, all statements and the methods. Each of them compares two voices and holds the
    texts, with every statement at its place. review: the texts with what was read of them, to accept or correct; it
    saves a sheet for `graphkit build --corrections`.
    """
    from graphkit.errors import OptionError, UnknownNameError
    from graphkit.publish.view import make_page
    from graphkit.workspace import open_workspace

    if page not in _pages():
        raise UnknownNameError("page", page, _pages())
    if focus and page == REVIEW:
        raise OptionError("--focus is for the pages network, matrix and atlas.")
    if texts and bare:
        raise OptionError("--texts and --no-texts exclude each other.")
    if suggestions and page != REVIEW:
        raise OptionError("--suggestions is for the page review.")
    target = check_output(output or Path(f"{page}.html"), force)
    workspace = open_workspace(store)
    graph = workspace.graph
    known = {} if bare else _load_texts(workspace, texts, quiet)
    if page == REVIEW:
        made = _make_review(workspace, known, suggestions, title, get_language())
    else:
        made = make_page(
            graph, page, title=title, language=get_language(), focus=focus, texts=known, issues=workspace.issues()
        )
    made.write(target)
    if not quiet:
        size = len(made.html.encode("utf-8")) / 1e6
        say(f"{target}: {size:.1f} MB, {len(graph):,} nodes, {graph.link_count:,} links")
        if not len(graph):
            say("The graph is empty; the page says so.", err=True)


def _make_review(
    workspace: "Workspace", texts: "dict[str, Text]", suggestions: tuple[Path, ...], title: str | None, language: str
) -> "Page":
    from graphkit.publish.view.review import make_review
    from graphkit.read.read import get_reference

    reference = get_reference(tuple(workspace.manifest.options.get("framework", "gcm").split(", ")))
    rows = [row for path in suggestions for row in _read_suggested(path, workspace, reference)]
    return make_review(
        workspace.graph, texts, workspace.issues(), reference, suggested=rows, title=title, language=language
    )


def _load_texts(workspace: "Workspace", places: tuple[Path, ...], quiet: bool) -> "dict[str, Text]":
    texts, missing = load_texts(workspace, places)
    if missing and not quiet:
        names = ", ".join(missing)
        say(
            f"Shown by their statements alone, because the texts as they were read are not here: {names}. "
            "Name them: --texts PATH",
            err=True,
        )
    return texts


def _read_suggested(path: Path, workspace: "Workspace", reference: "Graph") -> "list[dict[str, str]]":
    """Return a model's suggestions as rows of a review sheet; InputError where none is about the store."""
    from graphkit.suggest.codes import find_codes
    from graphkit.suggest.measure import read_spent
    from graphkit.suggest.sheets import load_suggestions, make_review_rows

    model = str(read_spent(path).get("model") or path.parent.name or path.stem)
    rows = make_review_rows(workspace.graph, load_suggestions(path), model, find_codes(reference))
    if not rows:
        raise InputError(f"{path} suggests nothing for a statement of {workspace.path}. Ask for suggestions again.")
    return rows

"""``graphkit explain``."""

from dataclasses import asdict
from pathlib import Path

import click

from graphkit.cli.common import find_text, json_option, print_json, print_table, store_option
from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.workspace import Workspace, open_workspace


@click.command()
@click.argument("statement")
@store_option
@click.option(
    "--source", type=click.Path(path_type=Path), help="The text it was read from; else looked for by its name."
)
@click.option(
    "--model", type=click.Path(path_type=Path), help="The model file it was read with; else the packaged one."
)
@click.option("--link", help="Only the link to this node, such as gcm:7 or children.")
@json_option
def command(
    statement: str, store: Path, source: Path | None, model: Path | None, link: str | None, as_json: bool
) -> None:
    """Show why a statement has its kind and links: every figure behind each decision, the weightiest first.

    The text is read once more, as it was for the build; it must not have changed since.
    """
    from graphkit.loading import load_document
    from graphkit.read.explain import explain_statement
    from graphkit.read.model.heads import get_heads

    workspace = open_workspace(store)
    graph, options = workspace.graph, workspace.manifest.options
    known = {s.id for s in graph.statements()}
    if statement not in known:
        raise UnknownNameError("statement", statement, known)
    node = graph.node(statement)
    assert isinstance(node, StatementNode)
    path = source or _find_source(workspace, str(node.document))
    document = load_document(path)
    if document.source.sha256 not in workspace.manifest.sources.values():
        raise InputError(f"{path} is not the text that {store} was built from, or has changed. Build again.")
    heads = get_heads(model, options.get("encoder", "usem3"))
    if not options.get("model", "").endswith(heads.digest):
        raise InputError(f"{store} was built with the model {options.get('model')}, not {heads.name} {heads.digest}.")
    found = explain_statement(document, statement, options.get("framework", "gcm"), heads)
    wanted = [e for e in found if not link or e.title.endswith(f" {link.rpartition(':')[2]}")]
    if not wanted:
        raise InputError(f"{statement} has no link to '{link}'. Links: {', '.join(e.title for e in found[2:])}.")
    if as_json:
        print_json([asdict(e) for e in wanted])
        return
    click.echo(node.text)
    for one in wanted:
        title = f"{one.title}, chance {one.chance:.2f}" + (f" - {one.evidence}" if one.evidence else "")
        print_table(title, ("adds", "because of"), [(f"{r.weight:+.2f}", r.words) for r in one.reasons])


def _find_source(workspace: Workspace, document: str) -> Path:
    """Return the file of a document beside where the command runs; InputError where it isn't there."""
    node = workspace.graph.node(document)
    name = node.file if isinstance(node, Document) else document
    path = find_text(name, (Path(),))
    if path is not None:
        return path
    raise InputError(f"{name} is not here. Name the text: graphkit explain ... --source FILE")

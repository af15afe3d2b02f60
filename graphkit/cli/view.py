"""graphkit view: interactive pages."""

from pathlib import Path

import click

from graphkit.cli.common import check_output, complete_from, output_options, quiet_option, store_option


def _pages() -> tuple[str, ...]:
    from graphkit.publish.view import PAGES

    return tuple(PAGES)


@click.command(short_help="Interactive pages: network, matrix, atlas.")
@click.argument("page", metavar="network|matrix|atlas", shell_complete=complete_from(_pages))
@click.option("--lang", "language", default="en", show_default=True, help="Language the page opens in: en or es.")
@click.option("--title", help="Title of the page.")
@click.option("--focus", metavar="ID", help="Node that the network shows first, such as GTM or gcm:5.")
@output_options
@store_option
@quiet_option
def command(
    page: str, language: str, title: str | None, focus: str | None,
    output: Path | None, force: bool, store: Path, quiet: bool,
) -> None:  # fmt: skip
    """Write an interactive page: one HTML file that works offline, in English and Spanish.

    network: who works on what, with the statements behind every tie. matrix: gaps, overlap, principles.
    atlas: both, with a timeline, all statements and the methods.
    """
    from graphkit.errors import UnknownNameError
    from graphkit.publish.view import PAGES, make_page
    from graphkit.workspace import open_workspace

    if page not in PAGES:
        raise UnknownNameError("page", page, PAGES)
    target = check_output(output or Path(f"{page}.html"), force)
    graph = open_workspace(store).graph
    made = make_page(graph, page, title=title, language=language, focus=focus)
    made.write(target)
    if not quiet:
        size = len(made.html.encode("utf-8")) / 1e6
        click.echo(f"{target}: {size:.1f} MB, {len(graph):,} nodes, {graph.link_count:,} links")
        if not len(graph):
            click.echo("The graph is empty; the page says so.", err=True)

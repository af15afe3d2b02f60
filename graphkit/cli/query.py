"""``graphkit query``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from graphkit.cli.answers import ENDINGS, FORMATS, show_rows
from graphkit.cli.common import check_output, complete_from, engine_option, say, store_option
from graphkit.cypher.schema_check import check_schema
from graphkit.errors import InputError, OptionError, QueryError, UnknownNameError
from graphkit.files import read_text
from graphkit.queries import Query, complete_params, find_queries, get_query, read_query
from graphkit.store.base import DEFAULT_TIMEOUT, Store
from graphkit.workspace import open_workspace

LIMIT = 1000
"""Rows shown unless told otherwise; a table of more can't be read."""


@click.command()
@click.argument("query", shell_complete=complete_from(find_queries))
@store_option
@click.option("-p", "--param", multiple=True, metavar="KEY=VALUE", help="Parameter; the value as JSON, else as text.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: as the file ends, else table.")
@engine_option
@click.option("--uri", help="Neo4j server; else NEO4J_URI. User and password: NEO4J_USERNAME, NEO4J_PASSWORD.")
@click.option("--database", help="Neo4j database; else NEO4J_DATABASE.")
@click.option("--graph", help="Name of the graph in the Neo4j database.")
@click.option("--limit", type=click.IntRange(0), help=f"Most rows, 0 for all; {LIMIT} on screen if not given.")
@click.option("--timeout", type=click.FloatRange(0.001), default=DEFAULT_TIMEOUT, show_default=True, help="Seconds.")
@click.option("--write", is_flag=True, help="Allow the query to change the graph.")
@click.option("--strict", is_flag=True, help="Refuse a query that names what the schema has not, instead of a warning.")
@click.option("--full", is_flag=True, help="Show wide cells of a table in full.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
def command(
    query: str,
    store: Path,
    param: tuple[str, ...],
    form: str | None,
    engine: str,
    uri: str | None,
    database: str | None,
    graph: str | None,
    limit: int | None,
    timeout: float,
    write: bool,
    strict: bool,
    full: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Run a query: the name of one of the library, a .cypher file, or Cypher text.

    Parameters of a library query have the values of its example unless given. Only reading is allowed, unless
    --write is given.
    """
    if output:
        check_output(output, force)
    chosen, text = find_query(query)
    params = read_params(param, chosen, text)
    warn_of_schema(text, params, strict=strict)
    wanted = (0 if output else LIMIT) if limit is None else limit
    opened = open_engine(engine, store, uri, database, graph)
    try:
        rows = opened.query(text, params, write=write, timeout=timeout, limit=wanted or None)
        ending = output.suffix.lower() if output else ""
        show_rows(rows, form or ENDINGS.get(ending, "table"), output=output, full=full)
        if rows.truncated:
            say(f"Only the first {wanted} rows are shown: more with --limit, all with --limit 0.", err=True)
    finally:
        opened.close()


def warn_of_schema(text: str, params: Mapping[str, Any], *, strict: bool = False) -> None:
    """Say on standard error what the schema has not that a query names; QueryError with ``strict``."""
    doubts = check_schema(text, params)
    if doubts and strict:
        raise QueryError("\n  ".join(f"{d.where}: {d.reason}" for d in doubts))
    for doubt in doubts:
        say(f"Warning: {doubt.where}: {doubt.reason}", err=True)


def find_query(word: str) -> tuple[Query | None, str]:
    """Return the library query that a word names and its text, or None and the text of a file or of the word."""
    if word.endswith(".cypher") and Path(word).is_file():
        path = Path(word)
        text = read_text(path)
        return (read_query(text, path.stem) if "// title:" in text else None), text
    if any(c.isspace() for c in word.strip()) or not word.strip(" ;\n"):
        return None, word
    try:
        chosen = get_query(word)
    except UnknownNameError as error:
        if word.endswith(".cypher"):
            raise InputError(f"{word} is no file, and no query of the library: graphkit queries lists them.") from error
        raise UnknownNameError("query", word, find_queries()) from error
    return chosen, chosen.text


def read_params(pairs: Iterable[str], query: Query | None, text: str) -> dict[str, Any]:
    """Return typed parameters: JSON where a value is JSON, else text; OptionError where one is missing or unknown."""
    return complete_params(dict(_pairs(pairs)), query, text)


def _pairs(pairs: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise OptionError(f"--param {pair}: write KEY=VALUE, such as --param year=2017.")
        try:
            yield name.strip(), json.loads(value)
        except ValueError:
            yield name.strip(), value


def open_engine(engine: str, store: Path, uri: str | None, database: str | None, graph: str | None) -> Store:
    """Return the store that answers: an embedded engine over a build, or a Neo4j server."""
    if engine != "neo4j":
        return open_workspace(store).store(engine)
    from graphkit.store.neo4j import Neo4jStore

    return Neo4jStore.open(uri, database=database, graph=graph)

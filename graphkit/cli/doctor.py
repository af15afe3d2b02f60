"""``graphkit doctor``."""

import importlib.metadata
import importlib.util
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version

import click

from graphkit import __version__
from graphkit.cli.common import json_option, print_json, print_table, say

PARTS = {
    "arcadedb": ("embedded Cypher engine", "pip install 'graphkit[arcadedb]'"),
    "kglite": ("second embedded Cypher engine, where the first has no wheel", "pip install graphkit"),
    "neo4j": ("Neo4j driver", "pip install graphkit"),
    "pypdfium2": ("PDF documents", "pip install graphkit"),
    "python-docx": ("DOCX documents", "pip install graphkit"),
    "trafilatura": ("the content of web pages that do not mark it", "pip install 'graphkit[web]'"),
    "graspologic-native": ("clusters", "pip install graphkit"),
    "pandas": ("results as pandas frames", "pip install 'graphkit[frames]'"),
    "polars": ("results as polars frames", "pip install 'graphkit[frames]'"),
    "pyspark": ("reading on Apache Spark", "pip install 'graphkit[spark]'"),
    "pyarrow": ("Parquet export", "pip install 'graphkit[parquet]'"),
    "pyvis": ("pyvis export", "pip install 'graphkit[pyvis]'"),
    "rdflib": ("reading the RDF exports in Python; writing them needs nothing", "pip install 'graphkit[rdf]'"),
    "starlette": ("serving a graph over HTTP", "pip install 'graphkit[serve]'"),
    "mcp": ("serving a graph to language models' programs", "pip install 'graphkit[mcp]'"),
    "httpx": ("suggestions of a language model", "pip install 'graphkit[suggest]'"),
    "ipykernel": ("notebooks", "pip install 'graphkit[notebooks]'"),
}
"""Distribution -> what it is for, how to get it."""
PROGRAMS = {
    "java": ("a local Neo4j server without Docker (tests)", "install Java 17 or newer"),
    "javac": ("opening the exports with Gephi's importers (tests)", "install a JDK 17 or newer"),
    "mvn": ("fetching Neo4j and Gephi (tests)", "install Maven"),
    "docker": ("a Neo4j server by docker compose", "install Docker"),
    "chromium": ("browser tests", "install Chromium"),
}
"""Program -> what it is for, how to get it."""


@click.command()
@click.option("--endpoint", help="Also say whether a language model's endpoint answers.")
@json_option
def command(endpoint: str | None, as_json: bool) -> None:
    """Show what is installed, which optional parts are missing and how to get them."""
    rows = find_parts()
    if endpoint is not None:
        from graphkit.suggest.endpoint import probe

        rows.append(("endpoint", probe(endpoint), "suggestions of a language model", "start it, or check the address"))
    if as_json:
        print_json([dict(zip(("part", "found", "for", "get"), r, strict=True)) for r in rows])
        return
    say(f"graphkit {__version__}, Python {platform.python_version()}, {platform.platform()}")
    print_table("Parts", ("part", "found", "for", "how to get it"), rows)


def find_parts() -> list[tuple[str, str, str, str]]:
    """Return (part, version or path or ``missing``, what it is for, how to get it if missing)."""
    rows = [(name, _version(name), what, get) for name, (what, get) in PARTS.items()]
    rows += [(name, shutil.which(name) or "missing", what, get) for name, (what, get) in PROGRAMS.items()]
    loaders = sorted(e.name for e in importlib.metadata.entry_points(group="graphkit.loaders"))
    rows.append(("loaders", ", ".join(loaders) or "missing", "reading documents", "install graphkit again"))
    return [(a, b, c, d if b.startswith("missing") else "") for a, b, c, d in rows]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"

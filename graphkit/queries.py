"""The query library: the files of cypher/, their headers read and compared with their text."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphkit.cypher.guard import refuse_writes
from graphkit.cypher.tokens import Token, read_columns, read_parameters, read_tokens
from graphkit.errors import InputError, OptionError, QueryError, UnknownNameError
from graphkit.files import read_text
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, SECOND_LABELS
from graphkit.store.records import GRAPH

ENGINES = {"embedded": "arcadedb", "neo4j": "neo4j"}
"""Name in a header -> name of the store."""
FOLDERS = ("read", "analysis", "check")
_HEADER = re.compile(r"// (title|engines|params|returns|example): (.*)")


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the library: what its header says, and its Cypher."""

    name: str
    folder: str
    title: str
    engines: tuple[str, ...]
    params: tuple[str, ...]
    returns: tuple[str, ...]
    example: dict[str, Any]
    about: str
    text: str


def find_folder() -> Path:
    """Return the folder of the queries: inside an installed package, else beside it in a checkout."""
    here = Path(__file__).resolve().parent
    return here / "_cypher" if (here / "_cypher").is_dir() else here.parent / "cypher"


@cache
def find_queries() -> dict[str, Query]:
    """Return all queries by name, in the order of their folders; InputError names a header that is broken."""
    queries: dict[str, Query] = {}
    for folder in FOLDERS:
        for path in sorted((find_folder() / folder).glob("*.cypher")):
            if path.stem in queries:
                raise InputError(f"{path}: another query is named '{path.stem}'.")
            queries[path.stem] = read_query(read_text(path), path.stem, folder)
    return queries


def get_query(name: str) -> Query:
    """Return a query by its name, with or without its folder; UnknownNameError if there is none."""
    queries = find_queries()
    short = name.removesuffix(".cypher").split("/")[-1]
    if short not in queries or name.removesuffix(".cypher") not in {short, f"{queries[short].folder}/{short}"}:
        raise UnknownNameError("query", name, queries)
    return queries[short]


def read_query(source: str, name: str, folder: str = "read") -> Query:
    """Return the query of a file's text; InputError where its header lacks a line."""
    lines = source.splitlines()
    top = lines[: next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))]
    header = {m[1]: m[2].strip() for line in top if (m := _HEADER.fullmatch(line))}
    missing = [k for k in ("title", "engines", "params", "returns", "example") if k not in header]
    if missing:
        raise InputError(f"{folder}/{name}.cypher: the header lacks '// {missing[0]}: …'.")
    try:
        example = json.loads(header["example"])
    except ValueError as error:
        raise InputError(f"{folder}/{name}.cypher: the example is no JSON ({error}).") from error
    about = " ".join(line[2:].strip() for line in top if not _HEADER.fullmatch(line)).strip()
    text = "\n".join(lines[len(top) :]).strip()
    params = () if header["params"] == "none" else _names(header["params"])
    engines, returns = _names(header["engines"]), _names(header["returns"])
    return Query(name, folder, header["title"], engines, params, returns, example, about, text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def complete_params(given: Mapping[str, Any], query: Query | None, text: str) -> dict[str, Any]:
    """Return the parameters of a query, those that are not given from its example.

    OptionError where one is missing, unknown, or not of the kind that the example has.
    """
    known = query.params if query else tuple(read_parameters(text))
    for name in given:
        if name not in known:
            raise OptionError(f"Parameter {name}: {UnknownNameError('parameter', name, known)}")
    example = query.example if query else {}
    for name, value in given.items():
        wanted = type(example[name]) if example.get(name) is not None else None
        if wanted and not _fits(value, wanted):
            raise OptionError(f"Parameter {name}: {json.dumps(value)} is no value like {json.dumps(example[name])}.")
    values = {**example, **given}
    missing = [n for n in known if n not in values and n != GRAPH]
    if missing:
        raise OptionError(f"The query needs a value for ${missing[0]}: give the parameter {missing[0]}.")
    return values


def _fits(value: Any, wanted: type) -> bool:
    if wanted in (int, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, wanted)


def check_query(query: Query) -> list[str]:
    """Return what is wrong with a query of the library, a line each; empty if all is well."""
    found = list(_problems(query))
    try:
        refuse_writes(query.text)
    except QueryError as error:
        found.append(str(error))
    return [f"{query.folder}/{query.name}: {p}" for p in found]


def _problems(query: Query) -> Iterator[str]:
    used, tokens = read_parameters(query.text), read_tokens(query.text)
    if sorted(used) != sorted(query.params):
        yield f"the header's params are {list(query.params)}, the text's {used}"
    if sorted(query.example) != sorted(query.params):
        yield f"the example gives {sorted(query.example)}, the params are {sorted(query.params)}"
    if tuple(read_columns(query.text)) != query.returns:
        yield f"the header returns {list(query.returns)}, the text {read_columns(query.text)}"
    unknown = sorted(set(query.engines) - ENGINES.keys())
    if unknown:
        yield f"no engine is named {unknown[0]}"
    if not query.about:
        yield "a paragraph is missing that says what counts"
    if not any(t.upper == "ORDER" for t in tokens):
        yield "the rows have no order"
    known = {*NODE_TYPES, *SECOND_LABELS.values(), *LINK_TYPES}
    for name in sorted({name for name in _label_names(tokens) if name not in known}):
        yield f"'{name}' is neither a label nor a link type"


def _label_names(tokens: list[Token]) -> Iterator[str]:
    """Yield the words that stand after a colon or bar where labels and link types stand."""
    for before, token in pairwise(tokens):
        if before.text in {":", "|"} and token.kind == "word" and token.text[0].isupper():
            yield token.text

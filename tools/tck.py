"""The openCypher compatibility kit (TCK) from Maven Central: its scenarios that read, each with the graph it asks.

The kit is fetched, never kept here. A scenario is (feature, graph, query, parameters); those that write, or call
procedures made for the kit, are left out and counted.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import maven

from graphkit.cypher.guard import refuse_writes
from graphkit.errors import GraphkitError

VERSION = "1.0.0-M23"
CACHE = maven.CACHE / "tck"
_STEP = re.compile(r"^\s*(?:Given|When|Then|And|But)\s+(.*?)\s*$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A query of the kit, what makes the graph that it asks, and its parameters."""

    feature: str
    graph: tuple[str, ...]
    """Queries that make the graph, from nothing."""
    text: str
    params: tuple[tuple[str, Any], ...] = ()
    refused: bool = False
    """Whether the kit wants an error."""


def load_scenarios() -> tuple[list[Scenario], int]:
    """Return the reading scenarios in the order of their files, and how many were left out.

    maven.Unavailable where the kit can't be fetched.
    """
    found, left = list[Scenario](), 0
    jar = maven.get_classpath(CACHE, f"org.opencypher:tck:{VERSION}", without=("*:*",))
    with zipfile.ZipFile(jar) as kit:
        names = sorted(n for n in kit.namelist() if n.endswith(".feature"))
        graphs = {Path(n).stem: kit.read(n).decode() for n in kit.namelist() if n.endswith(".cypher")}
        for name in names:
            for lines in _split_scenarios(kit.read(name).decode()):
                for scenario in _read_scenario(Path(name).parent.name, lines, graphs):
                    found += [scenario] if scenario else []
                    left += scenario is None
    return found, left


def _split_scenarios(text: str) -> Iterator[list[str]]:
    starts = [m.start() for m in re.finditer(r"^\s*Scenario(?: Outline)?:", text, re.MULTILINE)]
    for start, end in pairwise([*starts, len(text)]):
        yield text[start:end].splitlines()


def _read_scenario(feature: str, lines: list[str], graphs: dict[str, str]) -> Iterator[Scenario | None]:
    """Yield a scenario, or one for each example of an outline; None for one that is left out."""
    at = next((i for i, line in enumerate(lines) if line.strip().startswith("Examples:")), len(lines))
    for values in _read_table(lines[at + 1 :]) if at < len(lines) else [{}]:
        filled = [_fill(line, values) for line in lines[:at]]
        yield _make_scenario(feature, filled, graphs)


def _fill(line: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        line = line.replace(f"<{name}>", value)
    return line


def _make_scenario(feature: str, lines: list[str], graphs: dict[str, str]) -> Scenario | None:
    graph, texts, params, refused = list[str](), list[str](), dict[str, Any](), False
    for i, line in enumerate(lines):
        told = _STEP.match(line)
        step = told[1] if told else ""
        if "there exists a procedure" in step:
            return None
        if step.startswith("the ") and step.endswith(" graph"):
            graph.append(graphs[step.removeprefix("the ").removesuffix(" graph")])
        elif step.startswith("having executed"):
            graph.append(_read_block(lines[i + 1 :]))
        elif step.startswith("executing query"):
            texts.append(_read_block(lines[i + 1 :]))
        elif step.startswith("parameters are"):
            params |= {k: _read_value(v) for k, v in _read_pairs(lines[i + 1 :])}
        refused |= "should be raised" in step
    try:
        refuse_writes(texts[0])
    except GraphkitError as error:
        if type(error).__name__ == "WriteRefusedError":
            return None
    return Scenario(feature, tuple(graph), texts[0], tuple(params.items()), refused)


def _read_block(lines: list[str]) -> str:
    marks = [i for i, line in enumerate(lines) if line.strip() == '"""'][:2]
    return "\n".join(line.strip() for line in lines[marks[0] + 1 : marks[1]])


def _cells(line: str) -> list[str]:
    return [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _read_pairs(lines: list[str]) -> Iterator[list[str]]:
    for line in lines:
        if not line.strip().startswith("|"):
            return
        yield _cells(line)


def _read_table(lines: list[str]) -> list[dict[str, str]]:
    """Return the rows of the tables of examples, each by the names of its columns."""
    found, names = list[dict[str, str]](), list[str]()
    for line in lines:
        if not line.strip().startswith("|"):
            names = [] if line.strip() and not line.strip().startswith("#") else names
        elif not names:
            names = _cells(line)
        else:
            found.append(dict(zip(names, _cells(line), strict=False)))
    return found


def _read_value(text: str) -> Any:
    """Return a parameter that is written as Cypher: text, numbers, truth values, lists and maps of them."""
    known: dict[str, Any] = {"true": True, "false": False, "null": None}
    if text in known:
        return known[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if text.startswith("'"):
        return text[1:-1]
    inner = [part.strip() for part in re.split(r",(?![^\[{]*[\]}])", text[1:-1]) if part.strip()]
    if text.startswith("["):
        return [_read_value(part) for part in inner]
    return {k.strip(): _read_value(v.strip()) for k, _, v in (part.partition(":") for part in inner)}

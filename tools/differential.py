"""Ask several engines the same drawn queries and say where their answers differ.

    python tools/differential.py --count 500 --seed 1            the two embedded engines
    python tools/differential.py --count 500 --neo4j --tck --write     Neo4j and the openCypher kit too; write the page

The graph is that of corpus/; the kit brings its own. A difference that neither a refusal nor `graphkit lint` names is
printed with its query, and the exit status is 1.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from query_maker import FORMS, Maker  # noqa: E402
from same_answers import ask, same, same_or_linted  # noqa: E402

from graphkit.graph.graph import Graph  # noqa: E402
from graphkit.pipeline import make_graph  # noqa: E402
from graphkit.queries import find_queries  # noqa: E402
from graphkit.store.arcadedb import ArcadeStore  # noqa: E402
from graphkit.store.base import Store  # noqa: E402
from graphkit.store.kglite import KgliteStore  # noqa: E402

PAGE = ROOT / "docs" / "differential.md"
QUERIES = [ROOT / "tests" / "data" / name for name in ("ontology-queries.txt", "meaning-queries.txt")]
KINDS = ("equal", "refused by both", "refused by one", "linted", "different")
KIT = """The rows *openCypher* are the compatibility kit's scenarios that read, each on its own graph. {} were left out:
they write, call procedures made for the kit, or ask graphs that not every engine can hold, such as those with dates
(ours are text).{}"""
SHOWN = 300
"""Letters of an answer that are printed where it differs."""


def draw_queries(graph: Graph, count: int, seed: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (form, query, parameters): the library's examples, those written by hand, then drawn ones."""
    for query in find_queries().values():
        yield "the library", query.text, query.example
    for topic, text in read_queries():
        yield f"by hand: {topic}", text, {}
    maker, names = Maker.of_graph(graph, seed), list(FORMS)
    for number in range(count):
        name = names[number % len(names)]
        yield name, FORMS[name](maker), {}


def read_queries() -> list[tuple[str, str]]:
    """Return (topic, query) of those written by hand."""
    found, topic = list[tuple[str, str]](), ""
    for line in (line for path in QUERIES for line in path.read_text(encoding="utf-8").splitlines()):
        topic = line.strip("[]") if line.startswith("[") else topic
        found += [(topic, line)] if line and line[0] not in "#[" else []
    return found


def compare(text: str, left: Any, right: Any) -> str:
    """Return how two answers to a query relate."""
    if "refused" in (left, right):
        return "refused by both" if left == right else "refused by one"
    if same(left, right):
        return "equal"
    return "linted" if same_or_linted(text, left, right) else "different"


def start_server(stack: ExitStack) -> Any:
    """Return a running Neo4j server, stopped with the stack."""
    from neo4j_server import Server

    server = Server().start()
    stack.callback(server.remove)
    return server


def open_stores(stack: ExitStack, graph: Graph, server: Any) -> dict[str, Store]:
    """Return name -> engine that holds the graph; all are closed with the stack."""
    place = stack.enter_context(tempfile.TemporaryDirectory(prefix="graphkit-differential-"))
    stores: dict[str, Store] = {
        "ArcadeDB": ArcadeStore.create(Path(place) / "graph", graph),
        "kglite": KgliteStore(graph),
    }
    if server:
        from servers import open_empty

        stores["Neo4j"] = open_empty(server)
        stores["Neo4j"].write(graph)
    for store in stores.values():
        stack.callback(store.close)
    return stores


Found = dict[tuple[str, str], Counter[str]]
"""(pair of engines, form) -> how many answers were of each kind."""


def run(stores: Mapping[str, Store], graph: Graph, count: int, seed: int) -> Found:
    """Ask the stores all queries but the kit's."""
    found: Found = {}
    for form, text, params in draw_queries(graph, count, seed):
        note(found, form, text, {name: ask(store, text, params) for name, store in stores.items()})
    return found


def run_kit(stack: ExitStack, server: Any, found: Found) -> tuple[int, Counter[str]]:
    """Ask the kit's reading scenarios; return how many were left out, and who answered what Neo4j refuses."""
    from tck import load_scenarios
    from tck_engines import open_holders

    scenarios, left = load_scenarios()
    place = stack.enter_context(tempfile.TemporaryDirectory(prefix="graphkit-kit-"))
    holders, lenient = open_holders(stack, Path(place) / "kit", server), Counter[str]()
    for graph, asked in groupby(sorted(scenarios, key=lambda s: s.graph), key=lambda s: s.graph):
        whole, failed = list(asked), [holder.hold(graph) for holder in holders.values()]
        if any(failed):
            left += len(whole)
            continue
        for s in whole:
            answers = {name: holder.ask(s.text, dict(s.params)) for name, holder in holders.items()}
            note(found, f"openCypher: {s.feature}", s.text, answers)
            if answers.get("Neo4j") == "refused":
                lenient.update(name for name, answer in answers.items() if answer != "refused")
    return left, lenient


def note(found: Found, form: str, text: str, answers: Mapping[str, Any]) -> None:
    """Count how each two answers relate; print those that differ."""
    for one, other in combinations(answers, 2):
        kind = compare(text, answers[one], answers[other])
        found.setdefault((f"{one} and {other}", form), Counter())[kind] += 1
        if kind == "different":
            print(f"--- {form}\n{text}\n{one}: {str(answers[one])[:SHOWN]}\n{other}: {str(answers[other])[:SHOWN]}")


def make_page(found: Found, count: int, seed: int, kit: str = "") -> str:
    """Return the page with a table for each pair of engines."""
    lines = [
        "# Engines compared",
        "",
        "<!-- Generated by tools/differential.py; do not edit. -->",
        "",
        f"The library's examples, {len(read_queries())} queries written by hand (tests/data) and",
        f"{count} drawn from the schema (seed {seed}), asked of the graph of `corpus/` by `make differential`.",
        "An answer is equal when columns, types, values and order are. What is refused is said in one line; what is",
        "linted is named by `graphkit lint` before it runs; what is different is neither, and has to be 0.",
        *(["", kit] if kit else []),
    ]
    for pair in dict.fromkeys(pair for pair, _ in found):
        rows = {form: kinds for (told, form), kinds in found.items() if told == pair}
        whole = sum(rows.values(), Counter())
        lines += ["", f"## {pair}", "", f"| form | asked | {' | '.join(KINDS)} |"]
        lines.append("|---|" + "--:|" * (len(KINDS) + 1))
        lines += [_row(form, kinds) for form, kinds in rows.items()]
        lines.append(_row("**all**", whole))
    return "\n".join(lines) + "\n"


def _told(left: int, lenient: Counter[str]) -> tuple[int, str]:
    shown = ", ".join(f"{name} {n}" for name, n in sorted(lenient.items()))
    return left, f" Answered where Neo4j gives an error: {shown} (docs/cypher.md)." if shown else ""


def _row(name: str, kinds: Counter[str]) -> str:
    return f"| {name} | {kinds.total()} | {' | '.join(str(kinds[k]) for k in KINDS)} |"


def main() -> int:
    """Compare, print or write the tables; 1 where an answer differs without a word."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=500, help="queries to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--neo4j", action="store_true", help="ask a Neo4j server too (Java 17)")
    parser.add_argument("--tck", action="store_true", help="ask the scenarios of the openCypher kit too (Maven)")
    parser.add_argument("--write", action="store_true", help="write docs/differential.md")
    given = parser.parse_args()
    graph = make_graph([ROOT / "corpus"]).graph
    with ExitStack() as stack:
        server, kit = start_server(stack) if given.neo4j else None, ""
        found = run(open_stores(stack, graph, server), graph, given.count, given.seed)
        if given.tck:
            kit = KIT.format(*_told(*run_kit(stack, server, found)))
    page = make_page(found, given.count, given.seed, kit)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 1 if any(kinds["different"] for kinds in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

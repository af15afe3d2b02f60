"""The graph in memory: nodes and links, each once, in a fixed order whatever the order they came in."""

import gc
import hashlib
import importlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from graphkit.errors import GraphError, InputError
from graphkit.graph.ontology import Link, Node, get_link_type, get_node_type
from graphkit.graph.ontology.nodes import StatementNode

if TYPE_CHECKING:
    import networkx

    from graphkit.graph.display import Card

L = TypeVar("L", bound=Link)
N = TypeVar("N", bound=Node)


class Graph:
    """A property graph. Iteration is in the order of ids, so equal graphs give equal bytes.

    >>> from graphkit.graph.ontology.nodes import Group
    >>> [n.id for n in Graph([Group(id="women", name="Women"), Group(id="children", name="Children")]).nodes()]
    ['children', 'women']
    """

    def __init__(self, nodes: Iterable[Node] = (), links: Iterable[Link] = ()) -> None:
        self._nodes: dict[str, Node] = {}
        self._links: dict[tuple[str, str, str], Link] = {}
        self._out: dict[tuple[str, str], list[str]] | None = None
        self._into: dict[tuple[str, str], list[str]] | None = None
        self._digest: str | None = None
        for node in nodes:
            self.add_node(node)
        for link in links:
            self.add_link(link)

    def add_node(self, node: Node) -> None:
        """Add a node; the same node twice changes nothing, another one of the same id is a GraphError."""
        known = self._nodes.setdefault(node.id, node)
        self._digest = None
        if known != node:
            raise GraphError(f"Two different nodes have the id '{node.id}': {known.label} and {node.label}.")

    def add_link(self, link: Link) -> None:
        """Add a link whose ends exist and have allowed labels; a repeated link joins its evidence."""
        for end in (link.source, link.target):
            if end not in self._nodes:
                raise GraphError(f"A {link.type_name()} link names '{end}', which is not a node of the graph.")
        pair = (self._nodes[link.source].label, self._nodes[link.target].label)
        if pair not in link.ends:
            ends = f"{pair[0]} '{link.source}' to {pair[1]} '{link.target}'"
            raise GraphError(f"{link.type_name()} may not go from {ends}.")
        known = self._links.get(link.key)
        self._links[link.key] = known.joined(link) if known else link
        self._out = self._into = self._digest = None

    def node(self, id: str) -> Node:
        """Return the node of an id; GraphError if there is none."""
        if id not in self._nodes:
            raise GraphError(f"The graph has no node '{id}'.")
        return self._nodes[id]

    def __contains__(self, id: object) -> bool:
        return id in self._nodes

    def nodes(self, kind: type[N] | None = None) -> Iterator[N]:
        """Yield the nodes, or those of one class (its subclasses too), in the order of ids."""
        for id in sorted(self._nodes):
            node = self._nodes[id]
            if kind is None or isinstance(node, kind):
                yield node  # type: ignore[misc]

    def links(self, kind: type[L] | None = None) -> Iterator[L]:
        """Yield the links, or those of one class, in the order of type, source and target."""
        for key in sorted(self._links):
            link = self._links[key]
            if kind is None or isinstance(link, kind):
                yield link  # type: ignore[misc]

    def statements(self) -> Iterator[StatementNode]:
        """Yield the statements in the order of document and place."""
        yield from sorted(self.nodes(StatementNode), key=lambda s: (s.document, s.start, s.end, s.id))

    def out(self, source: str, kind: type[L]) -> list[L]:
        """Return the links of one type that leave a node, in the order of targets."""
        if self._out is None:
            self._out = self._index(1, 2)
        name = kind.type_name()
        return [self._links[name, source, t] for t in self._out.get((name, source), ())]  # type: ignore[misc]

    def into(self, target: str, kind: type[L]) -> list[L]:
        """Return the links of one type that reach a node, in the order of sources."""
        if self._into is None:
            self._into = self._index(2, 1)
        name = kind.type_name()
        return [self._links[name, s, target] for s in self._into.get((name, target), ())]  # type: ignore[misc]

    def _index(self, near: int, far: int) -> dict[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in sorted(self._links):
            index[key[0], key[near]].append(key[far])
        return index

    def __len__(self) -> int:
        return len(self._nodes)

    @property
    def link_count(self) -> int:
        """How many links there are."""
        return len(self._links)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self._nodes == other._nodes and self._links == other._links

    __hash__ = None  # type: ignore[assignment]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one JSON-ready row for each node, then for each link; what :func:`from_rows` reads."""
        for node in self.nodes(Node):
            yield {"label": node.label, **node.model_dump(mode="json", exclude_none=True)}
        for link in self.links(Link):
            yield {"type": link.type_name(), **link.model_dump(mode="json", exclude_none=True)}

    def lines(self) -> Iterator[str]:
        """Yield the rows as JSON lines, keys sorted: the canonical form whose bytes are compared."""
        yield from map(_line, self.rows())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, without the numbers of rows: a shuffled table is the same graph."""
        if self._digest is None:
            sha = hashlib.sha256()
            for row in self.rows():
                left = get_node_type(row["label"]).of_place if "row" in row else ()
                sha.update(_line({k: v for k, v in row.items() if k not in left} if left else row).encode("utf-8"))
            self._digest = sha.hexdigest()
        return self._digest

    @classmethod
    def from_rows(cls, rows: Iterable[dict[str, Any]]) -> "Graph":
        """Return the graph of rows as :meth:`rows` yields them; nodes must come before their links.

        InputError with the number of a row that is not of the schema.
        """
        graph = cls()
        with _without_collection():
            for number, row in enumerate(rows, 1):
                data = dict(row)
                try:
                    if "label" in data:
                        graph.add_node(get_node_type(data.pop("label")).model_validate(data))
                    else:
                        graph.add_link(get_link_type(data.pop("type")).model_validate(data))
                except ValidationError as error:
                    said = f"Row {number} can't be read: {_tell(error)}. Correct it or build again."
                    raise InputError(said) from error
        return graph

    @classmethod
    def read(cls, path: Path, digest: str | None = None) -> "Graph":
        """Read graph.jsonl; InputError with the line where it is broken. ``digest``: where it is known."""
        with path.open(encoding="utf-8") as file:
            graph = cls.from_rows(_parsed(path, file))
        graph._digest = digest
        return graph

    def view(self, page: str = "network", **options: Any) -> Any:
        """Return an interactive page that shows itself in a notebook; options as in ``publish.view.make_page``."""
        return importlib.import_module("graphkit.publish.view").show(self, page, **options)

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return a networkx MultiDiGraph: node key = id, link key = type, properties as attributes."""
        import networkx

        result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in self.nodes(Node):
            result.add_node(node.id, label=node.label, **{k: v for k, v in node.properties().items() if k != "id"})
        for link in self.links(Link):
            result.add_edge(link.source, link.target, key=link.type_name(), type=link.type_name(), **link.properties())
        return result

    def card(self, id: str) -> "Card":
        """Return a statement with the words that carry its links, which shows itself in a notebook."""
        from graphkit.graph.display import make_card

        return make_card(self, id)

    def __repr__(self) -> str:
        return f"Graph({len(self)} nodes, {self.link_count} links)"

    def _repr_html_(self) -> str:
        """Show in a notebook what the graph holds."""
        from graphkit.graph.display import graph_html

        return graph_html(self)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold back the search for cycles: records have none, and all would be looked at again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _tell(error: ValidationError) -> str:
    """Return the first fault of a row: which property, what is wrong with it, and its value."""
    fault = error.errors()[0]
    return (
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'][:1].lower()}{fault['msg'][1:]}, not {fault['input']!r:.60}"
    )


def _parsed(path: Path, file: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 1):
        try:
            yield from_json(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not a JSON row ({error}). Build the graph again.") from error

"""The closed lists a model may choose from, and the JSON schema its answer has to follow."""

from dataclasses import dataclass
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Body, Group, Objective, Principle, Role, State, Subtheme
from graphkit.text.document import KINDS, POSITIONS

LISTS = (
    "objectives", "subthemes", "principles", "groups", "addressees", "actors", "speakers", "doers", "mechanisms"
)  # fmt: skip
"""Fields that hold several labels, each with its words."""
FREE = frozenset({"addressees", "mechanisms", "speakers", "doers", "actors"})
"""Fields in which a name of the text may stand beside the codes."""
MOST = {"objectives": 3, "subthemes": 2}
"""Field -> most labels of it."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Field -> code -> name."""

    of: dict[str, dict[str, str]]

    def as_text(self) -> str:
        """Return the lists as the model is given them; names of actors need no list."""
        shown = ("objectives", "subthemes", "principles", "groups", "addressees")
        actors = self.of["actors"]
        lists = {f: [f"{code} = {name}" for code, name in self.of[f].items() if code not in actors] for f in shown}
        return "\n\n".join("\n".join([f"{f}:", *rows]) for f, rows in lists.items())


def find_codes(reference: Graph) -> Codes:
    """Return the codes of a framework and the gazetteer; ids as the graph has them."""
    names: dict[str, dict[str, str]] = {field: {} for field in LISTS}
    fields: dict[type[Node], str] = {
        Objective: "objectives",
        Subtheme: "subthemes",
        Principle: "principles",
        Group: "groups",
        Role: "addressees",
    }
    for node in reference.nodes(Node):
        if type(node) in fields:
            names[fields[type(node)]][node.id] = node.title
        elif isinstance(node, State | Body):
            for field in ("actors", "addressees", "speakers", "doers"):
                names[field][node.id] = node.title
    return Codes(names)


def make_answer_schema(codes: Codes) -> dict[str, Any]:
    """Return the strict JSON schema of an answer (the subset that chat endpoints accept)."""
    words = {"type": "string"}

    def label(field: str) -> dict[str, Any]:
        code = {"type": "string"} if field in FREE else {"type": "string", "enum": sorted(codes.of[field])}
        return _closed({"code": code, "words": words})

    unit = {
        "id": {"type": "string"},
        "kind": _closed({"code": {"type": "string", "enum": list(KINDS)}, "words": words}),
        "position": _closed({"code": {"type": "string", "enum": list(POSITIONS)}, "words": words}),
        **{field: {"type": "array", "items": label(field)} for field in LISTS},
    }
    return _closed({"units": {"type": "array", "items": _closed(unit)}})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }

"""Labels that people gave to a row -> links beside the reading: objectives, principles, groups, themes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from graphkit.errors import InputError
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Theme
from graphkit.ids import make_id, make_slug
from graphkit.read.reading import FoundLink
from graphkit.reference.framework.loader import load_framework, load_groups
from graphkit.text.rows import Cell, Label, RowForm, fold_label

_PARTS = re.compile(r"\s*(?:\r\n|\r|\n|;|\|)\s*")
_MARK = re.compile(r"^[\s\-–—•*·▪◦]+")
_NUMBER = re.compile(
    r"(?:gcm|objectives?|obj|objetivos?|objectifs?|goals?)?[\s.:#°º-]*(\d{1,2})(?!\d)(?:\s*[.:)–-].*)?\Z", re.IGNORECASE
)
_TYPE = {"objectives": "ADDRESSES", "principles": "INVOKES", "groups": "CONCERNS", "themes": "CODED_AS"}
_TARGETS = {"objective": "objectives", "principle": "principles", "group": "groups", "theme": "themes"}


@dataclass(frozen=True, slots=True)
class Coded:
    """What the labels of one row give: links, theme nodes, codes of the coder's own scales, labels of no node."""

    links: tuple[FoundLink, ...]
    nodes: tuple[Node, ...]
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    unmatched: tuple[tuple[str, str], ...]
    """Role and label of those kept as themes for want of a node."""


class Coding:
    """The labels of one table, matched with one framework."""

    def __init__(self, form: RowForm, framework: str) -> None:
        """InputError where the codebook names something that does not exist."""
        self._form = form
        self._framework = load_framework(framework)
        self._codes = {fold_label(label): self._target(label, target) for label, target in form.codes.items()}

    def _target(self, label: str, target: str) -> tuple[str, str | None]:
        """Return role and node of ``objective:10``; the node is None for ``none``."""
        if target.strip().casefold() in ("none", ""):
            return "none", None
        kind, _, name = (p.strip() for p in target.partition(":"))
        role = _TARGETS.get(kind)
        node = None if role is None else self._theme(name).id if role == "themes" else self._find(role, name)
        if role is None or node is None:
            forms = "objective:10, group:children, principle:human-rights, theme:NAME or none"
            raise InputError(f"The codebook's '{label}' = '{target}' names nothing known. Write {forms}.")
        return role, node

    @cached_property
    def _named(self) -> dict[str, dict[str, str]]:
        """Return role -> folded id or name -> id."""
        objectives = [
            (self._framework.objective_id(o.code), o.code, o.name, o.name_es) for o in self._framework.objectives
        ]
        principles = [(p.id, p.id, p.name, p.name_es) for p in self._framework.principles]
        groups = [(g.id, g.id, g.name, g.name_es) for g in load_groups().groups]
        listed = {"objectives": objectives, "principles": principles, "groups": groups}
        return {
            role: {fold_label(str(text)): id for id, *texts in rows for text in (id, *texts) if text}
            for role, rows in listed.items()
        }

    def _find(self, role: str, text: str) -> str | None:
        if found := self._named.get(role, {}).get(fold_label(text)):
            return found
        match = _NUMBER.match(text.strip()) if role == "objectives" else None
        return self._named[role].get(match[1].lstrip("0")) if match else None

    @staticmethod
    def _theme(name: str) -> Theme:
        slug = make_slug(name)
        return Theme(id=f"theme:{slug}" if slug else make_id("theme", name), name=name)

    def read(self, statement: str, labels: tuple[Label, ...]) -> Coded:
        """Return what the labels of a row give to its statement."""
        links: dict[tuple[str, str, str], FoundLink] = {}
        nodes: dict[str, Node] = {}
        codes, coders, unmatched = [], [], []
        for label in labels:
            coder = label.coder or self._form.coder or "unnamed"
            coders.append(coder)
            if label.role == "codes":
                codes.append(f"{label.cell.heading.casefold()}={label.cell.text}")
                continue
            for part in self._parts(label):
                role, node, missed = self._resolve(label.role, part.text)
                unmatched += [(label.role, part.text)] if missed else []
                if node is None:
                    continue
                if isinstance(node, Theme):
                    nodes.setdefault(node.id, node)
                id = node if isinstance(node, str) else node.id
                stance = label.agreement if role == "themes" else None
                link = FoundLink(
                    _TYPE[role], statement, id, 1.0, f"coder:{coder}", part.start, part.end, agreement=stance
                )
                links.setdefault((link.type, id, coder), link)
        return Coded(
            tuple(_ranked(links.values())),
            tuple(nodes.values()),
            tuple(sorted(set(codes))),
            tuple(dict.fromkeys(coders)),
            tuple(unmatched),
        )  # noqa: E501

    def _resolve(self, role: str, text: str) -> tuple[str, str | Theme | None, bool]:
        """Return the role and node of a label, and whether it found none of its kind."""
        name = " ".join(html.unescape(text).split())
        if (coded := self._codes.get(fold_label(name))) is not None:
            kind, node = coded
            return kind, (self._theme(name) if kind == "themes" else node), False
        if role == "themes":
            return role, self._theme(name), self._form.has_codebook
        found = self._find(role, name)
        return (role, found, False) if found else ("themes", self._theme(name), True)

    def _parts(self, label: Label) -> Iterator[Cell]:
        """Yield the labels of a cell: one a line, or parted by semicolons or what the profile says."""
        cell = label.cell
        if label.role == "themes" and fold_label(cell.text) in self._codes:
            yield cell
            return
        extra = self._form.splits.get(label.role, "," if label.role in ("objectives", "groups", "principles") else "")
        pattern = re.compile(rf"{_PARTS.pattern}|\s*[{re.escape(extra)}]\s*") if extra else _PARTS
        at = 0
        for match in [*pattern.finditer(cell.text), None]:
            end = match.start() if match else len(cell.text)
            mark = _MARK.match(cell.text[at:end])
            start = at + (mark.end() if mark else 0)
            if cell.text[start:end].strip():
                yield replace(cell, text=cell.text[start:end], start=cell.start + start, end=cell.start + end)
            at = match.end() if match else end


def _ranked(links: object) -> Iterator[FoundLink]:
    """Yield the links, objectives ranked in the order in which they are listed."""
    rank = 0
    for link in links:  # type: ignore[attr-defined]
        if link.type == "ADDRESSES":
            rank += 1
            link = replace(link, rank=rank)
        yield link

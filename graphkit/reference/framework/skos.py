"""A vocabulary in SKOS or OWL -> the files of a framework to edit: concepts are objectives, those above them areas.

SKOS: W3C Recommendation, 2009. Preferred labels name a target and are its strongest cues, other labels are further
ones. Where a file has no SKOS concepts, its OWL classes are taken, with ``rdfs:label`` and ``rdfs:subClassOf``.
"""

import importlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OptionError
from graphkit.ids import make_slug

SUFFIXES = {".ttl": "turtle", ".rdf": "xml", ".owl": "xml", ".xml": "xml", ".nt": "nt", ".jsonld": "json-ld"}
"""Ending of a file -> the form of RDF it is read as."""
LANGUAGES = ("en", "es")
"""Languages whose labels become cues."""
_PREFERRED, _OTHER = 4, 3
_MARKS = re.compile(r"[()\[\]<>|&!]|\.\.")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its address, labels by language (preferred first), and the addresses of those right above it."""

    address: str
    labels: dict[str, list[str]]
    above: tuple[str, ...]
    notation: str | None

    def name(self, language: str = "en") -> str:
        """Return the preferred label of a language; in English else one of another, else the end of its address."""
        if found := self.labels.get(language):
            return found[0]
        others = [names[0] for _, names in sorted(self.labels.items()) if names]
        return "" if language != "en" else others[0] if others else re.split(r"[/#]", self.address)[-1]


def make_files(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return file name -> text of a framework folder, and what of the vocabulary is left out.

    InputError where the file is no RDF or holds no concept; OptionError where rdflib is missing.
    """
    concepts, title = _read(path)
    by_address = {c.address: c for c in concepts}
    wider = {above for c in concepts for above in c.above if above in by_address}
    leaves = [c for c in concepts if c.address not in wider]
    left = [
        f"{c.name()}: has no label in English or Spanish; its own label is its cue" for c in leaves if not _labelled(c)
    ]
    deep = {a for c in concepts if c.address in wider for a in c.above if a in by_address}
    left += [f"{by_address[a].name()}: is above an area, and left out" for a in sorted(deep)]
    codes = _codes(leaves)
    areas = [c for c in concepts if c.address in wider and any(c.address in x.above for x in leaves)]
    files = {"framework.toml": "".join(_framework(path, title, leaves, areas, codes))}
    for language in LANGUAGES:
        if text := "".join(_cues(language, leaves, areas, codes)):
            files[f"cues.{language}.toml"] = text
    if len(files) == 1:
        raise InputError(f"{path}: no concept has a label in English or Spanish. Add labels with a language.")
    return files, left


def _labelled(concept: Concept) -> bool:
    return any(concept.labels.get(language) for language in LANGUAGES)


def _read(path: Path) -> tuple[list[Concept], str]:
    try:
        rdflib: Any = importlib.import_module("rdflib")
    except ModuleNotFoundError as error:
        raise OptionError(f"{path}: needs rdflib. Get it with: pip install 'graphkit[rdf]'") from error
    graph = rdflib.Graph()
    try:
        graph.parse(data=path.read_bytes(), format=SUFFIXES[path.suffix.lower()])
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error
    except Exception as error:  # noqa: BLE001 - each of rdflib's parsers raises errors of its own
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: is no {SUFFIXES[path.suffix.lower()]} that can be read ({reason}).") from error
    skos, rdf, owl, rdfs = rdflib.SKOS, rdflib.RDF, rdflib.OWL, rdflib.RDFS
    found = set(graph.subjects(rdf.type, skos.Concept))
    ways = ((skos.prefLabel, skos.altLabel), skos.broader, skos.narrower)
    if not found:
        found = {c for c in graph.subjects(rdf.type, owl.Class) if isinstance(c, rdflib.URIRef)}
        ways = ((rdfs.label, skos.altLabel), rdfs.subClassOf, None)
    if not found:
        raise InputError(f"{path}: holds no SKOS concept and no OWL class.")
    concepts = [_concept(graph, node, ways, skos.notation) for node in found]
    schemes = sorted(graph.subjects(rdf.type, skos.ConceptScheme)) or sorted(graph.subjects(rdf.type, owl.Ontology))
    titles = (rdflib.DCTERMS.title, skos.prefLabel, rdfs.label, rdflib.DC.title)
    named = [str(o) for scheme in schemes for title in titles for o in sorted(graph.objects(scheme, title))]
    order = sorted(concepts, key=lambda c: (_number(c.notation), c.name(), c.address))
    return order, next(iter(named), path.stem.replace("_", " "))


def _concept(graph: Any, node: Any, ways: tuple[Any, Any, Any], notation: Any) -> Concept:
    labels, broader, narrower = ways
    found: dict[str, list[str]] = {}
    for predicate in labels:
        for label in sorted(graph.objects(node, predicate), key=lambda x: (str(x), str(x.language))):
            language = (getattr(label, "language", None) or "en").partition("-")[0].lower()
            text = " ".join(str(label).split())
            if text and text not in found.setdefault(language, []):
                found[language].append(text)
    above = {str(o) for o in graph.objects(node, broader)}
    above |= {str(s) for s in graph.subjects(narrower, node)} if narrower is not None else set()
    code = min(map(str, graph.objects(node, notation)), default=None)
    return Concept(str(node), found, tuple(sorted(above)), code)


def _number(notation: str | None) -> tuple[object, ...]:
    """Return a key that sorts 2 before 10 and what has no notation last."""
    parts = re.findall(r"\d+", notation or "")
    return (not parts, *map(int, parts))


def _codes(concepts: Iterable[Concept]) -> dict[str, str]:
    """Return address -> code: the notation where each has its own of the right form, else numbers from 1."""
    listed = list(concepts)
    notations = [c.notation or "" for c in listed]
    good = len(set(notations)) == len(listed) and all(re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.-]*", n) for n in notations)
    return {c.address: c.notation or "" if good else str(n) for n, c in enumerate(listed, 1)}


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _framework(
    path: Path, title: str, leaves: list[Concept], areas: list[Concept], codes: dict[str, str]
) -> Iterator[str]:
    yield f"# Made from {path.name}; edit it, then run `graphkit framework check` on this folder.\n".replace("\r", " ")
    slug = make_slug(title) or make_slug(path.stem) or "vocabulary"
    yield f"id = {_text(slug)}\nname = {_text(title)}\nsource = {_text(f'{title} ({path.name})')}\n"
    for concept in leaves:
        yield f"\n[[objective]]\ncode = {_text(codes[concept.address])}\nname = {_text(concept.name())}\n"
        yield f"name_es = {_text(concept.name('es'))}\n" if concept.name("es") else ""
    for number, area in enumerate(areas, 1):
        held = [codes[c.address] for c in leaves if area.address in c.above]
        yield f"\n[[area]]\nnumber = {number}\nname = {_text(area.name())}\n"
        yield f"name_es = {_text(area.name('es'))}\n" if area.name("es") else ""
        yield f"objectives = [{', '.join(map(_text, held))}]\n"


def _cues(language: str, leaves: list[Concept], areas: list[Concept], codes: dict[str, str]) -> Iterator[str]:
    named = [(f"objective.{_text(codes[c.address])}", c) for c in leaves]
    named += [(f"area.{number}", c) for number, c in enumerate(areas, 1)]
    if not any(c.labels.get(language) for c in leaves):
        return
    rows = [(name, list(dict.fromkeys(w for x in _labels(c, language) if (w := _wording(x))))) for name, c in named]
    yield "# Phrases by which a text shows what it is about; `graphkit framework init` shows the notation.\n"
    yield f"language = {_text(language)}\n"
    for name, words in rows:
        if words:
            yield f"\n[{name}]\n{_PREFERRED} = [{_text(words[0])}]\n"
            yield f"{_OTHER} = [{', '.join(map(_text, words[1:]))}]\n" if words[1:] else ""


def _labels(concept: Concept, language: str) -> list[str]:
    """Return the labels of a language, else the name: every target of a framework needs a cue in each language."""
    return concept.labels.get(language) or [concept.name()]


def _wording(label: str) -> str:
    """Return a label as a cue: without brackets and signs that the notation of cues uses."""
    bare = _MARKS.sub(" ", re.sub(r"\([^()]*\)", " ", label))
    words = re.findall(r"[\w'’-]+", bare)
    return " ".join(words).lower()

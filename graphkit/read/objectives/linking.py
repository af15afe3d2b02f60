"""Statements -> links to objectives, sub-themes, principles and groups, by cues read in one pass."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from graphkit.errors import UnknownNameError
from graphkit.match.lemma import get_cue_language
from graphkit.match.lexicon import CueLexicon
from graphkit.read.encoder import DEFAULT, get_encoder
from graphkit.read.objectives.context import Context, read_contexts
from graphkit.read.objectives.groups import find_groups
from graphkit.read.objectives.objectives import ObjectiveFinder
from graphkit.read.objectives.principles import find_principles
from graphkit.read.objectives.references import References
from graphkit.read.objectives.subthemes import SubthemeFinder
from graphkit.read.reading import FoundLink
from graphkit.reference.framework.loader import load_framework, load_groups
from graphkit.reference.framework.model import Framework
from graphkit.reference.language import LANGUAGES
from graphkit.text.document import Document, Statement


class Linker:
    """Links statements of one language to one framework; compile it once, use it for many documents."""

    def __init__(self, framework: Framework, language: str, encoder: str = DEFAULT) -> None:
        """UnknownNameError where the framework has no cues in the language."""
        groups = load_groups()
        if language not in LANGUAGES:
            raise UnknownNameError("language", language, LANGUAGES)
        through = get_cue_language(language)
        if through not in groups.cue_sets:
            raise UnknownNameError("language of the groups' cues", through, groups.cue_sets)
        finer = [cues for code, cues in framework.subtheme_cues.items() if code == through]
        self._lexicon = CueLexicon((framework.get_cues(through), groups.cue_sets[through], *finer), language)
        self._references = References(framework)
        self._objectives = ObjectiveFinder(framework)
        self._subthemes = SubthemeFinder(framework, get_encoder(encoder), through) if framework.subthemes else None

    def find_links(self, document: Document, statements: tuple[Statement, ...]) -> Iterator[FoundLink]:
        """Yield ADDRESSES and ABOUT (both ranked), INVOKES and CONCERNS links, in the order of the statements."""
        contexts = list(read_contexts(document, statements, self._lexicon, self._references))
        finer = self._find_subthemes(document, contexts)
        for context, subthemes in zip(contexts, finer, strict=True):
            objectives = self._objectives.find(context)
            yield from objectives
            yield from subthemes
            yield from find_principles(context)
            groups = find_groups(context)
            yield from groups
            yield from (x for x in self._objectives.find_group(objectives) if x.node not in {g.node for g in groups})

    def _find_subthemes(self, document: Document, contexts: list[Context]) -> Iterator[list[FoundLink]]:
        if self._subthemes is None:
            return iter([[] for _ in contexts])
        parents = [self._objectives.get_scores(context) for context in contexts]
        return self._subthemes.find(document, contexts, parents)


@cache
def get_linker(framework: str | Path, language: str) -> Linker:
    """Return the linker of a framework, by its name or folder, and a language."""
    return Linker(load_framework(framework), language)


def find_links(
    document: Document,
    statements: tuple[Statement, ...],
    framework: str | Path | None = None,
    language: str | None = None,
) -> list[FoundLink]:
    """Return the links of all statements of a document; framework and language are the document's unless told."""
    meta = document.metadata
    linker = get_linker(framework or meta.framework, language or meta.language)
    return list(linker.find_links(document, statements))

"""Statements -> links to objectives, sub-themes, principles and groups, by cues read in one pass."""

from collections.abc import Iterator
from functools import cache
from itertools import compress
from pathlib import Path

from graphkit.errors import UnknownNameError
from graphkit.match.lemma import get_cue_language
from graphkit.match.lexicon import CueLexicon
from graphkit.read.encoder import DEFAULT, get_encoder
from graphkit.read.model.heads import Heads, get_heads
from graphkit.read.objectives.context import Context, read_contexts
from graphkit.read.objectives.groups import find_groups
from graphkit.read.objectives.objectives import ObjectiveFinder
from graphkit.read.objectives.principles import find_principles
from graphkit.read.objectives.references import References
from graphkit.read.objectives.subthemes import SubthemeFinder
from graphkit.read.objectives.topics import find_topic_links, judge_topics
from graphkit.read.reading import FoundLink
from graphkit.read.statements.folded_text import get_page
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

    def read_contexts(self, document: Document, statements: tuple[Statement, ...]) -> list[Context]:
        """Return what each statement is read against, in the order of the text."""
        return list(read_contexts(document, statements, self._lexicon, self._references))

    def get_scores(self, context: Context) -> dict[str, float]:
        """Return the rules' scores of a statement by code of objective."""
        return self._objectives.get_scores(context)

    def find_links(
        self, document: Document, statements: tuple[Statement, ...], heads: Heads | None = None
    ) -> Iterator[FoundLink]:
        """Yield ADDRESSES and ABOUT (both ranked), INVOKES and CONCERNS links, in the order of the statements.

        The heads decide where they know the framework, the cues alone where they do not or none are given.
        """
        contexts = self.read_contexts(document, statements)
        cued = [self.get_scores(context) for context in contexts]
        known = heads is not None and heads.framework == self._objectives.framework.id
        found = (
            self._find_topics(document, contexts, cued, heads) if known and heads else map(self._find_by_cues, contexts)
        )
        topics = list(found)
        in_scope = [any(link.type == "ADDRESSES" for link in links) for links in topics]
        subthemes = self._find_subthemes(document, list(compress(contexts, in_scope)), list(compress(cued, in_scope)))
        for links, addresses in zip(topics, in_scope, strict=True):
            yield from (link for link in links if link.type == "ADDRESSES")
            yield from next(subthemes) if addresses else ()
            yield from (link for link in links if link.type != "ADDRESSES")

    def _find_topics(
        self, document: Document, contexts: list[Context], cued: list[dict[str, float]], heads: Heads
    ) -> Iterator[list[FoundLink]]:
        page, prefix = get_page(document), self._objectives.framework.objective_id("")
        for judged in judge_topics(page, contexts, cued, heads):
            yield list(find_topic_links(page, judged, heads, prefix))

    def _find_by_cues(self, context: Context) -> list[FoundLink]:
        objectives = self._objectives.find(context)
        groups = find_groups(context)
        more = [x for x in self._objectives.find_group(objectives) if x.node not in {g.node for g in groups}]
        return [*objectives, *find_principles(context), *groups, *more]

    def _find_subthemes(
        self, document: Document, contexts: list[Context], cued: list[dict[str, float]]
    ) -> Iterator[list[FoundLink]]:
        """Yield the links to sub-themes of statements that have an objective: out of scope there is none either."""
        if self._subthemes is None:
            return iter([[] for _ in contexts])
        return self._subthemes.find(document, contexts, cued)


@cache
def get_linker(framework: str | Path, language: str, encoder: str = DEFAULT) -> Linker:
    """Return the linker of a framework, by its name or folder, a language and an encoder of sentences."""
    return Linker(load_framework(framework), language, encoder)


def find_links(
    document: Document,
    statements: tuple[Statement, ...],
    framework: str | Path | None = None,
    language: str | None = None,
    heads: Heads | None = None,
) -> list[FoundLink]:
    """Return the links of all statements of a document; framework and language are the document's unless told.

    ``heads`` decide, the packaged ones where none are given.
    """
    meta = document.metadata
    heads = heads or get_heads()
    linker = get_linker(framework or meta.framework, language or meta.language, heads.encoder.name)
    return list(linker.find_links(document, statements, heads))

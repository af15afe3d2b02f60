"""Texts in several languages, read part by part; a language that is not read is skipped aloud, with its name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from graphkit.errors import InputError
from graphkit.issues import Issues
from graphkit.reference.language import LANGUAGES, guess_language, identify_language, name_language
from graphkit.text.document import READ_KINDS, Block, Document

_WORDS = 8
"""Blanks of a block long enough to tell its language by."""
_PART = 160
"""Characters of the shortest part in another language; a quotation is none."""
_SURE, _SHARE = 0.9, 0.15
"""How sure another language must be; share of function words that shows the document's own."""


def check_language(document: Document) -> None:
    """Raise InputError where the language of a document is not read."""
    language = document.metadata.language
    if language not in LANGUAGES:
        known = ", ".join(map(name_language, LANGUAGES))
        raise InputError(
            f"{document.source.name}: is in {name_language(language)}, which is not read ({known} are). "
            "If that is wrong, give the option language."
        )


def split_languages(document: Document, issues: Issues) -> list[Document]:
    """Return the document once for each language it is read in, the first being its own, blocks of others put aside.

    A part in a language that is not read is noted with its share of the text.
    """
    own = document.metadata.language
    languages = dict(_languages_of(document))
    sizes = Counter[str]()
    for index, language in languages.items():
        sizes[language] += document.blocks[index].end - document.blocks[index].start
    if set(sizes) <= {own}:
        return [document]
    for language in sorted(set(sizes) - set(LANGUAGES)):
        share = 100 * sizes[language] / sum(sizes.values())
        reason = f"{share:.0f} % of the text is in {name_language(language)}, which is not read"
        issues.add("languages", document.source.name, reason, "warning")
    read = [own, *(c for c in LANGUAGES if c in sizes and c != own)]
    return [_only(document, languages, language) for language in read]


def _only(document: Document, languages: dict[int, str], language: str) -> Document:
    """Return the document in one of its languages: blocks in others are left unread."""
    own = document.metadata.language
    blocks = tuple(
        replace(b, kind="furniture") if b.kind in READ_KINDS and languages.get(b.index, own) != language else b
        for b in document.blocks
    )
    return replace(document, metadata=replace(document.metadata, language=language), blocks=blocks)


def _languages_of(document: Document) -> Iterator[tuple[int, str]]:
    """Yield index and language of the blocks that are read; parts too short to be one are in the document's."""
    own, part = document.metadata.language, list[Block]()
    current = own
    for block in (b for b in document.blocks if b.kind in READ_KINDS):
        language = _language_of(document, block, current)
        if language != current:
            yield from _settle(part, current, own)
            part, current = [], language
        part.append(block)
    yield from _settle(part, current, own)


def _settle(part: list[Block], language: str, own: str) -> Iterator[tuple[int, str]]:
    size = sum(b.end - b.start for b in part)
    yield from ((b.index, language if size >= _PART else own) for b in part)


def _language_of(document: Document, block: Block, before: str) -> str:
    """Return the language of a block; one of a few words is in that of the block before.

    Function words of the document's own language settle it; the costlier identification is asked where they don't.
    """
    wording = document.wording(block)
    if wording.count(" ") < _WORDS:
        return before
    guess, share = guess_language(wording)
    if guess == document.metadata.language and share >= _SHARE:
        return guess
    language, sure = identify_language(wording)
    return language if sure >= _SURE else before

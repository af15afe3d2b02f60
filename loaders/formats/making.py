"""From a file as read to a document: metadata, genre, blocks, participants."""

from collections.abc import Mapping, Sequence

from graphkit.issues import Issue
from graphkit.text.blocks import make_blocks
from graphkit.text.document import Document, Source
from graphkit.text.normal import compose_source, make_normal, restore_document
from loaders.genres.genre import Genre, find_genres, get_genre, recognise
from loaders.metadata.catalogue import find_known
from loaders.metadata.inference import infer
from loaders.metadata.metadata import (
    Fields,
    check_fields,
    check_options,
    make_metadata,
    read_front_matter,
    read_sidecar,
)
from loaders.metadata.participation import find_participation


def make_document(
    source: Source, stated: Mapping[str, object], options: Mapping[str, str], issues: Sequence[Issue] = ()
) -> Document:
    """Return the document of a source, ``stated`` what properties of the file say, ``options`` what the user says.

    A text with decomposed accents or ligatures is read in its composed form; the offsets are those of the text.
    """
    if normal := make_normal(source.text):
        composed = make_document(compose_source(source, normal), stated, options, issues)
        return restore_document(composed, normal, source)
    asked = check_options(options)
    beside, odd_beside = read_sidecar(source.path) if source.path else ({}, [])
    typed = source.media in ("text/plain", "text/markdown")
    front, begin, odd_front = read_front_matter(source.name, source.text) if typed else ({}, 0, [])
    said: list[Fields] = [asked, beside, front]
    known = [*said, _known(source, begin, said), check_fields(stated, source.name)[0]]
    genre, sure = _find_genre(source.text[begin:], known)
    body = "\n" * begin + source.text[begin:]
    blocks = make_blocks(body, genre.profile, source.page_starts)
    url = next((str(f["url"]) for f in known if "url" in f), "")
    title = next((str(f["title"]) for f in known if "title" in f), "")
    inferred, clues = infer(source, blocks, begin, url, title)
    metadata = make_metadata(source.text, known, inferred if sure else {**inferred, "genre": genre.name})
    people, odd_tables = find_participation(source.name, source.text, blocks)
    found = [*issues, *odd_beside, *odd_front, *odd_tables]
    asks = not any("issuers" in fields for fields in known)
    return Document(source, metadata, blocks, tuple(people), tuple(clues) if asks else (), tuple(found))


def _known(source: Source, begin: int, said: Sequence[Fields]) -> Fields:
    """Return the catalogue's fields, unless another place gives the document an id of its own."""
    fields = find_known(source.sha256, source.text[begin:])
    named = next((f["id"] for f in said if "id" in f), fields.get("id"))
    return fields if named == fields.get("id") else {}


def _find_genre(text: str, known: Sequence[Fields]) -> tuple[Genre, bool]:
    """Return the genre that is stated, else the one recognised, else the general one; and whether it is stated."""
    stated = next((str(f["genre"]) for f in known if "genre" in f), None)
    if stated:
        return get_genre(stated), True
    return recognise(text, find_genres().values()) or get_genre("general"), False

"""What a text tells of itself where nothing states it, each value with the words that gave it."""

from collections.abc import Sequence

from graphkit.reference.language import detect_language
from graphkit.text.document import Block, Clue, Source
from loaders.metadata.clues import find_clues
from loaders.metadata.dates import find_date, find_place
from loaders.metadata.front import read_front
from loaders.metadata.metadata import Fields
from loaders.metadata.owners import find_symbol
from loaders.metadata.titles import find_form, find_title


def infer(
    source: Source, blocks: Sequence[Block], begin: int = 0, url: str = "", title: str = ""
) -> tuple[Fields, list[Clue]]:
    """Return what the text itself suggests, and the clues to its issuer; what it does not tell is missing.

    Parameters: ``begin`` is where front matter ends; ``url`` and ``title`` those that are stated, if any.
    """
    front = read_front(source, blocks, begin)
    form, form_words = find_form(front, title) or (None, "")
    title, given = (title, False) if title else find_title(front, form)
    date = find_date(front, title, form, url)
    place, place_words = find_place(front) or (None, "")
    symbol = find_symbol(front)
    words = {
        "title": title if given else "",
        "year": date.words[:160] if date else "",
        "form": form_words,
        "place": place_words,
        "symbol": symbol or "",
    }
    fields: Fields = {
        "title": title,
        "year": date.year if date else None,
        "date": date.iso if date else None,
        "language": detect_language(source.text[begin:]),
        "form": form,
        "place": place,
        "symbol": symbol,
        "assumed_from": tuple(f"{name}: {said}" for name, said in words.items() if said),
    }
    return fields, find_clues(front, form, title, url)

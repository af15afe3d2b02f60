"""Text -> blocks: headings, paragraphs, list items, table rows, notes and page furniture, offsets kept."""

import re
from dataclasses import dataclass

from graphkit.document import Block


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a genre before reading; the defaults fit any policy text.

    Patterns are regular expressions, searched from the start of a line without its markup, case ignored.
    """

    name: str = "general"
    headings: tuple[str, ...] = ()
    """Lines that are headings although nothing in their form says so."""
    boxes: tuple[str, ...] = (r"text ?box\b", r"box \d", r"recuadro\b")
    """Headings that open a text box, which ends at the next heading of the running text."""
    voices: tuple[str, ...] = ()
    """Headings under which another speaker than the issuer has the word (an annex of demands)."""
    furniture: tuple[str, ...] = ()
    """Lines of page furniture that do not recur often enough to be noticed by counting."""
    bibliography: tuple[str, ...] = (r"(?:bibliograph|references\b|bibliograf|referencias\b)",)
    """Headings of lists of sources."""
    contents: tuple[str, ...] = (r"(?:table of )?contents\b", r"[ií]ndice\b", r"(?:tabla de )?contenidos?\b")
    """Headings of contents pages and lists of abbreviations."""


def make_blocks(text: str, profile: Profile = Profile(), page_starts: tuple[int, ...] = ()) -> tuple[Block, ...]:  # noqa: B008
    """Return the blocks of a text, ordered, without overlap, inside the text; linear in its length.

    ``page_starts`` are the offsets where the pages of the source begin, ascending; empty if it has none.
    """
    spans = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text)]
    return tuple(Block(i, "paragraph", s, e) for i, (s, e) in enumerate(spans))

"""Text -> blocks: headings, paragraphs, list items, table rows, notes and page furniture, offsets kept."""

from graphkit.text.blocks.arrange import Arranger
from graphkit.text.blocks.headings import mark_headings
from graphkit.text.blocks.joins import join_lines
from graphkit.text.blocks.lines import read_lines
from graphkit.text.blocks.profile import Profile
from graphkit.text.document import Block

__all__ = ["Profile", "make_blocks"]

_GENERAL = Profile()


def make_blocks(text: str, profile: Profile = _GENERAL, page_starts: tuple[int, ...] = ()) -> tuple[Block, ...]:
    """Return the blocks of a text, ordered, without overlap, inside the text; in time linear in its length.

    ``page_starts`` are the offsets where the pages of the source begin, ascending; empty if it has none.
    List marks, heading marks and blanks stand outside the blocks.
    """
    lines = read_lines(text, profile)
    mark_headings(lines, profile)
    return tuple(Arranger(text, profile, page_starts).arrange(join_lines(lines, text)))

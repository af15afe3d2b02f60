"""Letters of a page -> words, and words printed on one height -> lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.formats.pdf_letters import Letter

_BLANK = 0.2
"""Gap between letters from which it parts words, where no blank does; in sizes of letters, as the lengths below."""
_SAME_LINE, _SCRIPT_LINE = 0.3, 0.55
"""How far bases of one line may be apart, and those of a line and its raised or lowered letters."""
_RAISED, _SMALLER = 0.12, 0.85
"""How far a raised mark is above its line at least, and its size at most."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SCRIPT = re.compile(r"[\d,*†‡()+–-]{1,7}|st|nd|rd|th|er|ro|do|[a-zºª]")
_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*|[*†‡]{1,3}")


@dataclass(slots=True)
class Word:
    """Letters without a blank between them, of one size and on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool
    """Whether a blank comes before it."""


@dataclass(slots=True)
class Line:
    """One printed line, or one row of a ruled table."""

    words: list[Word]
    base: float
    size: float
    page: int = 0
    column: int = 0
    """Number of the stretch of the page it belongs to: a column, or what is above or below columns."""
    bullet: bool = False
    """Whether a bullet is drawn before it."""
    cells: tuple[tuple["Line", ...], ...] = ()
    """The lines of each cell of a table row."""
    edges: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of its column."""
    text: str = field(default="", init=False)
    raised: str = field(default="", init=False)
    """The raised mark it begins with, if it does."""

    def __post_init__(self) -> None:
        self.raised = self.words[0].text if self.words and self.is_raised(self.words[0]) else ""
        self.text = "".join(map(self._spell, range(len(self.words)))).strip()

    def _spell(self, i: int) -> str:
        word = self.words[i]
        if i and self.is_raised(word):
            return (" " if word.spaced else "") + word.text.translate(_SUPERSCRIPTS).strip("*†‡")
        return f" {word.text}" if i and word.spaced else word.text

    def is_raised(self, word: Word) -> bool:
        """Return whether a word is the mark of a note."""
        raised = word.size <= _SMALLER * self.size and word.base > self.base + _RAISED * self.size
        return raised and bool(_MARK.fullmatch(word.text))

    @property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return self.words[-1].right

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(w.bold for w in self.words if w.text[0].isalnum())


def find_words(letters: Sequence[Letter]) -> Iterator[Word]:
    """Yield the words of letters, in their order."""
    word: Word | None = None
    for a in letters:
        if word is not None:
            near = -0.5 * a.size < a.left - word.right < _BLANK * a.size
            if near and not a.spaced and abs(a.base - word.base) < 0.05 * a.size and abs(a.size - word.size) < 0.3:
                word.text += a.text
                word.right = max(word.right, a.right)
                continue
            yield word
            a.spaced = a.spaced or a.left - word.right >= _BLANK * min(a.size, word.size)
        word = Word(a.text, a.left, a.right, a.base, a.size, a.bold, a.spaced)
    if word is not None:
        yield word


def make_rows(words: Sequence[Word]) -> list[Line]:
    """Return a line for each height at which words are printed, from the top down."""
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if rows and abs(rows[-1][0] - word.base) < _reach(rows[-1][2], word) * max(rows[-1][1], word.size):
            base, size, held = rows[-1]
            held.append(word)
            rows[-1] = (word.base, word.size, held) if word.size > size + 0.3 else (base, size, held)
        else:
            rows.append((word.base, word.size, [word]))
    return [make_line(held) for _, _, held in rows]


def _reach(row: list[Word], word: Word) -> float:
    """Return how far the base of a word may be from that of a row, in sizes of letters."""
    raised = _SCRIPT.fullmatch(word.text) or all(_SCRIPT.fullmatch(w.text) for w in row)
    return _SCRIPT_LINE if raised and abs(word.size - row[0].size) > 0.3 else _SAME_LINE


def make_line(words: list[Word]) -> Line:
    """Return words that are printed on one height as a line, from the left."""
    words.sort(key=lambda w: w.left)
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda s: (weights[s], s))
    base = next(w.base for w in words if w.size == size)
    for before, word in pairwise(words):
        gap = word.left - before.right
        word.spaced = word.spaced and gap > 0.05 * size or gap >= _BLANK * size
    return Line(words, base, size)

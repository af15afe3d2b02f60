"""Writing what a marked-up file holds as text in Markdown's form, which the offsets of its document then count."""

from dataclasses import dataclass, field

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_DROPPED = (
    *range(9),
    *range(14, 32),
    0x7F,
    0xAD,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    0x2060,
    0xFEFF,
    *range(0xD800, 0xE000),
)
_TABLE: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **_LIGATURES}


def clean(text: str, keep: str = "") -> str:
    """Return a text without control, zero-width and direction marks, half characters and ligatures; blanks folded."""
    table = {code: to for code, to in _TABLE.items() if chr(code) not in keep} if keep else _TABLE
    return " ".join(text.translate(table).split())


@dataclass(slots=True)
class Writer:
    """Collects the parts of a document in their order."""

    parts: list[str] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    _length: int = 0
    _last: str = ""

    def _add(self, kind: str, text: str) -> None:
        """Add a part; a blank line stands between parts, none between the items of a list or rows of a table."""
        joined = kind == self._last and kind in ("item", "row")
        if self.parts:
            text = ("\n" if joined else "\n\n") + text
        self.parts.append(text)
        self._length += len(text)
        self._last = kind

    def heading(self, level: int, text: str) -> None:
        """Add a heading, level 1 outermost."""
        if text := clean(text):
            self._add("heading", "#" * min(max(level, 1), 6) + " " + text)

    def paragraph(self, text: str, bold: bool = False) -> None:
        """Add a paragraph; ``bold`` where all of it is, as headings without a style are."""
        if text := clean(text):
            self._add("paragraph", f"**{text}**" if bold and len(text) < 160 else text)

    def item(self, level: int, mark: str, text: str) -> None:
        """Add an item of a list, level 1 outermost, with its mark (``-``, ``2.``, ``a)``)."""
        if text := clean(text):
            self._add("item", "  " * (max(level, 1) - 1) + f"{mark} {text}")

    def row(self, cells: list[str]) -> None:
        """Add a row of a table; rows with one filled cell or none become a paragraph or nothing."""
        texts = [clean(c).replace("|", "¦") for c in cells]
        if len([t for t in texts if t]) > 1:
            self._add("row", "| " + " | ".join(texts) + " |")
        else:
            self.paragraph(" ".join(texts))

    def note(self, mark: str, text: str) -> None:
        """Add a footnote; its mark in the running text is ``[^mark]``."""
        if text := clean(text):
            self._add("note", f"[^{mark}]: {text}")

    def write(self, kind: str, before: str, text: str, turns: list[int], after: str = "") -> None:
        """Add a part whose text is clean already; ``turns`` are the places in it where pages begin."""
        if not text:
            return
        self._add(kind, f"{before}{text}{after}")
        begin = self._length - len(text) - len(after)
        self.page_starts += [begin + turn for turn in turns]

    def part(self) -> None:
        """End a table or list: what follows is another one."""
        self._last = ""

    def aside(self, text: str) -> None:
        """Add what is printed on a page besides its text, as a comment of Markdown."""
        if text := clean(text).replace("--", "—"):
            self._add("aside", f"<!-- {text} -->")

    def page(self) -> None:
        """Begin a page; a form feed stands before it unless it is the first."""
        if self.parts:
            self.parts.append("\n\f")
            self._length += 2
        self.page_starts.append(self._length)
        self._last = ""

    def text(self) -> str:
        """Return all parts as one text."""
        return "".join(self.parts) + "\n"

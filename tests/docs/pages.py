"""The pages of docs/ as blocks of code, and what their prose names."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(str(p.relative_to(DOCS)) for p in DOCS.rglob("*.md"))
RUN = ("bash", "python", "cypher")
"""Languages of blocks that are run; ``sh`` is for what needs a server, the network or other files."""
_BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"(?:^|[`|&;] *)graphkit((?: +[^\s`|&;]+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and text."""

    language: str
    text: str


def read_page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def find_blocks(text: str) -> list[Block]:
    return [Block(m[1], m[2]) for m in _BLOCK.finditer(text)]


def find_calls(text: str) -> list[list[str]]:
    """Return the words after every ``graphkit`` that stands as a command in code; quoted values are cut."""
    code = [b.text for b in find_blocks(text) if b.language in {"bash", "sh"}]
    code += re.findall(r"`(graphkit [^`\n]+)`", _BLOCK.sub("", text))
    unquoted = [re.sub(r"'[^']*'|\"[^\"]*\"", "VALUE", c) for c in code]
    return [m[1].split() for c in unquoted for m in _CALL.finditer(c) if m[1].strip()]


def find_names(text: str) -> set[str]:
    """Return the names in capitals that stand as code in the prose."""
    return set(re.findall(r"`([A-Z][A-Z0-9_]{3,})`", _BLOCK.sub("", text)))

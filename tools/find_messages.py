"""What graphkit says to people, as it stands in the source, and what of it has no Spanish yet.

    python tools/find_messages.py            # the messages that graphkit/messages/es.toml lacks
    python tools/find_messages.py --unused   # those that it has and no source says any more

A message is a text in an error, an issue, an option's help, a heading or a line that is printed; what is put in stands
as ``{}``. Messages on Cypher and on servers are for those who write programs, and stay English.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
ENGLISH_ONLY = (
    "graphkit/cypher", "graphkit/serve", "graphkit/distributed.py", "graphkit/store", "graphkit/graph/ontology",
    "graphkit/cli/completion.py", "graphkit/cli/lint.py", "graphkit/cli/mcp.py", "graphkit/cli/shell.py",
    "graphkit/cli/schema.py", "graphkit/publish/view", "graphkit/publish/export", "graphkit/publish/report/check",
    "graphkit/evaluation", "graphkit/learning", "graphkit/reference/framework/skos.py", "graphkit/queries.py",
)  # fmt: skip
"""Beginnings of paths whose messages stay English."""
WHOLE = ("graphkit/cli/", "graphkit/analysis/", "graphkit/publish/report/")
"""Rooms in which every text of two words or more is a message."""
SINKS = {"Issue", "warn", "add", "note", "echo", "say", "print_table", "Section", "option", "count"}
NO_HEADINGS = {"VERBS", "ENDINGS", "_ENDINGS", "_TEXTS"}
HEADS = {"HEADINGS", "NAV", "GAP_TITLES", "LADDER", "SHOWN", "STEP_TITLES", "_UNKNOWN"}
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NO_MESSAGE = re.compile(
    r"^[\w.\[\]]+ \| |^(?:dict|list|tuple)\[|NDArray|\\|%\(|\b(?:MATCH|RETURN|CALL|WITH) |\(\d{4}\)|^pip install"
    r"|^graphkit \w|^<|default-src|^(?:Light Grid|List Number|Intense Quote|like-1 |gaps step|gap kinds$|las ONU)"
    r"|^\{\}.? -o |^ -o |^- [A-Z]|^Result\(|no attribute|cues\.\{\}"
)


def find_messages() -> dict[str, str]:
    """Return message -> where it is said first."""
    found: dict[str, str] = {}
    for room in ("graphkit", "loaders"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(ENGLISH_ONLY):
                for line, text in _say(path, name):
                    found.setdefault(text, f"{name}:{line}")
    return found


def _say(path: Path, name: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    docs |= {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    spans = list(_find_sinks(tree))
    for node, text in _find_texts(tree):
        if id(node) in docs or _NO_MESSAGE.search(text) or not _LETTERS.search(text):
            continue
        words = len(_LETTERS.findall(text)) > 1 and " " in text.strip()
        said = any(first <= node.lineno <= last for first, last, _ in spans)
        headed = any(first <= node.lineno <= last and kind == "heads" for first, last, kind in spans)
        if (
            headed
            and "_" not in text
            and re.fullmatch(r"[\w .,'-]+", text)
            or words
            and (said or name.startswith(WHOLE))
        ):
            yield node.lineno, text
    yield from _find_columns(tree)
    if name.startswith("graphkit/cli/") and "completion" not in name:
        yield from _find_headings(tree)
    if name.startswith("graphkit/cli/"):
        yield from _find_helps(tree)
    if name.endswith("gap_checks.py"):
        yield from _find_checks(tree)


def _find_texts(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    inner = {id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node, "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node, node.value


def _find_sinks(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    """Yield first line, last line and kind of what makes a text a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            yield node.lineno, node.end_lineno or node.lineno, "raise"
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in SINKS or called.endswith("Error"):
                kind = "heads" if called == "print_table" else "call"
                yield node.lineno, node.end_lineno or node.lineno, kind
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(getattr(t, "id", "") in HEADS for t in targets):
                yield node.lineno, node.end_lineno or node.lineno, "heads"


def _find_headings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the headings of tables: a dictionary of the command line that stands at the top gives column -> heading."""
    for node in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and node.targets[0].id not in NO_HEADINGS:
            for value in node.value.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and _LETTERS.search(value.value):
                    yield node.lineno, value.value


def _find_columns(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the headings of a report's columns; the first word of each is a key, the third a form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Column":
            yield from ((node.lineno, str(a.value)) for a in node.args[1:2] if isinstance(a, ast.Constant) and a.value)


def _find_helps(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of what commands say of themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(d) or "group" in ast.unparse(d)
                                                     for d in node.decorator_list):  # fmt: skip
            for part in (ast.get_docstring(node) or "").split("\n\n"):
                if part:
                    yield node.lineno, " ".join(part.split())


def _find_checks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what each check looks for, which a report prints from its docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("find_"):
            yield node.lineno, (ast.get_docstring(node) or "").splitlines()[0]


def main() -> None:
    """Print what lacks Spanish, or what is said no more."""
    from graphkit.messages import read_catalogue

    found, spanish = find_messages(), read_catalogue("es")
    if "--unused" in sys.argv:
        sys.stdout.writelines(f"{text!r}\n" for text in spanish if text not in found)
    else:
        sys.stdout.writelines(f"{place}: {text!r}\n" for text, place in found.items() if text not in spanish)


if __name__ == "__main__":
    main()

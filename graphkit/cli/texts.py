"""The texts that a store was built from, looked for where they are said to be."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.cli.common import find_text
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.text.document import Document as Text
    from graphkit.workspace import Workspace


def load_texts(workspace: "Workspace", places: Iterable[Path]) -> "tuple[dict[str, Text], list[str]]":
    """Return id -> text of the documents whose files are there, and the names of the other files.

    InputError where a file has changed since the build in a place that was named; elsewhere it counts as not there.
    """
    from graphkit.graph.ontology.nodes import Document
    from graphkit.loading import load_all

    texts, missing = {}, []
    named = list(places)
    for node in workspace.graph.nodes(Document):
        path = find_text(node.file, named or (Path(),))
        try:
            same = [d for d in load_all(path) if d.source.sha256 == node.sha256] if path else []
            if path and not same:
                raise InputError(
                    f"{path} is not the text that {workspace.path} was built from, or has changed. Build again."
                )
        except InputError:
            if named:
                raise
            same = []
        if same:
            texts[node.id] = same[0]
        else:
            missing.append(node.file)
    return texts, sorted(set(missing))

"""Every error graphkit raises on purpose.

GraphkitError            one clear line for the user; exit status 2
├── InputError           a file, text or table that can't be used
├── UnknownNameError     a name that is not in a closed list (suggests the nearest)
├── GraphError           a graph that breaks a promise (missing end, wrong label)
├── StoreError           a graph at rest that can't be opened, read or written
│   └── WriteRefusedError    a writing query where only reading is allowed
├── QueryError           a query that the engine refuses, with the place in it
│   └── LimitError       a query stopped by its time or row limit
├── BusyError            a server that has too much to do, or ends
└── OptionError          an option or parameter that is missing, unknown or of the wrong type
"""

import difflib
import re
from collections.abc import Iterable

_SECRET = re.compile(r"(\b[a-zA-Z][\w+.-]*://)[^\s/'\"]*@")
"""An address with a user or password in it."""


class GraphkitError(Exception):
    """Base of all errors; its text is one line that says what is wrong, where, and what to do.

    A password in an address is masked, as such lines end up in logs.

    >>> str(StoreError("neo4j://ann:s3cret@host:7687 does not answer."))
    'neo4j://***@host:7687 does not answer.'
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(_SECRET.sub(r"\1***@", text))


class InputError(GraphkitError):
    """A file, text or table that can't be used."""


class UnknownNameError(GraphkitError):
    """A name that is not in a closed list.

    >>> str(UnknownNameError("store", "arcadb", ["arcadedb", "memory", "neo4j"]))
    "No store is named 'arcadb'. Did you mean 'arcadedb'? Known: arcadedb, memory, neo4j."
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        folded = {k.casefold(): k for k in self.known}
        near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
        hint = f" Did you mean '{folded[near[0]]}'?" if near else ""
        shown = ", ".join(self.known[:30]) + (f" and {len(self.known) - 30} more" if len(self.known) > 30 else "")
        super().__init__(f"No {kind} is named '{name}'.{hint} Known: {shown or 'none'}.")


class GraphError(GraphkitError):
    """A graph that breaks a promise: a missing end, a label that is not allowed, an id used twice."""


class StoreError(GraphkitError):
    """A graph at rest that can't be opened, read or written."""


class WriteRefusedError(StoreError):
    """A writing query where only reading is allowed."""


class QueryError(GraphkitError):
    """A query that the engine refuses."""


class LimitError(QueryError):
    """A query stopped by its time or row limit."""


class BusyError(GraphkitError):
    """A server that has too much to do at the moment, or is about to end."""


class OptionError(GraphkitError):
    """An option or parameter that is missing, unknown or of the wrong type."""

"""Loads the embedded engine once for the process, silent and with its limits set."""

import atexit
import contextlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graphkit.errors import StoreError
from graphkit.files import temporary_folder

HARD_LIMIT = float(os.environ.get("GRAPHKIT_ENGINE_LIMIT", "600"))
"""Seconds after which the engine itself ends a query that nobody waits for any more."""
HEAP = ("-Xmn64m", "-Darcadedb.maxPageRAM=64")
"""Memory for what is young, and for pages of files (MB): the engine's own limits are shares of the whole machine, and
it fills them before it tidies up."""
_QUIET = "handlers =\n.level = OFF\n"
_scratch = contextlib.ExitStack()
_loaded = False


def has_engine() -> bool:
    """Whether the embedded engine is installed; it has no wheel for some systems (musl, Intel Macs, Windows on ARM)."""
    try:
        return importlib.util.find_spec("arcadedb") is not None
    except (ImportError, ValueError):
        return False


def load_engine() -> Any:
    """Return the module ``arcadedb``; the first call starts the engine's runtime. StoreError where it is not installed.

    The engine takes its settings from environment variables when it starts, so they are set for that moment only.
    It would write a log folder and print its messages; both go nowhere. What a person has set stays.
    """
    global _loaded
    if _loaded:
        import arcadedb

        return arcadedb
    if not has_engine():
        raise StoreError(
            "The embedded Cypher engine is not installed. Get it, where it has a wheel for this system, with "
            "pip install 'graphkit[arcadedb]', or the second one with pip install kglite, or use a Neo4j server: "
            "graphkit push, then --engine neo4j. Everything but Cypher works without it."
        )
    _loaded = True
    scratch = _scratch.enter_context(temporary_folder("graphkit-engine"))
    atexit.register(_scratch.close)
    logging = scratch / "logging.properties"
    logging.write_text(_QUIET, encoding="utf-8")
    settings = {
        "ARCADEDB_LOG_DIR": str(scratch),
        "ARCADEDB_LOG_CONSOLE": "0",
        "ARCADEDB_NATIVE_ISOLATE_ARGS": f"-Djava.util.logging.config.file={logging} "
        f"-Darcadedb.command.timeout={int(HARD_LIMIT * 1000)} {' '.join(HEAP)}",
    }
    added = {k: v for k, v in settings.items() if k not in os.environ}
    os.environ.update(added)
    try:
        import arcadedb
        import arcadedb._native.lib

        arcadedb._native.lib._load()
    finally:
        for key in added:
            del os.environ[key]
    return arcadedb


@contextmanager
def kept_attached() -> Iterator[None]:
    """Keep this thread known to the engine even if Python ends meanwhile.

    The binding detaches a thread when Python forgets it; doing that to a thread that still runs a query, which happens
    at the end of the process to a query that was given up, aborts the process.
    """
    library = load_engine()._native.lib
    library._thread_handle()
    attached = library._local.thread
    owned, attached.owned = attached.owned, False
    try:
        yield
    finally:
        attached.owned = owned

"""Graphs at rest that answer Cypher: the embedded database, kglite, a Neo4j server, memory."""

from graphkit.registry import Registry

STORES = Registry(
    "store",
    {
        "arcadedb": "graphkit.store.arcadedb:ArcadeStore",
        "kglite": "graphkit.store.kglite:KgliteStore",
        "memory": "graphkit.store.memory:MemoryStore",
        "neo4j": "graphkit.store.neo4j:Neo4jStore",
    },
)
"""Store name -> class; a new store is one file and one line here, and the contract tests find it."""

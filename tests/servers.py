"""A store on the real Neo4j server of the tests."""

from typing import Any

from graphkit.store.neo4j import Neo4jStore


def open_empty(server: Any, **options: Any) -> Neo4jStore:
    """Return a store on a server of tools/neo4j_server.py whose database was emptied."""
    store = Neo4jStore(server.uri, server.user, server.password, **options)
    with store.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    store.close()
    return store

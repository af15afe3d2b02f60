// title: Principles by actor
// engines: embedded, neo4j
// params: none
// returns: actor, principle, statements
// example: {}
//
// How many statements of an actor invoke each principle.
MATCH (a)<-[:SAID_BY]-(s)-[:INVOKES]->(p:Principle)
RETURN a.id AS actor, p.id AS principle, count(DISTINCT s) AS statements
ORDER BY actor, statements DESC, principle

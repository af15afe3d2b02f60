// title: Principles by objective
// engines: embedded, neo4j
// params: none
// returns: objective, principle, statements
// example: {}
//
// How many statements on an objective invoke each principle.
MATCH (o:Objective)<-[:ADDRESSES]-(s)-[:INVOKES]->(p:Principle)
WITH o, p, count(DISTINCT s) AS statements
RETURN o.id AS objective, p.id AS principle, statements
ORDER BY o.number, objective, statements DESC, principle

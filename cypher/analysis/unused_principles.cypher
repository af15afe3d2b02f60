// title: Principles that nobody invokes
// engines: embedded, neo4j
// params: none
// returns: principle, name, guiding
// example: {}
//
// Guiding and further principles that the wording of no statement invokes.
MATCH (p:Principle)
WHERE NOT EXISTS { MATCH ()-[:INVOKES]->(p) }
RETURN p.id AS principle, p.name AS name, p.guiding AS guiding
ORDER BY principle

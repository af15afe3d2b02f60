// title: Mechanisms without known participants
// engines: embedded, neo4j
// params: limit
// returns: mechanism, name, kind, mentions
// example: {"limit": 20}
//
// Mechanisms that texts name, and for which neither the texts nor the reference data say who takes part.
// Unknown, not nobody.
MATCH (m:Mechanism)
WHERE NOT EXISTS { MATCH ()-[:TAKES_PART_IN]->(m) }
RETURN m.id AS mechanism, m.name AS name, m.kind AS kind, COUNT { ()-[:MENTIONS]->(m) } AS mentions
ORDER BY mentions DESC, mechanism
LIMIT $limit

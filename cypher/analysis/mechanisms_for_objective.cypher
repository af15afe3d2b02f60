// title: Mechanisms that serve an objective
// engines: embedded, neo4j
// params: objective
// returns: mechanism, name, supports, statements, participants
// example: {"objective": "gcm:5"}
//
// Mechanisms that the reference data say serve an objective, or that statements on the objective name, with how
// many participants are known.
MATCH (m:Mechanism), (o:Objective {id: $objective})
WITH m, o, EXISTS { MATCH (m)-[:SUPPORTS]->(o) } AS supports,
  COUNT { MATCH (s)-[:MENTIONS]->(m) WHERE EXISTS { MATCH (s)-[:ADDRESSES]->(o) } } AS statements
WHERE supports OR statements > 0
RETURN m.id AS mechanism, m.name AS name, supports, statements, COUNT { ()-[:TAKES_PART_IN]->(m) } AS participants
ORDER BY supports DESC, statements DESC, mechanism

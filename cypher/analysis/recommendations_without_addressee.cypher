// title: Recommendations that name nobody to act
// engines: embedded, neo4j
// params: limit
// returns: statement, issuer, strength, text, document
// example: {"limit": 20}
//
// Recommendations whose wording and lead-in name neither a role nor a state or body that is to act.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WHERE NOT EXISTS { MATCH (s)-[:CALLS_ON]->() }
RETURN s.id AS statement, s.issuer AS issuer, s.strength AS strength, s.text AS text, d.id AS document
ORDER BY document, s.start
LIMIT $limit

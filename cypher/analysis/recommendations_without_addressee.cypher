// title: Recommendations that neither name who is to act nor promise it
// engines: embedded, neo4j
// params: limit
// returns: statement, speakers, strength, text, document
// example: {"limit": 20}
//
// Recommendations whose wording and lead-in name neither a role nor a state or body that is to act. Promises ("we
// commit to ...") are left out, since the speaker makes them. The reading misses some of those who are asked.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WHERE NOT s.strength STARTS WITH 'commit' AND NOT EXISTS { MATCH (s)-[:CALLS_ON]->() }
RETURN s.id AS statement,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.strength AS strength, s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

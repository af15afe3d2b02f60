// title: What is said on an objective
// engines: embedded, neo4j
// params: objective, limit
// returns: statement, kind, speakers, score, words, text, document
// example: {"objective": "gcm:5", "limit": 10}
//
// Statements linked to one objective, surest link first, with the words that carry the link. A score is the
// calibrated chance that a coder would give this objective too.
MATCH (s)-[r:ADDRESSES]->(o:Objective {id: $objective})
MATCH (s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  r.score AS score, r.words AS words, s.text AS text,
  d.id AS document
ORDER BY score DESC, statement
LIMIT $limit

// title: The history of an ask over the years
// engines: embedded, neo4j
// params: statement
// returns: year, document, kind, speakers, score, text
// example: {"statement": "statement:5c047ae303fb"}
//
// A statement's echoes in other documents, in the order of their years, with the kind, so that an ask that
// became a practice shows. The statement itself is not listed.
MATCH (s {id: $statement})-[r:ECHOES]-(t)-[:STATED_IN]->(d:Document)
RETURN d.year AS year, d.id AS document, [l IN labels(t) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (t)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  r.score AS score, t.text AS text
ORDER BY year, document, t.start, t.id

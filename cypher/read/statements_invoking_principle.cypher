// title: Statements that invoke a principle
// engines: embedded, neo4j
// params: principle, limit
// returns: statement, kind, speakers, words, text, document
// example: {"principle": "whole-of-society", "limit": 10}
//
// Statements whose wording invokes a principle. Nothing is inherited from headings: only the statement's own
// words count.
MATCH (s)-[r:INVOKES]->(p:Principle {id: $principle})
MATCH (s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  r.words AS words, s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

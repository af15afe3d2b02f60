// title: How terms are defined
// engines: embedded, neo4j
// params: none
// returns: statement, speakers, text, document, section
// example: {}
//
// What the texts say a term means, in the order of the documents.
MATCH (s:Definition)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.text AS text, d.id AS document, s.section AS section
ORDER BY document, s.start, statement

// title: Statements for a group of people
// engines: embedded, neo4j
// params: group, limit
// returns: statement, kind, speakers, words, text, document
// example: {"group": "children", "limit": 10}
//
// Statements that are for or about a group, such as children, women, returnees or victims, with the words that
// name it.
MATCH (s)-[r:CONCERNS]->(g:Group {id: $group})
MATCH (s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  r.words AS words, s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

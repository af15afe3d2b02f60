// title: Statements found by the full-text index
// engines: embedded, neo4j
// params: words, limit
// returns: statement, speakers, text, document
// example: {"words": "information AND migrants", "limit": 10}
//
// Search by whole words with the index on the wording: `AND`, `OR`, `NOT`, quoted phrases. Rows stand in the order of
// the texts, since the engines rank differently.
CALL db.index.fulltext.queryNodes('Statement[text]', $words) YIELD node AS s
MATCH (s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

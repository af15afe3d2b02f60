// title: Statements outside their document
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// A statement starts before it ends and lies inside its text. No rows: all is well.
MATCH (s)-[:STATED_IN]->(d:Document)
WHERE s.start < 0 OR s.end <= s.start OR s.end > d.characters
RETURN s.id AS id
ORDER BY id

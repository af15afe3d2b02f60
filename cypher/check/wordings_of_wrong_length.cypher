// title: Wordings that do not fill their span
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// The wording is the exact characters of its span. No rows: all is well.
MATCH (s)-[:STATED_IN]->(:Document)
WHERE size(s.text) <> s.end - s.start
RETURN s.id AS id
ORDER BY id

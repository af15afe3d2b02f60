// title: Scores that are no shares
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// A score lies between 0 and 1. No rows: all is well.
MATCH (s)-[r]->(n)
WHERE r.score < 0 OR r.score > 1 OR r.score IS NULL
RETURN s.id + ' ' + type(r) + ' ' + n.id AS id
ORDER BY id

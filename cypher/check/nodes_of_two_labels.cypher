// title: Nodes with more or fewer labels than one
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// One label a node, so that the same query means the same on every engine. No rows: all is well.
MATCH (n)
WHERE size(labels(n)) <> 1
RETURN n.id AS id
ORDER BY id

// title: Echoes inside one document
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Only statements of different documents echo each other. No rows: all is well.
MATCH (s)-[:ECHOES]->(t)
WHERE s.document = t.document
RETURN s.id + ' ' + t.id AS id
ORDER BY id

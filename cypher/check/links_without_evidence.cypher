// title: Text links without words
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Every link from a statement to what it is about says which words carry it. No rows: all is well.
MATCH (s)-[r:ADDRESSES|INVOKES|CONCERNS|CALLS_ON]->(n)
WHERE r.words IS NULL OR r.words = ''
RETURN s.id + ' ' + type(r) + ' ' + n.id AS id
ORDER BY id

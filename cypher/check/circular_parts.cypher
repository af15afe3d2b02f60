// title: Parts that hold themselves
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Nothing is a part of itself, neither directly nor through its wholes. No rows: all is well.
MATCH (n)-[:PART_OF]->()
WHERE EXISTS { MATCH (n)-[:PART_OF*1..8]->(n) }
RETURN DISTINCT n.id AS id
ORDER BY id

// title: Objectives outside a framework
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Every objective is part of a thematic area or a framework. No rows: all is well.
MATCH (o:Objective)
WHERE NOT EXISTS { MATCH (o)-[:PART_OF]->() }
RETURN o.id AS id
ORDER BY id

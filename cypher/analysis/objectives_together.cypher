// title: Objectives that are raised together
// engines: embedded, neo4j
// params: limit
// returns: left, right, statements
// example: {"limit": 20}
//
// Pairs of objectives that the same statement addresses.
MATCH (a:Objective)<-[:ADDRESSES]-(s)-[:ADDRESSES]->(b:Objective)
WHERE a.number < b.number
RETURN a.id AS left, b.id AS right, count(DISTINCT s) AS statements
ORDER BY statements DESC, left, right
LIMIT $limit

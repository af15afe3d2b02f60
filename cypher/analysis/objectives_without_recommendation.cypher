// title: Objectives that no recommendation addresses
// engines: embedded, neo4j
// params: limit
// returns: objective, name
// example: {"limit": 25}
//
// Objectives of the framework to which no recommendation of any document is linked. Challenges, practices and
// principles do not count.
MATCH (o:Objective)
WHERE NOT EXISTS { MATCH (:Recommendation)-[:ADDRESSES]->(o) }
RETURN o.id AS objective, o.name AS name
ORDER BY o.number, objective
LIMIT $limit

// title: What is asked of a role
// engines: embedded, neo4j
// params: role
// returns: objective, name, statements
// example: {"role": "private-sector"}
//
// On which objectives a role, such as destination countries, civil society or the private sector, is called on
// to act.
MATCH (o:Objective)<-[:ADDRESSES]-(s:Recommendation)-[:CALLS_ON]->(r:Role {id: $role})
WITH o, count(DISTINCT s) AS statements
RETURN o.id AS objective, o.name AS name, statements
ORDER BY statements DESC, o.number, objective

// title: How two actors are joined through shared objectives
// engines: embedded, neo4j
// params: left, right, limit
// returns: objective, name, left_statements, right_statements
// example: {"left": "GTM", "right": "SLV", "limit": 23}
//
// The paths actor - statement - objective - statement - actor, gathered by objective with the ids of the
// statements on both sides.
MATCH (a {id: $left})<-[:SAID_BY]-(s)-[:ADDRESSES]->(o:Objective)
MATCH (b {id: $right})<-[:SAID_BY]-(t)-[:ADDRESSES]->(o)
WITH o, s, t
ORDER BY s.id, t.id
RETURN o.id AS objective, o.name AS name, collect(DISTINCT s.id) AS left_statements,
  collect(DISTINCT t.id) AS right_statements
ORDER BY size(left_statements) + size(right_statements) DESC, objective
LIMIT $limit

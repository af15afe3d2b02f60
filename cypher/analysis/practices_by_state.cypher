// title: Practices by state
// engines: embedded, neo4j
// params: none
// returns: state, name, practices, objectives
// example: {}
//
// States with the practices they carry out and the objectives those are about.
MATCH (s:State)-[:CARRIES_OUT]->(p:Practice)
OPTIONAL MATCH (p)-[:ADDRESSES]->(o:Objective)
WITH s, p, o
ORDER BY o.number, o.id
RETURN s.id AS state, s.name AS name, count(DISTINCT p) AS practices, collect(DISTINCT o.id) AS objectives
ORDER BY practices DESC, state

// title: Objectives that two actors share
// engines: embedded, neo4j
// params: limit
// returns: left, right, shared, objectives
// example: {"limit": 20}
//
// Pairs of actors with recommendations on the same objectives, most shared first. Statements that both issue
// together do not make them alike: only objectives on which each has a statement that the other did not issue
// count. Whether an overlap is more than chance is tested by `graphkit overlap`.
MATCH (a)-[:ISSUED]->(s:Recommendation)-[:ADDRESSES]->(o:Objective)<-[:ADDRESSES]-(t:Recommendation)<-[:ISSUED]-(b)
WHERE a.id < b.id AND NOT (b)-[:ISSUED]->(s) AND NOT (a)-[:ISSUED]->(t)
WITH DISTINCT a, b, o
ORDER BY o.number
RETURN a.id AS left, b.id AS right, count(o) AS shared, collect(o.id) AS objectives
ORDER BY shared DESC, left, right
LIMIT $limit

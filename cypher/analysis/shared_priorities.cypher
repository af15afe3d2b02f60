// title: Objectives that two actors share
// engines: embedded, neo4j
// params: limit
// returns: left, right, shared, objectives
// example: {"limit": 20}
//
// Pairs of actors with recommendations on the same objectives, most shared first. Statements that both make
// together do not make them alike: only objectives on which each has a statement that the other did not make
// count. Whether an overlap is more than chance is tested by `graphkit overlap`.
MATCH (a)<-[:SAID_BY]-(s:Recommendation)-[:ADDRESSES]->(o:Objective)
WITH o, a, s
ORDER BY o.number, o.id, a.id, s.id
WITH o, a.id AS actor, collect(s.id) AS said
WITH o, collect({actor: actor, said: said}) AS speakers
UNWIND speakers AS x
UNWIND speakers AS y
WITH o, x, y
WHERE x.actor < y.actor AND any(s IN x.said WHERE NOT s IN y.said) AND any(s IN y.said WHERE NOT s IN x.said)
WITH o, x.actor AS left, y.actor AS right
ORDER BY o.number, o.id
RETURN left, right, count(o) AS shared, collect(o.id) AS objectives
ORDER BY shared DESC, left, right
LIMIT $limit

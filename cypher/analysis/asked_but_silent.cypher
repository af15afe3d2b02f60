// title: Actors that are asked but silent themselves
// engines: embedded, neo4j
// params: limit
// returns: actor, name, asks, objectives
// example: {"limit": 20}
//
// States and bodies that recommendations call on by name, and that say nothing and carry out no practice
// on the objective they are asked about.
MATCH (a)<-[:CALLS_ON]-(s:Recommendation)-[:ADDRESSES]->(o:Objective)
WHERE a:Actor AND NOT EXISTS { MATCH (a)<-[:SAID_BY]-()-[:ADDRESSES]->(o) }
  AND NOT EXISTS { MATCH (a)-[:CARRIES_OUT]->()-[:ADDRESSES]->(o) }
WITH a, s, o
ORDER BY o.number, o.id
RETURN a.id AS actor, a.name AS name, count(DISTINCT s) AS asks, collect(DISTINCT o.id) AS objectives
ORDER BY asks DESC, actor
LIMIT $limit

// title: Actors and how often they speak, act and are asked
// engines: embedded, neo4j
// params: limit
// returns: actor, name, label, said, carried_out, asked, mentioned
// example: {"limit": 20}
//
// States, bodies and collectives that the texts touch, with counts of statements that are theirs, practices they carry
// out, statements that call on them and statements that name them.
MATCH (a)
WHERE a:Actor OR a:Collective
RETURN a.id AS actor, a.name AS name, [l IN labels(a) WHERE l <> 'Actor'][0] AS label, 
  COUNT { ()-[:SAID_BY]->(a) } AS said,
  COUNT { (a)-[:CARRIES_OUT]->() } AS carried_out, COUNT { ()-[:CALLS_ON]->(a) } AS asked,
  COUNT { ()-[:MENTIONS]->(a) } AS mentioned
ORDER BY said DESC, mentioned DESC, actor
LIMIT $limit

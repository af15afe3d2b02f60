// title: Actors and how often they speak, act and are asked
// engines: embedded, neo4j
// params: limit
// returns: actor, name, label, issued, carried_out, asked, mentioned
// example: {"limit": 20}
//
// States and bodies that the texts touch, with counts of statements they issue, practices they carry out,
// statements that call on them and statements that name them.
MATCH (a)
WHERE a:State OR a:Body
RETURN a.id AS actor, a.name AS name, labels(a)[0] AS label, COUNT { (a)-[:ISSUED]->() } AS issued,
  COUNT { (a)-[:CARRIES_OUT]->() } AS carried_out, COUNT { ()-[:CALLS_ON]->(a) } AS asked,
  COUNT { ()-[:MENTIONS]->(a) } AS mentioned
ORDER BY issued DESC, mentioned DESC, actor
LIMIT $limit

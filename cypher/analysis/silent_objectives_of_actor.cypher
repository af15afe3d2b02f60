// title: Objectives on which an actor is silent
// engines: embedded, neo4j
// params: actor
// returns: objective, name, said_by_others
// example: {"actor": "SLV"}
//
// Objectives to which no statement of the actor is linked, with how many statements of others are. Whether a
// blank is really blank depends on how much of the actor's text was read: `graphkit gaps` gives its certainty.
MATCH (o:Objective), (a {id: $actor})
WHERE NOT EXISTS { MATCH (a)<-[:SAID_BY]-()-[:ADDRESSES]->(o) }
  AND NOT EXISTS { MATCH (a)-[:CARRIES_OUT]->()-[:ADDRESSES]->(o) }
RETURN o.id AS objective, o.name AS name, COUNT { ()-[:ADDRESSES]->(o) } AS said_by_others
ORDER BY o.number, objective

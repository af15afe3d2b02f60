// title: Practices in one state that are asked for in another
// engines: embedded, neo4j
// params: state, limit
// returns: practice, carried_out_by, objective, ask, practice_text, ask_text
// example: {"state": "GTM", "limit": 10}
//
// Practices that other states carry out on an objective that the given state asks something about, the most
// central objective of both. A candidate for an exchange, not a proof that the practice fits.
MATCH (me:State {id: $state})<-[:SAID_BY]-(ask:Recommendation)-[x:ADDRESSES]->(o:Objective)
MATCH (o)<-[y:ADDRESSES]-(p:Practice)<-[:CARRIES_OUT]-(other:State)
WHERE x.rank = 1 AND y.rank = 1 AND other.id <> $state
RETURN DISTINCT p.id AS practice, other.id AS carried_out_by, o.id AS objective, ask.id AS ask, p.text AS practice_text,
  ask.text AS ask_text
ORDER BY objective, practice, carried_out_by, ask
LIMIT $limit

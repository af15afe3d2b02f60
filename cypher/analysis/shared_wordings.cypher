// title: Both wordings on a shared objective
// engines: embedded, neo4j
// params: left, right, objective, limit
// returns: left_text, right_text, left_statement, right_statement
// example: {"left": "GTM", "right": "SLV", "objective": "gcm:20", "limit": 5}
//
// Recommendations of two actors on one objective, side by side, those most centrally about it first.
MATCH (a {id: $left})<-[:SAID_BY]-(s:Recommendation)-[x:ADDRESSES]->(o:Objective {id: $objective})
MATCH (b {id: $right})<-[:SAID_BY]-(t:Recommendation)-[y:ADDRESSES]->(o)
RETURN s.text AS left_text, t.text AS right_text, s.id AS left_statement, t.id AS right_statement
ORDER BY x.rank + y.rank, left_statement, right_statement
LIMIT $limit

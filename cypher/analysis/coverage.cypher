// title: Which actor speaks on which objective
// engines: embedded, neo4j
// params: none
// returns: actor, objective, statements, recommendations, practices, challenges
// example: {}
//
// One row for each pair of an actor and an objective that statements join: what the actor says, and practices that it
// carries out, whoever tells of them. A pair without a row is silence only if the actor's text was in scope: see
// `graphkit gaps`.
MATCH (s:Statement)-[:ADDRESSES]->(o:Objective)
MATCH (s)-[r:SAID_BY|CARRIES_OUT]-(a)
WHERE type(r) = 'CARRIES_OUT' OR NOT s:Practice
RETURN a.id AS actor, o.id AS objective, count(DISTINCT s) AS statements,
  count(DISTINCT CASE WHEN s:Recommendation THEN s.id END) AS recommendations,
  count(DISTINCT CASE WHEN s:Practice THEN s.id END) AS practices,
  count(DISTINCT CASE WHEN s:Challenge THEN s.id END) AS challenges
ORDER BY actor, objective

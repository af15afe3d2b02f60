// title: Which actor speaks on which objective
// engines: embedded, neo4j
// params: none
// returns: actor, objective, statements, recommendations, practices, challenges
// example: {}
//
// One row for each pair of an actor and an objective that statements join, by issuing or carrying out. A pair
// without a row is silence only if the actor's text was in scope: see `graphkit gaps`.
MATCH (a)-[:ISSUED|CARRIES_OUT]->(s)-[:ADDRESSES]->(o:Objective)
RETURN a.id AS actor, o.id AS objective, count(DISTINCT s) AS statements,
  count(DISTINCT CASE WHEN s:Recommendation THEN s.id END) AS recommendations,
  count(DISTINCT CASE WHEN s:Practice THEN s.id END) AS practices,
  count(DISTINCT CASE WHEN s:Challenge THEN s.id END) AS challenges
ORDER BY actor, objective

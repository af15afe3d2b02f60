// title: Which actor speaks on which objective
// engines: embedded, neo4j
// params: none
// returns: actor, objective, statements, recommendations, practices, challenges
// example: {}
//
// One row for each pair of an actor and an objective that statements join, by issuing or carrying out. A pair
// without a row is silence only if the actor's text was in scope: see `graphkit gaps`.
MATCH (a)-[:ISSUED|CARRIES_OUT]->(s)-[:ADDRESSES]->(o:Objective)
WITH a, o, collect(DISTINCT s) AS said
RETURN a.id AS actor, o.id AS objective, size(said) AS statements,
  size([x IN said WHERE x:Recommendation]) AS recommendations, size([x IN said WHERE x:Practice]) AS practices,
  size([x IN said WHERE x:Challenge]) AS challenges
ORDER BY actor, objective

// title: Pairs of States of which one speaks of the other
// engines: embedded, neo4j
// params: document, region, least_score, limit
// returns: one, other, statements, by_one, by_other, objectives
// example: {"document": null, "region": null, "least_score": 0.5, "limit": 20}
//
// Where a State's statements call on another State or mention it: what the texts say of the way between two countries,
// in both directions, with the objectives it is about. A region keeps pairs of which one State is in it.
MATCH (a:State)<-[:SAID_BY]-(s:Statement)-[r:CALLS_ON|MENTIONS]->(b:State)
WHERE a.id <> b.id AND r.score >= $least_score
  AND ($document IS NULL OR s.document = $document)
  AND ($region IS NULL OR a.region = $region OR b.region = $region)
WITH DISTINCT a, b, s, CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS one,
  CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS other
OPTIONAL MATCH (s)-[:ADDRESSES]->(o:Objective)
WITH one, other, a, s, o
ORDER BY o.number, o.id
WITH one, other, count(DISTINCT s) AS statements,
  count(DISTINCT CASE WHEN a.id = one THEN s.id END) AS by_one,
  count(DISTINCT CASE WHEN a.id = other THEN s.id END) AS by_other,
  collect(DISTINCT o.id) AS objectives
RETURN one, other, statements, by_one, by_other, objectives
ORDER BY statements DESC, one, other
LIMIT $limit

// title: Challenges that no recommendation or practice answers
// engines: embedded, neo4j
// params: limit
// returns: statement, objective, issuer, text, document
// example: {"limit": 20}
//
// Challenges on an objective to which, in the same document, no recommendation or practice is linked as its most
// central one. A challenge without an objective can not be judged and is not listed.
MATCH (c:Challenge)-[r:ADDRESSES]->(o:Objective), (c)-[:STATED_IN]->(d:Document)
WHERE r.rank = 1 AND NOT EXISTS {
  MATCH (d)<-[:STATED_IN]-(s)-[x:ADDRESSES]->(o)
  WHERE x.rank = 1 AND (s:Recommendation OR s:Practice)
}
RETURN c.id AS statement, o.id AS objective, c.issuer AS issuer, c.text AS text, d.id AS document
ORDER BY document, c.start
LIMIT $limit

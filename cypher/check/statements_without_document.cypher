// title: Statements without a document
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Every statement stands in exactly one document. No rows: all is well.
MATCH (s)
WHERE (s:Recommendation OR s:Practice OR s:Challenge OR s:Definition OR s:Assertion)
  AND COUNT { (s)-[:STATED_IN]->(:Document) } <> 1
RETURN s.id AS id
ORDER BY id

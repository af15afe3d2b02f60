// title: How many recommendations name nobody to act, by document
// engines: embedded, neo4j
// params: none
// returns: document, recommendations, without_addressee, share
// example: {}
//
// The share is between 0 and 1. Documents without a recommendation are not listed.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WITH d, count(s) AS recommendations, sum(CASE WHEN EXISTS { MATCH (s)-[:CALLS_ON]->() } THEN 0 ELSE 1 END) AS without
RETURN d.id AS document, recommendations, without AS without_addressee, toFloat(without) / recommendations AS share
ORDER BY document

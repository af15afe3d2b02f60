// title: How many recommendations neither name who is to act nor promise it, by document
// engines: embedded, neo4j
// params: none
// returns: document, recommendations, without_addressee, share
// example: {}
//
// The share is between 0 and 1 and of all recommendations; promises ("we commit to ...") are never counted as without
// addressee, since the speaker makes them. Documents without a recommendation are not listed.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WITH d, count(s) AS recommendations,
  sum(CASE WHEN s.strength STARTS WITH 'commit' OR EXISTS { MATCH (s)-[:CALLS_ON]->() } THEN 0 ELSE 1 END) AS without
RETURN d.id AS document, recommendations, without AS without_addressee, toFloat(without) / recommendations AS share
ORDER BY document

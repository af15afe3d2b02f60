// title: How often each objective is addressed
// engines: embedded, neo4j
// params: none
// returns: objective, name, recommendations, practices, challenges, documents
// example: {}
//
// All objectives, silent ones too, with counts of statements by kind and of documents.
MATCH (o:Objective)
OPTIONAL MATCH (s)-[:ADDRESSES]->(o)
OPTIONAL MATCH (s)-[:STATED_IN]->(d:Document)
WITH o, count(DISTINCT CASE WHEN s:Recommendation THEN s.id END) AS recommendations,
  count(DISTINCT CASE WHEN s:Practice THEN s.id END) AS practices,
  count(DISTINCT CASE WHEN s:Challenge THEN s.id END) AS challenges, count(DISTINCT d.id) AS documents
RETURN o.id AS objective, o.name AS name, recommendations, practices, challenges, documents
ORDER BY o.number, objective

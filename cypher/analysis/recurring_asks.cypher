// title: Recommendations that return in other documents
// engines: embedded, neo4j
// params: limit
// returns: statement, echoes, documents, since, until, text
// example: {"limit": 15}
//
// Statements with the most echoes: statements of other documents that ask for the same thing by similar words
// and shared links. Years are those of the documents.
MATCH (s:Recommendation)-[:ECHOES]-(t)
MATCH (s)-[:STATED_IN]->(d:Document)
MATCH (t)-[:STATED_IN]->(e:Document)
WITH s, d, count(DISTINCT t) AS echoes, count(DISTINCT e) AS others, min(e.year) AS first, max(e.year) AS last
RETURN s.id AS statement, echoes, others + 1 AS documents, CASE WHEN d.year < first THEN d.year ELSE first END AS since,
  CASE WHEN d.year > last THEN d.year ELSE last END AS until, s.text AS text
ORDER BY echoes DESC, statement
LIMIT $limit

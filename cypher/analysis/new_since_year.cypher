// title: Sub-themes that are new since a year
// engines: embedded, neo4j
// params: year, region, strength, least_score, limit
// returns: subtheme, name, first_year, statements, speakers, documents
// example: {"year": 2018, "region": null, "strength": null, "least_score": 0.5, "limit": 20}
//
// Sub-themes of which some text speaks since the year, and none before. The year is that of the statement, else of its
// document; statements without either are left out. Few old texts make much look new: see documents.
MATCH (t:Subtheme)<-[r:ABOUT]-(s:Statement)-[:STATED_IN]->(d:Document)
WHERE r.score >= $least_score AND coalesce(s.year, d.year) IS NOT NULL
  AND ($strength IS NULL OR s.strength = $strength)
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:SAID_BY]->(v:State) WHERE v.region = $region })
WITH t, s, d.id AS document, coalesce(s.year, d.year) AS year
OPTIONAL MATCH (s)-[:SAID_BY]->(v)
WITH t, s, document, year, v
ORDER BY document
WITH t, min(year) AS first_year, count(DISTINCT s) AS statements, count(DISTINCT v) AS speakers,
  collect(DISTINCT document) AS documents
WHERE first_year >= $year
RETURN t.id AS subtheme, t.name AS name, first_year, statements, speakers, documents
ORDER BY statements DESC, subtheme
LIMIT $limit

// title: How attention to objectives moves over the years
// engines: embedded, neo4j
// params: none
// returns: objective, year, statements, share
// example: {}
//
// Statements on each objective by year of the document, and their share of all statements of that year.
// Documents without a year are left out.
MATCH (s)-[:STATED_IN]->(d:Document)
WHERE d.year IS NOT NULL
WITH d.year AS year, count(s) AS total
MATCH (o:Objective)<-[:ADDRESSES]-(s)-[:STATED_IN]->(d:Document {year: year})
WITH o, year, total, count(DISTINCT s) AS statements
RETURN o.id AS objective, year, statements, toFloat(statements) / total AS share
ORDER BY o.number, objective, year

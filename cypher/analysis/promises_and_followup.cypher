// title: Dated promises and what became of them
// engines: embedded, neo4j
// params: actor
// returns: due, ask, quote, document, practice, done, told_in, year
// example: {"actor": "PER"}
//
// What an actor promised, or was asked to do, by a date, and each later practice that does it (FULFILS). A row without
// practice is a promise of which no text tells that it was kept; that is no proof that it was not.
MATCH (a {id: $actor})<-[:CALLS_ON|SAID_BY]-(r:Recommendation)-[:STATED_IN]->(d:Document)
WHERE r.due IS NOT NULL
OPTIONAL MATCH (p:Practice)-[:FULFILS]->(r)
OPTIONAL MATCH (p)-[:STATED_IN]->(e:Document)
RETURN DISTINCT r.due AS due, r.id AS ask, r.text AS quote, d.id AS document,
  p.id AS practice, p.text AS done, e.id AS told_in, e.year AS year
ORDER BY due, ask, practice

// title: Promises and what was said of them later
// engines: embedded, neo4j
// params: actor, since, strength
// returns: promise, strength, quote, year, document, relation, later, kind, later_quote, later_year, told_in
// example: {"actor": "SLV", "since": 2000, "strength": null}
//
// Each commitment of an actor, dated or not, in texts since a year, and what other texts of the same year or later
// hold of it: a practice that does it (FULFILS) or a statement that says the like (ECHOES). A row without `later` is a
// promise of which no later text speaks. `strength` null takes every kind of commitment.
MATCH (a {id: $actor})<-[:SAID_BY]-(r:Recommendation)-[:STATED_IN]->(d:Document)
WHERE r.strength STARTS WITH 'commit' AND ($strength IS NULL OR r.strength = $strength) AND d.year >= $since
OPTIONAL MATCH (r)-[k:FULFILS|ECHOES]-(t:Statement)-[:STATED_IN]->(e:Document)
WHERE e.id <> d.id AND e.year >= d.year
RETURN DISTINCT r.id AS promise, r.strength AS strength, r.text AS quote, d.year AS year, d.id AS document,
  type(k) AS relation, t.id AS later, [l IN labels(t) WHERE l <> 'Statement'][0] AS kind, t.text AS later_quote,
  e.year AS later_year, e.id AS told_in
ORDER BY year, promise, later_year, later, relation

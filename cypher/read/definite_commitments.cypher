// title: Commitments with a date, money or a measure
// engines: embedded, neo4j
// params: since, document, region, strength, limit
// returns: statement, strength, due, amount, currency, indicator, partner, speakers, text, document
// example: {"since": 2000, "document": null, "region": null, "strength": null, "limit": 20}
//
// Recommendations and commitments that name by when, with how much, or how it is measured. The more of these a row has,
// the earlier it stands. Filters that are null keep all; the region is that of a State that speaks.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WHERE (s.due IS NOT NULL OR s.amount IS NOT NULL OR s.indicator IS NOT NULL)
  AND d.year >= $since
  AND ($document IS NULL OR d.id = $document)
  AND ($strength IS NULL OR s.strength = $strength)
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:SAID_BY]->(v:State) WHERE v.region = $region })
WITH s, d, CASE WHEN s.due IS NULL THEN 0 ELSE 1 END + CASE WHEN s.amount IS NULL THEN 0 ELSE 1 END
  + CASE WHEN s.indicator IS NULL THEN 0 ELSE 1 END AS told
RETURN s.id AS statement, s.strength AS strength, s.due AS due, s.amount AS amount, s.currency AS currency,
  s.indicator AS indicator, s.partner AS partner,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers, s.text AS text, d.id AS document
ORDER BY told DESC, document, s.start, statement
LIMIT $limit

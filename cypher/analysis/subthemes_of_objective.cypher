// title: Which sub-themes of an objective are spoken of
// engines: embedded, neo4j
// params: objective, document, strength, least_score
// returns: subtheme, name, statements, speakers, recommendations, practices, challenges
// example: {"objective": "gcm:23", "document": null, "strength": null, "least_score": 0.5}
//
// Every sub-theme of an objective with the number of statements about it, their speakers and kinds; zeros are those of
// which nobody speaks. Null as `document` or `strength` takes all.
MATCH (t:Subtheme)-[:PART_OF]->(o:Objective {id: $objective})
OPTIONAL MATCH (s:Statement)-[r:ABOUT]->(t)
WHERE r.score >= $least_score AND ($document IS NULL OR s.document = $document)
  AND ($strength IS NULL OR s.strength = $strength)
WITH t, s, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind
OPTIONAL MATCH (s)-[:SAID_BY]->(v)
RETURN t.id AS subtheme, t.name AS name, count(DISTINCT s) AS statements, count(DISTINCT v) AS speakers,
  count(DISTINCT CASE kind WHEN 'Recommendation' THEN s.id END) AS recommendations,
  count(DISTINCT CASE kind WHEN 'Practice' THEN s.id END) AS practices,
  count(DISTINCT CASE kind WHEN 'Challenge' THEN s.id END) AS challenges
ORDER BY statements DESC, subtheme

// title: Who is for and who against, by objective
// engines: embedded, neo4j
// params: objective, document, region, least_score
// returns: objective, speaker, position, against_harm, statements, ids
// example: {"objective": "gcm:1", "document": null, "region": null, "least_score": 0.5}
//
// The position of each speaker's statements on an objective: for, against, withdraws, or reports what others hold.
// Whoever is against a harm, such as detention, stands for the objective: `against_harm` is true. Statements whose
// position the wording does not show are left out. Null as `objective`, `document` or `region` takes all.
MATCH (v)<-[:SAID_BY]-(s:Statement)-[r:ADDRESSES]->(o:Objective)
WHERE s.position IN ['for', 'against', 'withdraws', 'reports'] AND r.score >= $least_score
  AND ($objective IS NULL OR o.id = $objective)
  AND ($document IS NULL OR s.document = $document)
  AND ($region IS NULL OR v.region = $region)
WITH o, v, s.position AS position, coalesce(s.opposes_harm, false) AS against_harm, s
ORDER BY s.id
WITH o, v, position, against_harm, collect(DISTINCT s.id) AS ids
RETURN o.id AS objective, v.id AS speaker, position, against_harm, size(ids) AS statements, ids
ORDER BY o.number, objective, speaker, position, against_harm

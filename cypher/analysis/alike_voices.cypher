// title: Voices that speak of the same sub-themes
// engines: embedded, neo4j
// params: document, region, strength, least, least_score, limit
// returns: left, right, shared, alike, subthemes
// example: {"document": null, "region": null, "strength": null, "least": 5, "least_score": 0.5, "limit": 20}
//
// Pairs of speakers by the share of sub-themes that both speak of among those that either does (Jaccard, to three
// decimals). Only speakers with at least `least` sub-themes; statements that several make together don't count, since
// they would make their speakers alike. `region` keeps States of one region.
MATCH (s:Statement)-[:SAID_BY]->(v)
WHERE ($document IS NULL OR s.document = $document) AND ($strength IS NULL OR s.strength = $strength)
WITH s, count(v) AS voices, min(v.id) AS voice, min(v.region) AS of
WHERE voices = 1 AND ($region IS NULL OR of = $region)
MATCH (s)-[r:ABOUT]->(t:Subtheme)
WHERE r.score >= $least_score
WITH DISTINCT voice, t.id AS subtheme
ORDER BY voice, subtheme
WITH voice, collect(subtheme) AS subthemes
WHERE size(subthemes) >= $least
WITH collect({voice: voice, of: subthemes}) AS voices
UNWIND voices AS x
UNWIND voices AS y
WITH x, y, [t IN x.of WHERE t IN y.of] AS subthemes
WHERE x.voice < y.voice AND size(subthemes) > 0
WITH x.voice AS left, y.voice AS right, subthemes, size(subthemes) AS shared, size(x.of) + size(y.of) AS both
RETURN left, right, shared, round(1000.0 * shared / (both - shared)) / 1000.0 AS alike, subthemes
ORDER BY alike DESC, shared DESC, left, right
LIMIT $limit

// title: Statements by words, year, document, region, strength and subject
// engines: embedded, neo4j
// params: words, since, until, document, region, strength, about, least_score, limit
// returns: statement, kind, strength, year, speakers, text, document
// example: {"words": ["inform", "MIGRÁ"], "since": 2010, "until": 2030, "document": null, "region": null, "strength": null, "about": null, "least_score": 0.5, "limit": 10}
//
// All parts of words have to occur, whatever the case and accents of Latin letters; `[]` finds every wording. A filter
// that is null keeps all. A year is that of the statement, else of its document, and unknown years are left out; the
// region is that of a State that speaks; `about` is the id of an objective, sub-theme, group, principle, mechanism or
// actor, to which a link of at least `least_score` leads.
WITH [['á', 'a'], ['à', 'a'], ['â', 'a'], ['ã', 'a'], ['ä', 'a'], ['ç', 'c'], ['é', 'e'], ['è', 'e'], ['ê', 'e'],
  ['ë', 'e'], ['í', 'i'], ['î', 'i'], ['ï', 'i'], ['ñ', 'n'], ['ó', 'o'], ['ò', 'o'], ['ô', 'o'], ['õ', 'o'],
  ['ö', 'o'], ['ú', 'u'], ['ù', 'u'], ['û', 'u'], ['ü', 'u']] AS letters
WITH letters, [w IN $words | reduce(t = toLower(w), l IN letters | replace(t, l[0], l[1]))] AS wanted
MATCH (s:Statement)-[:STATED_IN]->(d:Document)
WITH s, d, wanted, coalesce(s.year, d.year) AS year,
  reduce(t = toLower(s.text), l IN letters | replace(t, l[0], l[1])) AS folded
WHERE all(w IN wanted WHERE folded CONTAINS w)
  AND year >= $since AND year <= $until
  AND ($document IS NULL OR d.id = $document)
  AND ($strength IS NULL OR s.strength = $strength)
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:SAID_BY]->(v:State) WHERE v.region = $region })
  AND ($about IS NULL OR EXISTS { MATCH (s)-[r]->(n) WHERE n.id = $about AND r.score >= $least_score })
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind, s.strength AS strength, year,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers, s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

// title: The strongest commitments
// engines: embedded, neo4j
// params: limit
// returns: statement, strength, words, speakers, text, document
// example: {"limit": 10}
//
// Normative statements on the upper steps of the ladder: those that name who commits, with which mechanism or
// means, or by when. The words are those that put the statement on its step.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WHERE s.strength IN ['commit-addressee', 'commit-means', 'commit-date']
WITH s, d, CASE s.strength WHEN 'commit-date' THEN 3 WHEN 'commit-means' THEN 2 ELSE 1 END AS step
RETURN s.id AS statement, s.strength AS strength, s.strength_words AS words,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.text AS text,
  d.id AS document
ORDER BY step DESC, document, s.start, statement
LIMIT $limit

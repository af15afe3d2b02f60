// title: Statements whose wording holds a phrase
// engines: embedded, neo4j
// params: phrase, limit
// returns: statement, kind, speakers, text, document
// example: {"phrase": "information", "limit": 10}
//
// Plain search in the exact wording, whatever the case of the letters. Line breaks and markup of the source
// stand in the wording, so search for short phrases.
MATCH (s)-[:STATED_IN]->(d:Document)
WHERE toLower(s.text) CONTAINS toLower($phrase)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

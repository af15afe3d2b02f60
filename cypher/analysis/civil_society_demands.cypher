// title: What civil society asks for
// engines: embedded, neo4j
// params: limit
// returns: statement, speakers, text, document
// example: {"limit": 20}
//
// Recommendations whose speakers are civil-society bodies, named or as a collective, such as demands in text boxes and
// annexes of an official report. A joint demand is one row.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
WHERE EXISTS { MATCH (s)-[:SAID_BY]->(b) WHERE b.kind = 'civil-society' OR b.collective = 'civil-society' }
RETURN s.id AS statement,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  s.text AS text, d.id AS document
ORDER BY document, s.start, statement
LIMIT $limit

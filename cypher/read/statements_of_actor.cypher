// title: What an actor says
// engines: embedded, neo4j
// params: actor, limit
// returns: statement, kind, strength, text, document, section
// example: {"actor": "SLV", "limit": 10}
//
// All statements that a state or body issues, in the order of the text. An issuer is whom the wording, its lead-
// in or its text box names, else the issuer of the document.
MATCH (a {id: $actor})-[:ISSUED]->(s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, labels(s)[0] AS kind, s.strength AS strength, s.text AS text, d.id AS document,
  s.section AS section
ORDER BY document, s.start
LIMIT $limit

// title: What an actor says
// engines: embedded, neo4j
// params: actor, limit
// returns: statement, kind, strength, text, document, section
// example: {"actor": "SLV", "limit": 10}
//
// All statements of one speaker, in the order of the text: a state, a body, or a collective such as the participants
// of a forum. A speaker is whom the wording, its lead-in, its text box or section names, else the document's default.
MATCH (a {id: $actor})<-[:SAID_BY]-(s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind, s.strength AS strength,
  s.text AS text, d.id AS document, s.section AS section
ORDER BY document, s.start, statement
LIMIT $limit

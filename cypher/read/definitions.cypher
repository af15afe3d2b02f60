// title: How terms are defined
// engines: embedded, neo4j
// params: none
// returns: statement, issuer, text, document, section
// example: {}
//
// What the texts say a term means, in the order of the documents.
MATCH (s:Definition)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, s.issuer AS issuer, s.text AS text, d.id AS document, s.section AS section
ORDER BY document, s.start

// title: How firm the documents are
// engines: embedded, neo4j
// params: none
// returns: document, strength, statements
// example: {}
//
// Normative statements of each document by their step on the ladder of strength.
MATCH (s:Recommendation)-[:STATED_IN]->(d:Document)
RETURN d.id AS document, s.strength AS strength, count(s) AS statements
ORDER BY document, strength

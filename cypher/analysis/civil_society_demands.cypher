// title: What civil society asks for
// engines: embedded, neo4j
// params: limit
// returns: statement, issuer, text, document
// example: {"limit": 20}
//
// Recommendations issued by civil-society bodies, such as demands in text boxes and annexes of an official
// report.
MATCH (b:Body {kind: 'civil-society'})-[:ISSUED]->(s:Recommendation)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, b.id AS issuer, s.text AS text, d.id AS document
ORDER BY document, s.start, issuer
LIMIT $limit

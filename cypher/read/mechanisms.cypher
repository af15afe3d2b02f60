// title: Mechanisms named in the texts
// engines: embedded, neo4j
// params: limit
// returns: mechanism, name, kind, year, mentions, documents
// example: {"limit": 20}
//
// Agreements, laws, plans, programmes, networks, funds and the like, by how many statements name them and in how
// many documents.
MATCH (m:Mechanism)<-[:MENTIONS]-(s)-[:STATED_IN]->(d:Document)
RETURN m.id AS mechanism, m.name AS name, m.kind AS kind, m.year AS year, count(DISTINCT s) AS mentions,
  count(DISTINCT d) AS documents
ORDER BY mentions DESC, mechanism
LIMIT $limit

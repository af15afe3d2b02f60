// title: Who says what to whom
// engines: embedded, neo4j
// params: limit
// returns: issuer, addressee, label, statements
// example: {"limit": 30}
//
// Pairs of an issuer and the role, state or body that its recommendations call on.
MATCH (a)-[:ISSUED]->(s:Recommendation)-[:CALLS_ON]->(to)
RETURN a.id AS issuer, to.id AS addressee, labels(to)[0] AS label, count(DISTINCT s) AS statements
ORDER BY statements DESC, issuer, addressee
LIMIT $limit

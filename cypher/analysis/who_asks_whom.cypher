// title: Who says what to whom
// engines: embedded, neo4j
// params: limit
// returns: speaker, addressee, label, statements
// example: {"limit": 30}
//
// Pairs of a speaker and the role, state or body that its recommendations call on.
MATCH (a)<-[:SAID_BY]-(s:Recommendation)-[:CALLS_ON]->(to)
RETURN a.id AS speaker, to.id AS addressee, [l IN labels(to) WHERE l <> 'Actor'][0] AS label,
  count(DISTINCT s) AS statements
ORDER BY statements DESC, speaker, addressee
LIMIT $limit

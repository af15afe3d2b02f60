// title: The links most in need of a second look
// engines: embedded, neo4j
// params: limit
// returns: statement, type, target, score, words, text
// example: {"limit": 10}
//
// Links from statements with the lowest scores, for review by a person. Export a review sheet with `graphkit
// code export`.
MATCH (s)-[r:ADDRESSES|INVOKES|CONCERNS|CALLS_ON|MENTIONS]->(n)
RETURN s.id AS statement, type(r) AS type, n.id AS target, r.score AS score, r.words AS words, s.text AS text
ORDER BY score, statement, type, target
LIMIT $limit

// title: Wordings and titles found by the full-text index
// engines: embedded, neo4j
// params: words, limit
// returns: found, label, id, text
// example: {"words": "information", "limit": 20}
//
// Search by whole words in the wordings of statements, the titles of documents and the names of mechanisms: `AND`,
// `OR`, `NOT`, quoted phrases. Rows stand by what was found and then by id, since the engines rank differently.
CALL () {
  CALL db.index.fulltext.queryNodes('Statement[text]', $words) YIELD node AS n
  RETURN n, 'wording' AS found
  UNION ALL
  CALL db.index.fulltext.queryNodes('Document[name]', $words) YIELD node AS n
  RETURN n, 'document' AS found
  UNION ALL
  CALL db.index.fulltext.queryNodes('Mechanism[name]', $words) YIELD node AS n
  RETURN n, 'mechanism' AS found
}
RETURN found, [l IN labels(n) WHERE l <> 'Statement'][0] AS label, n.id AS id, coalesce(n.text, n.name) AS text
ORDER BY found, id
LIMIT $limit

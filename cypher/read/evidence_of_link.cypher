// title: Why a link is there
// engines: embedded, neo4j
// params: statement, target
// returns: type, score, rule, words, start, end, evidence
// example: {"statement": "statement:6aa438ecca4a", "target": "gcm:7"}
//
// All links between a statement and a node with the evidence of each: the rule, the words, their place in the
// source file (character offsets, end exclusive), and the full list of evidence as JSON rows.
MATCH (s {id: $statement})-[r]->(n {id: $target})
RETURN type(r) AS type, r.score AS score, r.rule AS rule, r.words AS words, r.start AS start, r.end AS end,
  r.evidence AS evidence
ORDER BY type

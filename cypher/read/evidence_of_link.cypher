// title: Why a link is there
// engines: embedded, neo4j
// params: statement, target
// returns: type, rule, score, words, start, end, reference
// example: {"statement": "statement:007454ce9233", "target": "gcm:1"}
//
// One row for each piece of evidence of each link between a statement and a node, best first: the rule, the words,
// their place in the source file (character offsets, end exclusive; -1 where it has none), and for reference data the
// source.
MATCH (s {id: $statement})-[r]->(n {id: $target})
UNWIND range(0, size(r.evidence_rules) - 1) AS i
RETURN type(r) AS type, r.evidence_rules[i] AS rule, r.evidence_scores[i] AS score, r.evidence_words[i] AS words,
  r.evidence_starts[i] AS start, r.evidence_ends[i] AS end, r.evidence_references[i] AS reference
ORDER BY type, i

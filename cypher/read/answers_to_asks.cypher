// title: What those who are asked accept
// engines: embedded, neo4j
// params: limit
// returns: objective, name, asks, supported, noted, share
// example: {"limit": 23}
//
// Recommendations whose source states an answer (tables of the Universal Periodic Review do), by objective: how many
// were supported, how many only noted, and the share that was supported. A statement that speaks of two objectives
// counts for both; statements without an answer are left out.
MATCH (s:Recommendation)-[:ADDRESSES]->(o:Objective)
WHERE s.response IS NOT NULL
WITH o, count(DISTINCT s) AS asks,
  count(DISTINCT CASE WHEN s.response = 'supported' THEN s.id END) AS supported,
  count(DISTINCT CASE WHEN s.response = 'noted' THEN s.id END) AS noted
RETURN o.id AS objective, o.name AS name, asks, supported, noted, round(1000.0 * supported / asks) / 1000.0 AS share
ORDER BY asks DESC, objective
LIMIT $limit

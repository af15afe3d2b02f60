// title: How a State answers what it is asked
// engines: embedded, neo4j
// params: limit
// returns: state, name, asks, supported, noted, share
// example: {"limit": 30}
//
// For each State or body that is asked: how many recommendations with a stated answer it got, how many it supported,
// how many it only noted, and the share that it supported.
MATCH (s:Recommendation)-[:CALLS_ON]->(a:Actor)
WHERE s.response IS NOT NULL
WITH a, count(DISTINCT s) AS asks,
  count(DISTINCT CASE WHEN s.response = 'supported' THEN s.id END) AS supported,
  count(DISTINCT CASE WHEN s.response = 'noted' THEN s.id END) AS noted
RETURN a.id AS state, a.name AS name, asks, supported, noted, round(1000.0 * supported / asks) / 1000.0 AS share
ORDER BY asks DESC, state
LIMIT $limit

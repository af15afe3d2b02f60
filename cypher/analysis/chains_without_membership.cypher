// title: How two actors are joined other than by membership
// engines: embedded, neo4j
// params: left, right, limit
// returns: links, nodes, types
// example: {"left": "GTM", "right": "SLV", "limit": 20}
//
// All shortest chains of at most four links between two actors through what is said, asked, done, named and taken part
// in. Common bodies and shared objectives are left out: they join nearly everybody; common_bodies and
// paths_between_actors show them.
MATCH (a {id: $left}), (b {id: $right})
MATCH p = allShortestPaths((a)-[:SAID_BY|CALLS_ON|CARRIES_OUT|TAKES_PART_IN|MENTIONS|ECHOES|FULFILS*..4]-(b))
RETURN length(p) AS links, [n IN nodes(p) | n.id] AS nodes, [r IN relationships(p) | type(r)] AS types
ORDER BY links, nodes, types
LIMIT $limit

// title: Bodies that two states both belong to
// engines: embedded, neo4j
// params: left, right
// returns: body, name, kind, members
// example: {"left": "GTM", "right": "SLV"}
//
// Where two states already sit at one table: bodies of which both are members, smallest first.
MATCH (a:State {id: $left})-[:MEMBER_OF]->(b:Body)<-[:MEMBER_OF]-(c:State {id: $right})
RETURN DISTINCT b.id AS body, b.name AS name, b.kind AS kind, COUNT { (:State)-[:MEMBER_OF]->(b) } AS members
ORDER BY members, body

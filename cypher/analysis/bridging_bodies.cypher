// title: Bodies that join states which speak
// engines: embedded, neo4j
// params: limit
// returns: body, name, members, speaking_members
// example: {"limit": 20}
//
// Bodies by how many of their member states speak or carry out practices in these texts; the
// universal United Nations is left out, since it joins all.
MATCH (s:State)-[:MEMBER_OF]->(b:Body)
WHERE b.id <> 'UN'
WITH b, count(DISTINCT s) AS members,
  count(DISTINCT CASE WHEN EXISTS { (s)<-[:SAID_BY]-() } OR EXISTS { (s)-[:CARRIES_OUT]->() } THEN s.id END) AS speaking
WHERE speaking > 0
RETURN b.id AS body, b.name AS name, members, speaking AS speaking_members
ORDER BY speaking_members DESC, members, body
LIMIT $limit

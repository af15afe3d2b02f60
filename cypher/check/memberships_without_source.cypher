// title: Memberships without a source
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// Each membership says where the fact is stated. No rows: all is well.
MATCH (s:State)-[m:MEMBER_OF]->(b:Body)
WHERE m.reference IS NULL OR m.reference = ''
RETURN s.id + ' ' + b.id AS id
ORDER BY id

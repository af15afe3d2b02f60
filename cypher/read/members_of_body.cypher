// title: Members of a body
// engines: embedded, neo4j
// params: body
// returns: state, name, status, as_of, source
// example: {"body": "RCM"}
//
// States that belong to a body, with their standing, the date of the fact and where it is stated. Bodies without
// a sure list have no rows: unknown, not empty.
MATCH (s:State)-[m:MEMBER_OF]->(b:Body {id: $body})
RETURN s.id AS state, s.name AS name, m.status AS status, m.as_of AS as_of, m.reference AS source
ORDER BY state

// title: Statements with more than three objectives
// engines: embedded, neo4j
// params: none
// returns: id
// example: {}
//
// A statement is about three objectives of a framework at most, ranked from 1 without a gap. No rows: all is
// well.
MATCH (s)-[r:ADDRESSES]->(:Objective)
WITH s, count(r) AS found, max(r.rank) AS highest
WHERE found > 3 OR highest <> found
RETURN s.id AS id
ORDER BY id

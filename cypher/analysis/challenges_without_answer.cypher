// title: Challenges that no recommendation or practice answers
// engines: embedded, neo4j
// params: limit
// returns: statement, objective, speakers, text, document
// example: {"limit": 20}
//
// Challenges on an objective of which no recommendation or practice of the same document speaks for one of the same
// groups of people; for a challenge that names no group, of which none speaks at all. A plain count of links: `graphkit gaps
// --kind challenge-partly-answered` ranks answers by wording as well. A challenge without an objective is not listed.
MATCH (c:Challenge)-[r:ADDRESSES]->(o:Objective), (c)-[:STATED_IN]->(d:Document)
WHERE r.rank = 1 AND NOT EXISTS {
  MATCH (d)<-[:STATED_IN]-(s)-[:ADDRESSES]->(o)
  WHERE (s:Recommendation OR s:Practice) AND (
    NOT EXISTS { MATCH (c)-[:CONCERNS]->(:Group) }
    OR EXISTS { MATCH (c)-[:CONCERNS]->(:Group)<-[:CONCERNS]-(s) }
  )
}
RETURN c.id AS statement, o.id AS objective,
  COLLECT { MATCH (c)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  c.text AS text, d.id AS document
ORDER BY document, c.start, statement, objective
LIMIT $limit

// title: Which groups come up with which objective
// engines: embedded, neo4j
// params: none
// returns: objective, group, statements
// example: {}
//
// How many statements on an objective are for or about each group.
MATCH (o:Objective)<-[:ADDRESSES]-(s)-[:CONCERNS]->(g:Group)
WITH o, g, count(DISTINCT s) AS statements
RETURN o.id AS objective, g.id AS group, statements
ORDER BY o.number, objective, statements DESC, group

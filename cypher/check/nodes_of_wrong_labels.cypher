// title: Nodes of more or fewer labels than their kind has
// engines: embedded, neo4j
// params: none
// returns: id, labels
// example: {}
//
// One label for the kind of thing; statements are also Statement, states and bodies also Actor, so that the same query
// means the same on every engine. No rows: all is well.
MATCH (n)
WITH n, [l IN labels(n) WHERE NOT l IN ['Statement', 'Actor']] AS kinds,
  [l IN labels(n) WHERE l IN ['Statement', 'Actor']] AS seconds
WITH n, kinds, seconds, CASE
  WHEN kinds[0] IN ['Recommendation', 'Practice', 'Challenge', 'Definition', 'Assertion'] THEN ['Statement']
  WHEN kinds[0] IN ['State', 'Body'] THEN ['Actor']
  ELSE [] END AS wanted
WHERE size(kinds) <> 1 OR seconds <> wanted
RETURN n.id AS id, kinds AS labels
ORDER BY id

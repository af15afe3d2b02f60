// title: Nodes of more or fewer labels than their kind has
// engines: embedded, neo4j
// params: none
// returns: id, labels
// example: {}
//
// One label for the kind of thing; statements are also Statement, states and bodies also Actor, so that the same query
// means the same on every engine. No rows: all is well.
MATCH (n)
WITH n, [l IN labels(n) WHERE NOT l IN ['Statement', 'Actor']] AS kinds
WHERE size(kinds) <> 1
  OR (n:Statement) <> (kinds[0] IN ['Recommendation', 'Practice', 'Challenge', 'Definition', 'Assertion'])
  OR (n:Actor) <> (kinds[0] IN ['State', 'Body'])
RETURN n.id AS id, kinds AS labels
ORDER BY id

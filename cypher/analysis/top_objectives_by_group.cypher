// title: The first objectives of each group of people
// engines: embedded, neo4j
// params: most, document, strength, least_score
// returns: group, place, objective, name, statements
// example: {"most": 3, "document": null, "strength": null, "least_score": 0.5}
//
// For each group its `most` objectives with the most statements for or about it; of equal ones that with the lower
// number is first. Null as `document` or `strength` takes all.
MATCH (g:Group)<-[:CONCERNS]-(s:Statement)-[r:ADDRESSES]->(o:Objective)
WHERE r.score >= $least_score AND ($document IS NULL OR s.document = $document)
  AND ($strength IS NULL OR s.strength = $strength)
WITH g, o, count(DISTINCT s) AS statements
ORDER BY g.id, statements DESC, o.number, o.id
WITH g, collect({id: o.id, name: o.name, n: statements}) AS all_of
WITH g, all_of[..$most] AS first
UNWIND range(0, size(first) - 1) AS i
RETURN g.id AS group, i + 1 AS place, first[i].id AS objective, first[i].name AS name, first[i].n AS statements
ORDER BY group, place

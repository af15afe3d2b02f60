// title: What an actor promises and what others ask of it
// engines: embedded, neo4j
// params: actor, document, least_score
// returns: objective, name, promised, asked, promises, demands
// example: {"actor": "SLV", "document": null, "least_score": 0.5}
//
// By objective: the actor's own commitments beside the recommendations of others that call on it, with their ids. An
// objective with demands and no promise is where it is asked and silent; one with promises alone, where nobody asks.
// `document` null takes all texts; links to objectives weaker than `least_score` don't count.
MATCH (a {id: $actor}), (o:Objective)
WITH o,
  COLLECT {
    MATCH (a)<-[:SAID_BY]-(s:Recommendation)-[r:ADDRESSES]->(o)
    WHERE s.strength STARTS WITH 'commit' AND r.score >= $least_score
      AND ($document IS NULL OR s.document = $document)
    RETURN DISTINCT s.id AS id
    ORDER BY id
  } AS promises,
  COLLECT {
    MATCH (a)<-[:CALLS_ON]-(s:Recommendation)-[r:ADDRESSES]->(o)
    WHERE r.score >= $least_score AND ($document IS NULL OR s.document = $document)
      AND NOT EXISTS { MATCH (s)-[:SAID_BY]->(a) }
    RETURN DISTINCT s.id AS id
    ORDER BY id
  } AS demands
WITH o, promises, demands
WHERE size(promises) + size(demands) > 0
RETURN o.id AS objective, o.name AS name, size(promises) AS promised, size(demands) AS asked, promises, demands
ORDER BY o.number, objective

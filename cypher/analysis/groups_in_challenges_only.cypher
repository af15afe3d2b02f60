// title: Groups with challenges but few recommendations
// engines: embedded, neo4j
// params: none
// returns: group, name, challenges, recommendations, commitments
// example: {}
//
// For each group of people: statements that report a problem for it, that recommend something for it, and that
// commit somebody. A group with challenges and no commitment is a gap.
MATCH (g:Group)
OPTIONAL MATCH (s)-[:CONCERNS]->(g)
RETURN g.id AS group, g.name AS name, count(CASE WHEN s:Challenge THEN 1 END) AS challenges,
  count(CASE WHEN s:Recommendation THEN 1 END) AS recommendations,
  count(CASE WHEN s:Recommendation AND s.strength STARTS WITH 'commit' THEN 1 END) AS commitments
ORDER BY commitments, challenges DESC, group

// title: The framework: areas and objectives
// engines: embedded, neo4j
// params: framework
// returns: area, area_name, objective, name
// example: {"framework": "gcm"}
//
// The objectives of a framework by thematic area. An objective may stand in several areas.
MATCH (o:Objective)-[:PART_OF]->(a:ThematicArea)-[:PART_OF]->(f:Framework {id: $framework})
RETURN a.number AS area, a.name AS area_name, o.id AS objective, o.name AS name
ORDER BY area, o.number, objective

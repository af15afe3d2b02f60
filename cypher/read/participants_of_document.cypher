// title: Who took part in the process a document reports
// engines: embedded, neo4j
// params: document
// returns: actor, name, capacity, words
// example: {"document": "digest-lac-2022"}
//
// States and bodies that the participation tables or the metadata list, and in which capacity. No words: the
// metadata says it, not the text.
MATCH (a)-[t:TAKES_PART_IN]->(d:Document {id: $document})
RETURN a.id AS actor, a.name AS name, t.capacity AS capacity, t.words AS words
ORDER BY capacity, actor

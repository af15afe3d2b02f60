// title: What is said of a mechanism
// engines: embedded, neo4j
// params: mechanism
// returns: statement, kind, speakers, words, text, document
// example: {"mechanism": "mechanism:comprehensive-development-plan"}
//
// Every statement that names one agreement, law, plan or programme, with the words that name it.
MATCH (s)-[r:MENTIONS]->(m:Mechanism {id: $mechanism})
MATCH (s)-[:STATED_IN]->(d:Document)
RETURN s.id AS statement, [l IN labels(s) WHERE l <> 'Statement'][0] AS kind,
  COLLECT { MATCH (s)-[:SAID_BY]->(v) RETURN v.id AS id ORDER BY id } AS speakers,
  r.words AS words, s.text AS text, d.id AS document
ORDER BY document, s.start, statement

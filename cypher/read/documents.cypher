// title: Documents and how much of them was read
// engines: embedded, neo4j
// params: none
// returns: document, title, year, characters, read, statements
// example: {}
//
// One row a document. Characters read are those of paragraphs, list items and table rows; the rest is headings,
// contents, notes, bibliography and page furniture. An empty year is unknown.
MATCH (d:Document)
OPTIONAL MATCH (s)-[:STATED_IN]->(d)
RETURN d.id AS document, d.name AS title, d.year AS year, d.characters AS characters, d.characters_read AS read,
  count(s) AS statements
ORDER BY document

// The graph, read from the compressed columns inside the page.

/** @import { Graph } from "../types" */

export function readGraph(raw) {
  const graph = {
    ...raw,
    entities: readEntities(raw),
    statements: readStatements(raw),
    byId: new Map(),
  };
  for (const thing of [...graph.entities, ...graph.statements]) graph.byId.set(thing.id, thing);
  readLinks(graph, raw.links);
  readFacts(graph, raw.facts);
  readEchoes(graph, raw.echoes);
  return graph;
}

function readEntities(raw) {
  const { id, label, name, es, facts } = raw.entities;
  return id.map((key, row) => ({
    row,
    id: key,
    label: raw.labels[label[row]].name,
    name: name[row],
    es: es[row],
    facts: facts[row],
    said: [], // [statement, link] pairs
    ties: [], // links to other entities
  }));
}

function readStatements(raw) {
  const c = raw.statements;
  return c.id.map((id, row) => ({
    row,
    id,
    label: raw.labels[c.label[row]].name,
    kind: raw.labels[c.label[row]].kind,
    document: c.document[row],
    section: c.sections[c.section[row]],
    page: c.page[row],
    para: c.para[row],
    address: c.address[row],
    text: c.text[row],
    rest: c.rest[row],
    strength: c.strength[row],
    strengthWords: c.strengthWords[row],
    stand: c.stand[row],
    language: c.language[row],
    score: c.score[row],
    rule: raw.rules[c.rule[row]],
    links: [],
    echoes: [],
  }));
}

/** @param {Graph} graph */
function readLinks(graph, columns) {
  columns.type.forEach((type, i) => {
    const statement = graph.statements[columns.statement[i]];
    const entity = graph.entities[columns.entity[i]];
    const link = { type: graph.linkTypes[type], entity, score: columns.score[i], evidence: columns.evidence[i] };
    statement.links.push(link);
    entity.said.push([statement, link]);
  });
}

/** @param {Graph} graph */
function readFacts(graph, columns) {
  columns.type.forEach((type, i) => {
    const [source, target] = [graph.entities[columns.source[i]], graph.entities[columns.target[i]]];
    const fact = {
      type: graph.linkTypes[type],
      source,
      target,
      score: columns.score[i],
      facts: columns.facts[i],
      reference: columns.reference[i],
    };
    source.ties.push(fact);
    target.ties.push(fact);
  });
}

/** @param {Graph} graph */
function readEchoes(graph, columns) {
  columns.source.forEach((source, i) => {
    const [one, other] = [graph.statements[source], graph.statements[columns.target[i]]];
    one.echoes.push({ statement: other, score: columns.score[i] });
    other.echoes.push({ statement: one, score: columns.score[i] });
  });
}

// The graph, read from the compressed columns inside the page.

const TOPICS = { ADDRESSES: "Objective", INVOKES: "Principle", CONCERNS: "Group", MENTIONS: "Mechanism" };
const ACTORS = ["State", "Body", "Collective", "Role"];

async function unpack(id) {
  if (typeof DecompressionStream === "undefined") throw new Error("old");
  const packed = Uint8Array.from(atob(byId(id).textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function readGraph(raw) {
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
    text: c.text[row],
    rest: c.rest[row],
    strength: c.strength[row],
    strengthWords: c.strengthWords[row],
    language: c.language[row],
    score: c.score[row],
    rule: raw.rules[c.rule[row]],
    links: [],
    echoes: [],
  }));
}

function readLinks(graph, columns) {
  columns.type.forEach((type, i) => {
    const statement = graph.statements[columns.statement[i]];
    const entity = graph.entities[columns.entity[i]];
    const link = { type: graph.linkTypes[type], entity, score: columns.score[i], evidence: columns.evidence[i] };
    statement.links.push(link);
    entity.said.push([statement, link]);
  });
}

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

function readEchoes(graph, columns) {
  columns.source.forEach((source, i) => {
    const [one, other] = [graph.statements[source], graph.statements[columns.target[i]]];
    one.echoes.push({ statement: other, score: columns.score[i] });
    other.echoes.push({ statement: one, score: columns.score[i] });
  });
}

const nameOf = (entity) => (language === "es" && entity.es) || entity.name;
// Bodies are known by their acronyms, and those differ from language to language.
const acronymOf = ({ facts }) => (language === "es" && facts.acronym_es) || facts.acronym;
const labelOf = (entity) => acronymOf(entity) ?? nameOf(entity);
const shortName = (entity) => {
  const number = entity.label === "Objective" ? `${entity.facts.code ?? entity.facts.number} ` : "";
  return number + nameOf(entity);
};
const wordingOf = (statement) => (statement.rest ? `${statement.text} ${statement.rest}` : statement.text);
const plainWording = (statement) => wordingOf(statement).replaceAll("**", "");
const yearOf = (statement) => documentOf(statement)?.facts.year ?? null;
const documentOf = (statement) => app.graph.entities[statement.document];
const entitiesOf = (...labels) => app.graph.entities.filter((e) => labels.includes(e.label));
const byName = (a, b) => nameOf(a).localeCompare(nameOf(b), language);
const byNumber = (a, b) => (a.facts.number ?? 1e9) - (b.facts.number ?? 1e9) || byName(a, b);
const madeOf = () => say("made", { statements: sayMany("statements", app.graph.statements.length), documents: sayMany("documents", entitiesOf("Document").length) });
const isActor = (entity) => ACTORS.includes(entity.label);

// What a link says of its entity: a relation (SAID_BY ...) for actors, a topic for the rest.
const isRelation = (link) => isActor(link.entity) && app.graph.relations.includes(link.type);
const isTopic = (link) => TOPICS[link.type] === link.entity.label;

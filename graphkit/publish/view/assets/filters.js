// Which statements count under the filters chosen, and the weighted ties they make.

const SETS = ["documents", "kinds", "actors", "objectives", "groups", "relations"];
const PAIRS = [
  ...ACTORS.flatMap((a) => Object.values(TOPICS).map((t) => [a, t])),
  ...["Principle", "Group", "Mechanism"].map((t) => ["Objective", t]),
];

const freshFilters = () => ({
  documents: new Set(),
  kinds: new Set(),
  actors: new Set(),
  objectives: new Set(),
  groups: new Set(),
  relations: new Set(),
  from: null,
  to: null,
  confidence: 0,
});

const filtersUsed = (f) =>
  SETS.filter((key) => f[key].size).length + (f.from !== null || f.to !== null ? 1 : 0) + (f.confidence > 0 ? 1 : 0);

const filterKey = (f) =>
  JSON.stringify([...SETS.map((key) => [...f[key]].sort()), f.from, f.to, f.confidence]);

// The links of a statement that are sure enough, and of the relations chosen.
function linksOf(statement, f = state.filters) {
  return statement.links.filter(
    (link) =>
      link.score >= f.confidence && !(f.relations.size && isRelation(link) && !f.relations.has(link.type)),
  );
}

function passes(statement, f) {
  if (f.documents.size && !f.documents.has(documentOf(statement)?.id)) return false;
  if (f.kinds.size && !f.kinds.has(statement.kind)) return false;
  if (f.from !== null || f.to !== null) {
    const year = yearOf(statement);
    if (year === null || year < (f.from ?? -Infinity) || year > (f.to ?? Infinity)) return false;
  }
  if (!f.actors.size && !f.objectives.size && !f.groups.size && !f.relations.size) return true;
  const links = linksOf(statement, f);
  const joins = (chosen, fits) => !chosen.size || links.some((l) => fits(l) && chosen.has(l.entity.id));
  return (
    joins(f.actors, isRelation) &&
    joins(f.objectives, (l) => l.entity.label === "Objective" && isTopic(l)) &&
    joins(f.groups, (l) => l.entity.label === "Group" && isTopic(l)) &&
    (!f.relations.size || links.some(isRelation))
  );
}

const remembered = new Map();
function remember(key, work) {
  if (!remembered.has(key)) {
    if (remembered.size > 24) remembered.delete(remembered.keys().next().value);
    remembered.set(key, work());
  }
  return remembered.get(key);
}

const visibleStatements = (f = state.filters) =>
  remember(`visible ${filterKey(f)}`, () => app.graph.statements.filter((s) => passes(s, f)));

// Ends of a statement by label: label -> Map(entity row -> best score).
function endsOf(statement, f) {
  const ends = {};
  for (const link of linksOf(statement, f)) {
    if (!isRelation(link) && !isTopic(link)) continue;
    const scores = (ends[link.entity.label] ??= new Map());
    scores.set(link.entity.row, Math.max(link.score, scores.get(link.entity.row) ?? 0));
  }
  return ends;
}

// Ties among the visible statements: "a b" -> {a, b, weight, score, statements}.
function findTies(f = state.filters) {
  return remember(`ties ${filterKey(f)}`, () => {
    const ties = new Map();
    for (const statement of visibleStatements(f)) {
      const ends = endsOf(statement, f);
      for (const [one, other] of PAIRS) if (ends[one] && ends[other]) addPairs(ties, statement, ends[one], ends[other]);
    }
    return [...ties.values()];
  });
}

function addPairs(ties, statement, near, far) {
  for (const [a, scoreA] of near) {
    for (const [b, scoreB] of far) {
      const key = a * 1e7 + b;
      let tie = ties.get(key);
      if (!tie) ties.set(key, (tie = { a: app.graph.entities[a], b: app.graph.entities[b], weight: 0, score: 0, statements: [] }));
      tie.weight += 1;
      tie.score = Math.max(tie.score, Math.min(scoreA, scoreB));
      tie.statements.push(statement);
    }
  }
}

const isUncertain = (tie) => tie.score < app.graph.uncertain;

// For every node its strongest ties; a tie is kept if it is among the strongest of either end.
function strongest(ties, most) {
  if (!most) return ties;
  const kept = new Set();
  const byEnd = new Map();
  for (const tie of ties) {
    for (const end of [tie.a, tie.b]) {
      if (!byEnd.has(end)) byEnd.set(end, []);
      byEnd.get(end).push(tie);
    }
  }
  for (const [end, list] of byEnd) {
    if (end.label === "Objective" && list.length > most) continue;
    list.sort((x, y) => y.weight - x.weight || y.score - x.score || x.a.row - y.a.row || x.b.row - y.b.row);
    list.slice(0, most).forEach((tie) => kept.add(tie));
  }
  return ties.filter((tie) => kept.has(tie));
}

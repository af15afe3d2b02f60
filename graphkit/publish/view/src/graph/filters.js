// Which statements count under the filters chosen, and the weighted ties they make.

/** @import { Filters, Statement } from "../types" */
import { app } from "./app.js";
import { documentOf, isRelation, isTopic, yearOf } from "./names.js";
import { state } from "../page/state.js";

export const SETS = ["documents", "kinds", "actors", "objectives", "groups", "relations"];

/** @returns {import("../types").Filters} */
export const freshFilters = () => ({
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

/** @param {Filters} f */
export const filtersUsed = (f) =>
  SETS.filter((key) => f[key].size).length + (f.from !== null || f.to !== null ? 1 : 0) + (f.confidence > 0 ? 1 : 0);

/** @param {Filters} f */
export const filterKey = (f) =>
  JSON.stringify([...SETS.map((key) => [...f[key]].sort()), f.from, f.to, f.confidence]);

/**
 * The links of a statement that are sure enough, and of the relations chosen.
 * @param {Statement} statement
 * @param {Filters} [f]
 */
export function linksOf(statement, f = state.filters) {
  return statement.links.filter(
    (link) =>
      link.score >= f.confidence && !(f.relations.size && isRelation(link) && !f.relations.has(link.type)),
  );
}

/**
 * @param {Statement} statement
 * @param {Filters} f
 */
export function passes(statement, f) {
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

const MOST_REMEMBERED = 24;
const memories = new WeakMap(); // page -> key -> what came out

/**
 * The result of a piece of work, done once for a key while it is among the latest.
 * @template T
 * @param {string} key
 * @param {() => T} work
 * @returns {T}
 */
export function remember(key, work) {
  if (!memories.has(app)) memories.set(app, new Map());
  const memory = memories.get(app);
  if (!memory.has(key)) {
    if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value);
    memory.set(key, work());
  }
  return memory.get(key);
}

/** @param {Filters} [f] */
export const visibleStatements = (f = state.filters) =>
  remember(`visible ${filterKey(f)}`, () => app.graph.statements.filter((s) => passes(s, f)));

// The weighted ties that the statements in view make between things.

/** @import { Entity, Filters, Statement, Tie } from "../types" */
import { app } from "./app.js";
import { filterKey, linksOf, remember, visibleStatements } from "./filters.js";
import { ACTORS, TOPICS, isRelation, isTopic } from "./names.js";
import { state } from "../page/state.js";

const PAIRS = [
  ...ACTORS.flatMap((a) => Object.values(TOPICS).map((t) => [a, t])),
  ...["Principle", "Group", "Mechanism"].map((t) => ["Objective", t]),
];

/**
 * Ends of a statement by label: label -> Map(entity row -> best score).
 * @param {Statement} statement
 * @param {Filters} f
 */
function endsOf(statement, f) {
  const ends = {};
  for (const link of linksOf(statement, f)) {
    if (!isRelation(link) && !isTopic(link)) continue;
    const scores = (ends[link.entity.label] ??= new Map());
    scores.set(link.entity.row, Math.max(link.score, scores.get(link.entity.row) ?? 0));
  }
  return ends;
}

/**
 * Ties among the visible statements.
 * @param {Filters} [f]
 * @returns {Tie[]}
 */
export function findTies(f = state.filters) {
  return remember(`ties ${filterKey(f)}`, () => {
    const ties = new Map();
    for (const statement of visibleStatements(f)) {
      const ends = endsOf(statement, f);
      for (const [one, other] of PAIRS) if (ends[one] && ends[other]) addPairs(ties, statement, ends[one], ends[other]);
    }
    return [...ties.values()];
  });
}

/**
 * @param {Map<number, Tie>} ties
 * @param {Statement} statement
 */
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

/** @param {Tie} tie */
export const isUncertain = (tie) => tie.score < app.graph.uncertain;

/**
 * For every node its strongest ties; a tie is kept if it is among the strongest of either end.
 * @param {Tie[]} ties
 * @param {number} most
 */
export function strongest(ties, most) {
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

/**
 * Ties of statements first, heaviest first; then those of reference data (members, participants).
 * @param {Entity} centre
 */
export function findSpokes(centre) {
  const found = new Map();
  for (const tie of findTies()) {
    if (tie.a === centre || tie.b === centre) found.set(tie.a === centre ? tie.b : tie.a, tie);
  }
  for (const fact of centre.ties) {
    const end = fact.source === centre ? fact.target : fact.source;
    if (!found.has(end)) found.set(end, { a: fact.source, b: fact.target, weight: 0, score: fact.score, statements: [], fact });
  }
  return [...found].map(([end, tie]) => ({ end, tie })).sort((s, t) => t.tie.weight - s.tie.weight || s.end.row - t.end.row);
}

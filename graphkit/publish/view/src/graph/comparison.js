// Voices side by side: what each says on which matter, what both share, where they stand against each other.

/** @import { Comparison, Graph, Statement, Voice } from "../types" */
import { fold } from "../common/text.js";

const JOINED = " & ";

/**
 * @param {any} raw
 * @param {Graph} graph
 * @returns {Comparison}
 */
export function readComparison(raw, graph) {
  /** @type {Voice[]} */
  const voices = raw.voices.map((rows) => {
    const names = rows.map((row) => graph.entities[row]);
    return { key: names.map((n) => n.id).join(JOINED), names, total: 0, cells: new Map(), stress: new Map() };
  });
  const counted = voices.map(() => new Set());
  for (const [voice, column, expected, rows] of raw.cells) {
    voices[voice].cells.set(column, { expected, statements: rows.map((row) => graph.statements[row]) });
    rows.forEach((row) => counted[voice].add(row));
  }
  for (const [voice, column, ratio, low, high, q] of raw.stress) voices[voice].stress.set(column, { ratio, low, high, q });
  counted.forEach((rows, i) => (voices[i].total = rows.size));
  const pairs = new Map(raw.pairs.map(([a, b, alignment, together]) => [pairKey(voices[a], voices[b]), { alignment, together }]));
  return { columns: raw.columns.map((row) => graph.entities[row]), voices, pairs };
}

/**
 * @param {Voice} one
 * @param {Voice} other
 */
export const pairKey = (one, other) => [one.key, other.key].sort().join("\n");

/**
 * How far the number of statements is from what the totals would give; null where that was not tested.
 * @param {Voice} voice
 * @param {number} column
 */
export function findResidual(voice, column) {
  const cell = voice.cells.get(column);
  return cell && cell.expected ? (cell.statements.length - cell.expected) / Math.sqrt(cell.expected) : null;
}

/**
 * Columns that both speak of, most common first; and those that only one speaks of.
 * @param {Voice} left
 * @param {Voice} right
 */
export function divide(left, right) {
  const size = (voice, c) => voice.cells.get(c)?.statements.length ?? 0;
  const least = (c) => Math.min(size(left, c), size(right, c));
  const shared = [...left.cells.keys()].filter((c) => right.cells.has(c)).sort((a, b) => least(b) - least(a) || a - b);
  const only = (voice, other) => [...voice.cells.keys()].filter((c) => !other.cells.has(c)).sort((a, b) => size(voice, b) - size(voice, a) || a - b);
  return { shared, left: only(left, right), right: only(right, left) };
}

/**
 * The columns a voice speaks of more than the totals would give, the farthest first.
 * @param {Voice} voice
 */
export function findStressed(voice) {
  const more = [...voice.cells.keys()].map((c) => ({ column: c, residual: findResidual(voice, c) ?? 0, n: voice.cells.get(c)?.statements.length ?? 0 }));
  return more.filter(({ residual, n }) => residual > 0 && n > 1).sort((a, b) => b.residual - a.residual || a.column - b.column);
}

/**
 * Pairs of statements on one matter of which one is for it and the other against it.
 * @param {Voice} left
 * @param {Voice} right
 */
export function findOpposed(left, right) {
  const found = [];
  for (const column of divide(left, right).shared) {
    const [ours, theirs] = [left, right].map((voice) => voice.cells.get(column)?.statements ?? []);
    for (const one of ours) {
      for (const other of theirs) if (one.stand * other.stand < 0) found.push({ column, one, other });
    }
  }
  return found;
}

const wordsOf = (statement) => new Set(fold(statement.text).match(/[\p{L}\p{N}]{4,}/gu) ?? []);

/**
 * The two wordings that are nearest: that echo each other, else with the largest share of words in common.
 * @param {Statement[]} ours
 * @param {Statement[]} theirs
 * @returns {[Statement, Statement]}
 */
export function findNearest(ours, theirs) {
  let [best, most] = [[ours[0], theirs[0]], -1];
  const known = new Map([...ours, ...theirs].map((s) => [s, wordsOf(s)]));
  for (const one of ours) {
    for (const other of theirs) {
      const [a, b] = [known.get(one) ?? new Set(), known.get(other) ?? new Set()];
      const common = [...a].filter((word) => b.has(word)).length;
      const echo = one.echoes.find((e) => e.statement === other)?.score ?? 0;
      const near = echo + common / Math.max(1, a.size + b.size - common);
      if (near > most) [best, most] = [[one, other], near];
    }
  }
  return /** @type {[Statement, Statement]} */ (best);
}

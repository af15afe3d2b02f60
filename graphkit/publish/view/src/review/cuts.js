// Statements that were read in wrong pieces: one cut in two, or one put together with the next.

/** @import { Entry, Reviewed } from "../types" */
import { decide, makePiece, review, valuesOf } from "./state.js";

const GAP = "[…]"; // a wording with a page break in it is nowhere in the text as it stands here
const SHOWN = 34; // characters on either side of a place to cut

/**
 * Returns where a wording may be cut: after a mark or before a word that joins.
 * @param {Reviewed} statement
 */
export function findCuts(statement) {
  if (statement.wording.includes(GAP)) return [];
  const cuts = [...statement.wording.matchAll(/[.;:,]\s+|\s+(?=(?:and|or|y|o|e|et|ou)\s)/giu)].map((m) => m.index + m[0].length);
  return cuts.filter((at) => at > 0 && at < statement.wording.length).map((at) => ({ at, before: statement.wording.slice(Math.max(0, at - SHOWN), at).trim(), after: statement.wording.slice(at, at + SHOWN).trim() }));
}

/**
 * Replaces a statement by its two parts, each with its codes.
 * @param {Reviewed} statement
 * @param {number} at
 */
export const cut = (statement, at) => replace([statement], [statement.wording.slice(0, at).trim(), statement.wording.slice(at).trim()]);

/**
 * Returns the statement or sentence that follows with nothing but a space between; undefined where there is none.
 * @param {Reviewed} statement
 * @param {Entry[]} entries
 */
export function findNext(statement, entries) {
  const after = entries[entries.findIndex((e) => e.statement === statement) + 1]?.statement;
  const near = statement.gap !== undefined && after?.document === statement.document && !review.pieces.has(after.key);
  return near && ![statement, after].some((s) => s.wording.includes(GAP)) ? after : undefined;
}

/**
 * Replaces a statement and the one that follows by both in one, with the codes of the first.
 * @param {Reviewed} statement
 * @param {Reviewed} after
 */
export const join = (statement, after) => replace([statement, after], [`${statement.wording}${statement.gap}${after.wording}`]);

/**
 * @param {Reviewed[]} statements
 * @param {string[]} wordings
 */
function replace(statements, wordings) {
  const [first] = statements;
  const held = valuesOf(first);
  const values = { ...held, kind: held.kind && held.kind !== "none" ? held.kind : first.read.kind || "recommendation" };
  const pieces = wordings.map((wording) => makePiece(first, wording));
  const gone = statements.map((s) => (s.id ? [s, "reject", { ...s.read, kind: "none" }] : [s, "", s.read]));
  decide([...gone, ...pieces.map((piece) => [piece, "change", { ...values }])]);
  return pieces;
}

// What a coder decided, kept in the browser until it is saved to a file; every step can be taken back.

/** @import { Reviewed, Values } from "../types" */
import { showProgress } from "./review.js";

export const KINDS_BY_KEY = ["recommendation", "practice", "challenge", "principle", "definition"];
const MOST_STEPS = 500;

/** @type {import("../types").Reviewing} */
export let review;

// Takes the raw data with what the page adds: statements by key, the decisions, who decides.
export function readReview(raw) {
  const gaps = new Map(raw.documents.flatMap((d) => d.items.filter((item) => item.s !== undefined && item.gap !== undefined).map((item) => [item.s, item.gap])));
  const read = raw.statements.map((s, i) => ({ ...s, key: s.id, read: JSON.parse(s.as_read), gap: gaps.get(i) }));
  const byCode = Object.fromEntries(Object.entries(raw.codes).map(([field, codes]) => [field, new Map(codes.map((c) => [c.id, c]))]));
  review = { ...raw, statements: read, byCode, decisions: new Map(), pieces: new Map(), steps: [], coder: "", unsaved: new Set(), kept: true };
}

// A sentence passed over has no id; its place in the document stands for it until a build gives it one.
const addedKey = (document, index) => `${document.id} ${index}`;

export function addedStatement(document, index) {
  const item = document.items[index];
  return { ...unread(document.id, item.t), key: addedKey(document, index), why: item.why, gap: item.gap };
}

// What the reading knows nothing of.
const unread = (document, wording) => ({ id: "", document, section: "", page: "", wording, least_certain: "", as_read: "", read: Object.fromEntries(review.edited.map((field) => [field, ""])) });

/**
 * Returns a part of a statement, or several in one; it is shown after where it comes from, while it has a decision.
 * @param {Reviewed} from
 * @param {string} wording
 * @returns {Reviewed}
 */
export function makePiece(from, wording) {
  const piece = { ...unread(from.document, wording), key: `${from.document} piece ${wording}`, after: from.after ?? from.key };
  review.pieces.set(piece.key, piece);
  return piece;
}

/** @param {Reviewed} statement */
export const piecesAfter = (statement) => [...review.pieces.values()].filter((p) => p.after === statement.key && review.decisions.has(p.key));

/** @param {Reviewed} statement */
export const valuesOf = (statement) => review.decisions.get(statement.key)?.values ?? statement.read;
/**
 * @param {Reviewed} statement
 * @param {string} field
 */
export const listOf = (statement, field) => valuesOf(statement)[field].split(";").map((v) => v.trim()).filter(Boolean);
/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
export const isChanged = (statement, values) => review.edited.some((field) => values[field] !== statement.read[field]);
/** @param {Reviewed} statement */
export const decisionOf = (statement) => review.decisions.get(statement.key)?.decision ?? "";

// One step: what stood before for each statement, so that it can be taken back as a whole.
export function decide(pairs) {
  review.steps.push(pairs.map(([statement]) => [statement.key, review.decisions.get(statement.key)]));
  if (review.steps.length > MOST_STEPS) review.steps.shift();
  const time = new Date().toISOString().replace(/\.\d+Z/, "Z");
  for (const [statement, decision, values] of pairs) {
    const own = isChanged(statement, values) ? values : null; // what was read need not be kept twice
    if (decision) review.decisions.set(statement.key, { decision, values: own, coder: review.coder, time });
    else review.decisions.delete(statement.key);
    review.unsaved.add(statement.key);
  }
  remember();
}

export function undo() {
  const step = review.steps.pop();
  if (!step) return [];
  for (const [key, before] of step) {
    if (before) review.decisions.set(key, before);
    else review.decisions.delete(key);
    review.unsaved.add(key);
  }
  remember();
  return step.map(([key]) => key);
}

/**
 * @param {Reviewed} statement
 * @param {string} field
 */
export function setValue(statement, field, value) {
  const values = { ...valuesOf(statement), [field]: value };
  const decision = values.kind === "none" && statement.id ? "reject" : isChanged(statement, values) ? "change" : "";
  decide([[statement, decision, values]]);
}

// --- The browser's memory; a page in a frame may have none.

const storeKey = () => `graphkit review ${review.digest}`;

const SOON = 250; // milliseconds: with many decisions, writing takes longer than a key
/** @type {any} timer that writes soon */
let waiting = null;

export function remember() {
  waiting ??= setTimeout(rememberNow, SOON);
}

export function rememberNow() {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = null;
  const before = review.kept;
  try {
    localStorage.setItem(storeKey(), JSON.stringify({ coder: review.coder, unsaved: [...review.unsaved], decisions: [...review.decisions], pieces: [...review.pieces] }));
    review.kept = true;
  } catch {
    review.kept = false;
  }
  if (review.kept !== before) showProgress();
}

export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(storeKey()) ?? "{}");
    review.coder = String(kept.coder ?? "");
    review.unsaved = new Set(kept.unsaved ?? []);
    review.decisions = new Map(kept.decisions ?? []);
    review.pieces = new Map(kept.pieces ?? []);
  } catch {
    review.kept = false;
  }
}

// A sheet that was saved before, read back: its decisions stand beside those of the page and replace none of them.

import { readCsv } from "../common/csv.js";
import { addedStatement, makePiece, remember, review } from "./state.js";

const DECISIONS = ["accept", "change", "reject", "unsure"];

/**
 * Takes the decisions of people in; returns how many were taken, were there already, or have lost their statement.
 * @param {string} text
 */
export function readSheet(text) {
  const rows = readCsv(text);
  if (!rows.length || !["id", "wording", "decision", "coder"].every((name) => name in rows[0])) throw new Error("no sheet");
  const counts = { taken: 0, kept: 0, gone: 0 };
  for (const row of rows.filter((r) => DECISIONS.includes(r.decision) && r.coder && !r.coder.toLowerCase().startsWith("model:"))) {
    const statement = findStatement(row);
    if (!statement) counts.gone += 1;
    else if (review.decisions.has(statement.key)) counts.kept += 1;
    else {
      const values = Object.fromEntries(review.edited.map((field) => [field, row[field] ?? statement.read[field]]));
      review.decisions.set(statement.key, { decision: row.decision, values, coder: row.coder, time: row.time ?? "" });
      counts.taken += 1;
    }
  }
  remember();
  return counts;
}

/** @param {Record<string, string>} row */
function findStatement(row) {
  if (row.id) return review.statements.find((s) => s.id === row.id);
  const document = review.documents.find((d) => d.id === row.document);
  const at = document?.items.findIndex((item) => item.why !== undefined && item.t === row.wording) ?? -1;
  if (document && at >= 0) return addedStatement(document, at);
  const own = review.statements.filter((s) => s.document === row.document);
  const from = own.find((s) => s.wording.includes(row.wording) || row.wording.includes(s.wording));
  return from && makePiece(from, row.wording);
}

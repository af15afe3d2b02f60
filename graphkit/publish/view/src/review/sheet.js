// The corrections as a sheet: the columns that `graphkit build --corrections` reads.

import { saveCsv } from "../common/download.js";
import { showProgress } from "./review.js";
import { addedStatement, remember, review } from "./state.js";

const sheetColumns = () => ["id", "document", "section", "page", "wording", ...review.edited, "least_certain", "coder", "decision", "time", "note", "as_read"];

function sheetRows() {
  const added = review.documents.flatMap((d) => d.items.flatMap((item, i) => (item.why === undefined ? [] : [addedStatement(d, i)])));
  return [...review.statements, ...added, ...review.pieces.values()].flatMap((s) => {
    const decided = review.decisions.get(s.key);
    if (!decided) return [];
    const { decision, values, coder, time } = decided;
    const cells = { ...s, ...(values ?? s.read), coder, decision, time, note: "" };
    return [sheetColumns().map((column) => String(cells[column] ?? ""))];
  });
}

export function saveSheet() {
  const coder = review.coder.replace(/[^\p{L}\p{N}]+/gu, "-") || "coder";
  saveCsv(`graphkit-review-${coder}`, [sheetColumns(), ...sheetRows()]);
  review.unsaved.clear();
  remember();
  showProgress();
}

export function warnOfUnsaved(event) {
  if (review?.unsaved.size) event.preventDefault();
}

// The corrections as a sheet: the columns that `graphkit build --corrections` reads.

const sheetColumns = () => ["id", "document", "section", "page", "wording", ...review.edited, "least_certain", "coder", "decision", "time", "note", "as_read"];

function sheetRows() {
  const added = review.documents.flatMap((d) => d.items.map((item, i) => [d, item, i]).filter(([, item]) => item.why !== undefined).map(([d2, , i]) => addedStatement(d2, i)));
  return [...review.statements, ...added].filter((s) => review.decisions.has(s.key)).map((s) => {
    const { decision, values, coder, time } = review.decisions.get(s.key);
    const cells = { ...s, ...(values ?? s.read), coder, decision, time, note: "" };
    return sheetColumns().map((column) => String(cells[column] ?? ""));
  });
}

function saveSheet() {
  const coder = review.coder.replace(/[^\p{L}\p{N}]+/gu, "-") || "coder";
  saveCsv(`graphkit-review-${coder}`, [sheetColumns(), ...sheetRows()]);
  review.unsaved.clear();
  remember();
  showProgress();
}

addEventListener("beforeunload", (event) => {
  if (review?.unsaved.size) event.preventDefault();
});

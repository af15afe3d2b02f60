import { expect, test } from "vitest";
import { state } from "../../../../graphkit/publish/view/src/page/state.js";
import { entity, openApp, rows } from "./small_graph.js";

const GAPS = {
  rows: rows("BRB", "JAM"), columns: rows("gcm:3", "gcm:21"),
  steps: [2, 1, 0, 1], stepNames: new Array(8).fill(""), at: [0], statements: [[0, 1]],
  blanks: [null, 0.95, null, 0.5], mechanisms: {}, leads: {}, forums: [[], []],
};
const OVERLAP = {
  rows: rows("BRB", "JAM", "cepal"), rowOrder: [2, 0, 1],
  pairs: [{ a: 0, b: 1, shared: rows("gcm:3", "gcm:21"), joint: 0, expected: 0.8, p: 0.01, beyond: true, count: 3, statements: [0, 2] }],
};

const table = (matrix, what) => matrix.rows.map((_, r) => matrix.columns.map((_, c) => what(r, c)));

test("cells of the gaps have their step, its sign and the statements behind it", () => {
  const app = openApp({ gaps: GAPS });
  const { gaps } = app.matrices;
  expect(table(gaps, gaps.value)).toEqual([[2, 1], [0, 1]]);
  expect(table(gaps, (r, c) => gaps.look(r, c).tone)).toEqual([["step-2", "step-1"], ["step-0", "step-1"]]);
  const cell = gaps.cell(entity(app, "BRB"), entity(app, "gcm:3"));
  expect(cell.statements.map((s) => s.id)).toEqual(["s1", "s2"]);
  expect(cell.lead).toMatch(/2 statements$/);
  expect(gaps.cell(entity(app, "cepal"), entity(app, "gcm:3"))).toBeNull();
});

test("a silence that may be the reading's miss is told from a sure one", () => {
  const { gaps } = openApp({ gaps: GAPS }).matrices;
  expect(table(gaps, (r, c) => gaps.look(r, c).unsure)).toEqual([[false, false], [false, true]]);
});

test("the legend counts each cell once, and totals are of all", () => {
  const { gaps } = openApp({ gaps: GAPS }).matrices;
  const legend = gaps.legend();
  expect(legend.reduce((n, l) => n + l.count, 0)).toBe(4);
  expect(legend.find((l) => l.tone === "step-1 unsure").count).toBe(1);
  expect([gaps.rowTotal(0), gaps.rowTotal(1), gaps.columnTotal(0)].map((t) => t.text)).toEqual(["1/2", "0/2", "1/2"]);
});

test("what two actors share is the same from either side", () => {
  const app = openApp({ overlap: OVERLAP });
  const { overlap } = app.matrices;
  expect(table(overlap, overlap.value)).toEqual([[-1, 2, 0], [2, -1, 0], [0, 0, -1]]);
  expect(overlap.look(0, 1)).toEqual(overlap.look(1, 0));
  expect(overlap.look(0, 1)).toMatchObject({ text: 2, bold: true, unsure: false });
  expect([overlap.rowTotal(0).value, overlap.rowTotal(2).value]).toEqual([2, 0]);
  expect(overlap.words(0, 2)).not.toBe(overlap.words(0, 1));
  expect(overlap.cell(entity(app, "BRB"), entity(app, "BRB"))).toBeNull();
});

test("objectives and principles are counted under the filters in use", () => {
  const { principles } = openApp().matrices;
  expect([table(principles, principles.value), principles.columnTotal(0).value]).toEqual([[[1], [0]], 1]);
  state.filters.documents.add("early");
  expect(table(principles, principles.value)).toEqual([[0], [0]]);
});

import { expect, test } from "vitest";
import { divide, findNearest, findOpposed, findResidual, findStressed, pairKey } from "../../../../graphkit/publish/view/src/graph/comparison.js";
import { openApp, rows } from "./small_graph.js";

const COMPARISON = {
  columns: rows("gcm:3", "gcm:21"),
  voices: [rows("BRB"), rows("JAM"), rows("BRB", "JAM")],
  cells: [[0, 0, 1, [0, 1]], [1, 0, 2.5, [2]], [1, 1, null, [2]], [2, 1, null, [2]]],
  stress: [[0, 0, 2, 1.2, 4, 0.03]],
  pairs: [[1, 0, -0.4, false]],
};

const openVoices = () => openApp({}, { comparison: COMPARISON }).comparison;

test("a voice has a key, names, and its statements once", () => {
  const { voices } = openVoices();
  expect(voices.map((v) => [v.key, v.total])).toEqual([["BRB", 2], ["JAM", 1], ["BRB & JAM", 1]]);
});

test("what both speak of is told from what only one speaks of", () => {
  const [brb, jam] = openVoices().voices;
  expect(divide(brb, jam)).toEqual({ shared: [0], left: [], right: [1] });
});

test("stress is what stands above the expected number, unknown where that is unknown", () => {
  const [brb, jam] = openVoices().voices;
  expect([findResidual(brb, 0), findResidual(jam, 1), findResidual(brb, 1)]).toEqual([1, null, null]);
  expect(findStressed(brb)).toEqual([{ column: 0, residual: 1, n: 2 }]);
  expect(findStressed(jam)).toEqual([]);
  expect(brb.stress.get(0)).toMatchObject({ ratio: 2, q: 0.03 });
});

test("how a pair leans is known from either side", () => {
  const { voices: [brb, jam], pairs } = openVoices();
  expect(pairs.get(pairKey(brb, jam))).toEqual({ alignment: -0.4, together: false });
  expect(pairKey(brb, jam)).toBe(pairKey(jam, brb));
});

test("one for and one against the same matter are found", () => {
  const [brb, jam] = openVoices().voices;
  expect(findOpposed(brb, jam)).toEqual([]);
  brb.cells.get(0).statements[1].stand = -1;
  expect(findOpposed(brb, jam).map(({ column, one, other }) => [column, one.id, other.id])).toEqual([[0, "s2", "s3"]]);
});

test("wordings that echo each other are nearest, else those with most words in common", () => {
  const said = (text) => ({ text, echoes: [] });
  const [a, b, c, d] = ["ports should open early", "visas should fall", "visas should really fall", "nothing alike"].map(said);
  expect(findNearest([a, b], [c, d])).toEqual([b, c]);
  a.echoes.push({ statement: d, score: 0.9 });
  expect(findNearest([a, b], [c, d])).toEqual([a, d]);
});

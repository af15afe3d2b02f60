import { beforeEach, expect, test } from "vitest";
import { setLanguage } from "../../../../graphkit/publish/view/src/common/words.js";
import { clip, compareLists, fold, greatest } from "../../../../graphkit/publish/view/src/common/text.js";
import { findAnything, folded } from "../../../../graphkit/publish/view/src/graph/find.js";
import { clusterName, labelOf, shortName } from "../../../../graphkit/publish/view/src/graph/names.js";
import { entity, openApp } from "./small_graph.js";

let app;
beforeEach(() => { app = openApp(); });

const found = (text) => findAnything(fold(text)).map((row) => row.entity?.id ?? row.text);

test.each([
  ["barb", ["BRB"]],
  ["BRB", ["BRB"]],
  ["cepal", ["cepal"]],
  ["eclac", ["cepal"]],
  ["genero", ["principle:gender"]],
  ["NIÑEZ", ["group:children", "in 1 statement"]],
  ["text", ["early", "late"]],
  ["zzz", []],
])("%s finds %o", (text, ids) => {
  const list = found(text);
  expect(list.map((x) => (x.startsWith("in ") || app.graph.byId.has(x) ? x : "in 1 statement"))).toEqual(ids);
});

test("a name that begins with what was typed stands before one that only holds it", () => {
  expect(found("re")[0]).toBe("gcm:21");
});

test("wordings are found without their accents", () => {
  expect(folded(app.graph.byId.get("s2"))).toContain("ninez");
});

test("bodies are known by the acronym of the page's language", () => {
  expect([labelOf(entity(app, "cepal")), shortName(entity(app, "gcm:21"))]).toEqual(["ECLAC", "21 Return"]);
  setLanguage("es");
  expect([labelOf(entity(app, "cepal")), shortName(entity(app, "gcm:21"))]).toEqual(["CEPAL", "21 Retorno"]);
});

test("a cluster is named by its number and size", () => {
  expect(clusterName({ number: 2, members: [0, 1], verdict: "stable" })).toMatch(/2/);
});

test("the greatest of very many numbers is found", () => {
  expect(greatest(new Array(300_000).fill(1).with(7, 9))).toBe(9);
  expect(greatest([], 1)).toBe(1);
});

test("texts are cut with an ellipsis, lists compared from the left", () => {
  expect([clip("abcdef", 4), clip("abc", 4), clip("ab cdef", 4)]).toEqual(["abc…", "abc", "ab…"]);
  expect([compareLists([1, 2], [1, 3]) < 0, compareLists([2, 0], [1, 9]) > 0, compareLists([1], [1])]).toEqual([true, true, 0]);
});

import { beforeEach, expect, test } from "vitest";
import { filterKey, filtersUsed, freshFilters, linksOf, visibleStatements } from "../../../../graphkit/publish/view/src/graph/filters.js";
import { findSpokes, findTies, isUncertain, strongest } from "../../../../graphkit/publish/view/src/graph/ties.js";
import { entity, openApp } from "./small_graph.js";

let app;
beforeEach(() => { app = openApp(); });

const seen = (chosen) => visibleStatements({ ...freshFilters(), ...chosen }).map((s) => s.id);
const told = (ties) => ties.map((t) => [t.a.id, t.b.id, t.weight, t.score]);

test.each([
  [{}, ["s1", "s2", "s3"]],
  [{ documents: new Set(["late"]) }, ["s2", "s3"]],
  [{ kinds: new Set(["practice"]) }, ["s3"]],
  [{ actors: new Set(["BRB"]) }, ["s1", "s2"]],
  [{ actors: new Set(["BRB", "JAM"]) }, ["s1", "s2", "s3"]],
  [{ actors: new Set(["BRB"]), objectives: new Set(["gcm:21"]) }, []],
  [{ groups: new Set(["group:children"]) }, ["s3"]],
  [{ from: 2019 }, ["s2", "s3"]],
  [{ to: 2018 }, ["s1"]],
  [{ actors: new Set(["JAM"]), confidence: 0.5 }, []],
  [{ relations: new Set(["SAID_BY"]), confidence: 0.5 }, ["s1", "s2"]],
])("filters %o leave %o", (chosen, left) => {
  expect(seen(chosen)).toEqual(left);
});

test("years count as one filter, and equal filters have one key", () => {
  expect(filtersUsed({ ...freshFilters(), from: 2018, to: 2020, kinds: new Set(["practice"]), confidence: 0.2 })).toBe(3);
  expect(filtersUsed(freshFilters())).toBe(0);
  expect(filterKey({ ...freshFilters(), actors: new Set(["A", "B"]) })).toBe(filterKey({ ...freshFilters(), actors: new Set(["B", "A"]) }));
});

test("links that are less sure than asked for don't count", () => {
  expect(linksOf(app.graph.byId.get("s2"), { ...freshFilters(), confidence: 0.5 }).map((l) => l.entity.id)).toEqual(["BRB", "principle:gender"]);
});

test("ties gather statements; they are as sure as their surest statement, which is as sure as its weaker link", () => {
  expect(told(findTies())).toEqual([
    ["BRB", "gcm:3", 2, 0.9],
    ["BRB", "principle:gender", 1, 0.8],
    ["gcm:3", "principle:gender", 1, 0.4],
    ["JAM", "gcm:21", 1, 0.3],
    ["JAM", "group:children", 1, 0.3],
    ["gcm:21", "group:children", 1, 0.9],
  ]);
  expect(findTies().filter(isUncertain).map((t) => t.b.id)).toEqual(["principle:gender", "gcm:21", "group:children"]);
});

test("of many ties those stay that are among the strongest of either end", () => {
  expect(told(strongest(findTies(), 1)).map(([a, b]) => `${a} ${b}`)).toEqual(["BRB gcm:3", "BRB principle:gender", "JAM gcm:21", "gcm:21 group:children"]);
  expect(strongest(findTies(), 0)).toHaveLength(6);
});

test("around a node stand its ties, heaviest first, and what reference data joins to it", () => {
  expect(findSpokes(entity(app, "JAM")).map((s) => [s.end.id, s.tie.weight, Boolean(s.tie.fact)])).toEqual([
    ["gcm:21", 1, false], ["group:children", 1, false], ["cepal", 0, true],
  ]);
});

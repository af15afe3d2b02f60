import { beforeEach, expect, test } from "vitest";
import { app } from "../../../../graphkit/publish/view/src/graph/app.js";
import { countPanels } from "../../../../graphkit/publish/view/src/graph/panels.js";
import { openApp } from "./small_graph.js";

beforeEach(() => openApp());

const told = ({ panels, most, left }) => [panels.map((p) => [p.key, p.total, [...p.counts].map(([o, n]) => `${o.id} ${n}`)]), most, left];

test("statements are counted by the year of their document", () => {
  const found = told(countPanels(app.graph.statements, "year"));
  expect(found[0].map(([year]) => year)).toEqual([2018, 2022]);
  expect(found[0].reduce((sum, [, total]) => sum + total, 0) + found[2]).toBe(app.graph.statements.length);
});

test("where no State has a region, every statement is left", () => {
  expect(told(countPanels(app.graph.statements, "region"))).toEqual([[], 1, app.graph.statements.length]);
});

test("a region counts a statement of two of its States once", () => {
  for (const id of ["BRB", "JAM"]) app.graph.byId.get(id).facts.region = "Caribbean";
  const [[[region, total, counts]]] = told(countPanels(app.graph.statements, "region"));
  expect([region, total, counts]).toEqual(["Caribbean", 3, ["gcm:3 2", "gcm:21 1"]]);
});

// Statements counted by objective, panel by panel: one panel a year of the documents, or a region of the States that speak.

/** @import { Entity, Statement } from "../types" */
import { greatest } from "../common/text.js";
import { linksOf } from "./filters.js";
import { isTopic, yearOf } from "./names.js";

/** @param {Statement} statement @returns {(number | string)[]} */
const yearsOf = (statement) => [yearOf(statement)].filter((year) => year !== null);

/** @param {Statement} statement @returns {string[]} */
function regionsOf(statement) {
  const states = linksOf(statement).filter((l) => l.type === "SAID_BY" && l.entity.label === "State");
  return [...new Set(states.map((l) => l.entity.facts.region).filter(Boolean))];
}

const PANELS = { year: yearsOf, region: regionsOf };

/**
 * @param {Statement[]} statements
 * @param {string} by ``year`` or ``region``
 * @returns {{panels: {key: number | string, total: number, counts: Map<Entity, number>}[], most: number, left: number}}
 *   panels in order; ``most``: the largest count of all, for one scale; ``left``: statements in no panel
 */
export function countPanels(statements, by) {
  const found = new Map();
  let left = 0;
  for (const statement of statements) {
    const keys = PANELS[by](statement);
    if (!keys.length) left += 1;
    const objectives = new Set(linksOf(statement).filter((l) => isTopic(l) && l.entity.label === "Objective").map((l) => l.entity));
    for (const key of keys) {
      if (!found.has(key)) found.set(key, { key, total: 0, counts: new Map() });
      const panel = found.get(key);
      panel.total += 1;
      for (const objective of objectives) panel.counts.set(objective, (panel.counts.get(objective) ?? 0) + 1);
    }
  }
  const panels = [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { panels, most: greatest(panels.flatMap((p) => [...p.counts.values()]), 1), left };
}

// Small pictures side by side, one a year or a region, all on one scale: how many statements each objective has.

import { make } from "../common/dom.js";
import { count, knownWords, say, sayLabel } from "../common/words.js";
import { filterKey, freshFilters, remember, visibleStatements } from "../graph/filters.js";
import { countPanels } from "../graph/panels.js";
import { byNumber, entitiesOf, shortName } from "../graph/names.js";
import { goTo, refresh } from "../page/page.js";
import { SPLITS, state } from "../page/state.js";

export const splitPicker = () =>
  make("div", { class: "segments", role: "group", "aria-label": say("split.label") }, SPLITS.map((by) =>
    make("button", { type: "button", id: `split-${by}`, "aria-pressed": String(state.split === by), onclick: () => { state.split = by; refresh(); } }, say(`split.${by}`))));

export const countShown = () => remember(`panels ${state.split} ${filterKey(state.filters)}`, () => countPanels(visibleStatements(), state.split));

export const nameOfPanel = (key) => knownWords(`value.region.${key}`) ?? String(key);

export function panelSection() {
  const { panels, most, left } = countShown();
  if (!panels.length) return make("p", { class: "empty-line" }, say(`split.none.${state.split}`));
  const objectives = entitiesOf("Objective").sort(byNumber);
  return make("div", { class: "panels" },
    make("p", { class: "soft" }, say("split.about", { most }), left > 0 && ` ${say(`split.left.${state.split}`, { n: left })}`),
    make("ul", null, panels.map((panel) => make("li", null,
      make("h3", null, make("button", { type: "button", class: "link", onclick: () => showOnly(panel.key) }, nameOfPanel(panel.key)), make("span", { class: "soft" }, say("statements", { n: panel.total }))),
      make("table", { class: "bars" },
        make("caption", { class: "hidden" }, `${nameOfPanel(panel.key)}: ${say("split.about", { most })}`),
        make("thead", { class: "hidden" }, make("tr", null, make("th", { scope: "col" }, sayLabel("Objective")), make("th", { scope: "col" }, say("nav.statements")))),
        make("tbody", null, objectives.map((o) => bar(o, panel.counts.get(o) ?? 0, most))))))));
}

function bar(objective, n, most) {
  return make("tr", { title: `${shortName(objective)}: ${count(n)}` },
    make("th", { scope: "row" }, make("span", { "aria-hidden": "true" }, String(objective.facts.number ?? objective.facts.code ?? "")), make("span", { class: "hidden" }, shortName(objective))),
    make("td", null, make("span", { class: "count-bar", css: { width: `${(82 * n) / most}%` }, "aria-hidden": "true" }), make("span", { class: n ? null : "soft" }, count(n))));
}

/** Leads to the statements of a panel. */
function showOnly(key) {
  const filters = { ...freshFilters(), confidence: state.filters.confidence };
  if (state.split === "year") [filters.from, filters.to] = [key, key];
  else entitiesOf("State").filter((s) => s.facts.region === key).forEach((s) => filters.actors.add(s.id));
  state.filters = filters;
  goTo("statements");
}

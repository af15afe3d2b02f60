// The ties in view as a table and as files.

import { make } from "../common/dom.js";
import { saveCsv } from "../common/download.js";
import { clip } from "../common/text.js";
import { count, percent, say, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { filtersUsed, visibleStatements } from "../graph/filters.js";
import { byName, compareEnds, nameOf, shortName } from "../graph/names.js";
import { isUncertain } from "../graph/ties.js";
import { makeScene } from "./scene.js";
import { nodeLink } from "../page/links.js";
import { select } from "../page/page.js";
import { state } from "../page/state.js";
import { sortableTable } from "../sections/table.js";

export function emptyWords() {
  if (!app.graph.entities.length && !app.graph.statements.length) return say("empty.graph");
  if (filtersUsed(state.filters) && !visibleStatements().length) return say("empty.filters");
  return say("empty.ties");
}

const shownTies = () => makeScene().ties.map((t) => t.tie).sort((a, b) => b.weight - a.weight || byName(a.a, b.a) || compareEnds(a.b, b.b));

export function saveTies() {
  if (state.preset === "clusters") return saveCooperation();
  const rows = shownTies().map((t) => [t.a.id, nameOf(t.a), t.a.label, t.b.id, nameOf(t.b), t.b.label, t.weight, t.score, isUncertain(t) ? "uncertain" : "", t.statements.map((s) => s.id).join(" ")]);
  saveCsv("graphkit-ties", [["source", "source_name", "source_label", "target", "target_name", "target_label", "statements", "score", "certainty", "statement_ids"], ...rows]);
}

function saveCooperation() {
  const rows = shownTies().map((t) => [t.a.id, nameOf(t.a), t.b.id, nameOf(t.b), t.strength, ...Object.values(t.parts), t.stability, isUncertain(t) ? "uncertain" : ""]);
  saveCsv("graphkit-cooperation", [["source", "source_name", "target", "target_name", "strength", "priorities", "memberships", "mechanisms", "stability", "certainty"], ...rows]);
}

function cooperationColumns() {
  const share = (key, name, value) => ({ key, name, number: true, value, cell: (t) => percent(value(t)) });
  const open = (t) => make("button", { type: "button", class: "link", onclick: () => select({ type: "tie", ids: [t.a.id, t.b.id] }) }, percent(t.strength));
  return [
    { key: "a", name: say("table.from"), text: (t) => shortName(t.a), cell: (t) => nodeLink(t.a) },
    { key: "b", name: say("table.to"), text: (t) => shortName(t.b), cell: (t) => nodeLink(t.b) },
    { key: "n", name: say("table.strength"), number: true, value: (t) => t.strength, cell: open },
    ...["priorities", "memberships", "mechanisms"].map((part) => share(part, say(`cluster.${part}`), (t) => t.parts[part])),
    share("together", say("table.together"), (t) => t.stability),
  ];
}

export function tieTable() {
  const all = shownTies();
  const columns = state.preset === "clusters" ? cooperationColumns() : [
    { key: "a", name: say("table.from"), text: (t) => shortName(t.a), cell: (t) => nodeLink(t.a) },
    { key: "b", name: say("table.to"), text: (t) => shortName(t.b), cell: (t) => nodeLink(t.b), compare: (x, y) => compareEnds(x.b, y.b) },
    { key: "n", name: say("table.statements"), number: true, value: (t) => t.weight, cell: (t) => make("button", { type: "button", class: "link", "aria-label": say("table.openTie", { statements: sayMany("statements", t.weight), from: clip(shortName(t.a), 80), to: clip(shortName(t.b), 80) }), onclick: () => select({ type: "tie", ids: [t.a.id, t.b.id] }) }, count(t.weight)) },
    { key: "score", name: say("table.score"), number: true, value: (t) => t.score, cell: (t) => [percent(t.score), isUncertain(t) && make("span", { class: "unsure" }, ` ${say("uncertain")}`)] },
  ];
  return make("div", { class: "table-page" }, all.length ? sortableTable(say("network.tableCaption"), columns, all, "n") : make("p", { class: "empty-line" }, emptyWords()));
}

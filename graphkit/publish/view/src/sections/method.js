// How the marks on these pages came about, and what they don't say.

import { make, put, quoted } from "../common/dom.js";
import { count, percent, say, sayKind } from "../common/words.js";
import { app } from "../graph/app.js";
import { entitiesOf, nameOf } from "../graph/names.js";
import { nodeLink } from "../page/links.js";
import { markSvg } from "../page/marks.js";
import { sortableTable } from "./table.js";

/** @param {HTMLElement} holder */
function showMethod(holder) {
  const kinds = app.graph.labels.filter((l) => l.kind).map((l) => /** @type {const} */ ([l, app.graph.statements.filter((s) => s.kind === l.kind).length]));
  put(holder, make("article", { class: "method" }, make("h2", null, say("nav.method")), make("div", { class: "method-text" },
    ["read", "links", "scores", "ties", "gaps", "overlap", "clusters", "limits"].filter((key) => (key !== "overlap" || app.matrices.overlap) && (key !== "clusters" || app.clusters)).map((key) => [make("h3", null, say(`method.${key}.title`)), make("p", null, say(`method.${key}`, { score: percent(app.graph.uncertain) }))]),
    openPoints()),
    make("div", { class: "method-facts" }, make("h3", null, say("method.documents")), documentTable(),
    make("h3", null, say("method.kinds")), make("ul", { class: "plain" }, kinds.map(([l, n]) => make("li", null, markSvg(l.name), " ", sayKind(l.kind), ": ", count(n)))),
    make("h3", null, say("method.rules")), make("p", { class: "soft" }, say("method.rulesAbout")), ruleTable(),
    app.notes.methods.length > 0 && [make("h3", null, say("method.formulas")), app.notes.methods.map((m) => make("p", { lang: "en" }, make("strong", null, quoted(m.name)), ": ", quoted(m.formula), " ", make("span", { class: "soft" }, quoted(m.source))))],
    make("p", { class: "soft" }, say("method.digest"), " ", make("code", null, app.graph.digest)))));
}

const openPoints = () =>
  app.notes.open.length > 0 && [make("h3", null, say("method.open")), make("ul", null, app.notes.open.map((line) => make("li", { lang: "en" }, quoted(line))))];

function documentTable() {
  const rows = entitiesOf("Document");
  const columns = [
    { key: "name", name: say("column.document"), text: nameOf, cell: nodeLink },
    { key: "year", name: say("fact.year"), number: true, value: (d) => d.facts.year ?? 0, cell: (d) => d.facts.year ?? say("unknown") },
    { key: "genre", name: say("fact.genre"), text: (d) => d.facts.genre, cell: (d) => quoted(d.facts.genre) },
    { key: "read", name: say("method.share"), number: true, value: (d) => d.facts.characters_read / d.facts.characters, cell: (d) => (d.facts.characters ? percent(d.facts.characters_read / d.facts.characters) : "–") },
    { key: "n", name: say("table.statements"), number: true, value: (d) => d.said.length, cell: (d) => count(d.said.length) },
    { key: "assumed", name: say("method.assumed"), text: (d) => (d.facts.assumed ?? []).join(), cell: (d) => quoted((d.facts.assumed ?? []).join(", ") || "–") },
  ];
  return rows.length ? sortableTable(say("method.documents"), columns, rows, "year") : make("p", { class: "soft" }, say("empty.graph"));
}

function ruleTable() {
  const counts = new Map();
  for (const s of app.graph.statements) {
    for (const l of s.links) {
      const rule = app.graph.rules[l.evidence[0][0]];
      const row = counts.get(`${l.type} ${rule}`) ?? { type: l.type, rule, n: 0, sum: 0 };
      row.n += 1;
      row.sum += l.score;
      counts.set(`${l.type} ${rule}`, row);
    }
  }
  const columns = [
    { key: "type", name: say("method.link"), text: (r) => say(`link.${r.type}`), cell: (r) => say(`link.${r.type}`) },
    { key: "rule", name: say("panel.rule"), text: (r) => r.rule, cell: (r) => quoted(r.rule, "code") },
    { key: "n", name: say("method.links.count"), number: true, value: (r) => r.n, cell: (r) => count(r.n) },
    { key: "score", name: say("table.score"), number: true, value: (r) => r.sum / r.n, cell: (r) => percent(r.sum / r.n) },
  ];
  return sortableTable(say("method.rules"), columns, [...counts.values()], "n");
}

export const methodSection = { show: showMethod };

// Documents in the order of time, and what they ask for under each objective.

/** @import { Entity, Statement } from "../types" */
import { make, put, quoted } from "../common/dom.js";
import { saveCsv } from "../common/download.js";
import { clip, greatest } from "../common/text.js";
import { count, say, sayKind, sayLabel, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { filterKey, linksOf, remember, visibleStatements } from "../graph/filters.js";
import {
  byName, byNumber, documentOf, entitiesOf, isTopic, labelOf, nameOf, plainWording, shortName, yearOf,
} from "../graph/names.js";
import { countShown, panelSection, splitPicker } from "./panels.js";
import { filtersButton } from "../page/filter-panel.js";
import { nodeLink } from "../page/links.js";
import { colourOf } from "../page/marks.js";
import { select } from "../page/page.js";
import { saveMenu } from "../page/saving.js";
import { state } from "../page/state.js";

/** @param {HTMLElement} holder */
function showTimeline(holder) {
  const documents = entitiesOf("Document").filter((d) => d.said.length).sort((a, b) => (a.facts.year ?? 9999) - (b.facts.year ?? 9999) || byName(a, b));
  if (!documents.length) return put(holder, make("p", { class: "empty-line" }, say("empty.graph")));
  const counted = remember(`timeline ${filterKey(state.filters)}`, () => countAsks(documents));
  const shown = documents.filter((d) => counted.kinds.has(d));
  if (!shown.length) return put(holder, make("p", { class: "empty-line" }, say("empty.filters")));
  put(holder,
    make("div", { class: "toolbar" }, filtersButton(), make("h2", null, say("timeline.title")), splitPicker(), make("span", { class: "spring" }), saveMenu([[say("save.table"), () => (state.split === "document" ? saveTimeline(shown, counted) : savePanels())]])),
    state.split !== "document" ? panelSection() : timelineSheet(shown, counted));
}

/** @param {Entity[]} shown */
const timelineSheet = (shown, counted) => [
  make("p", { class: "soft" }, say("timeline.about")),
  make("div", { class: "timeline-holder", tabindex: 0, role: "region", "aria-label": say("timeline.title") }, timelineTable(shown, counted)),
  echoSection(),
];

/** @param {Entity[]} documents */
function countAsks(documents) {
  const [kinds, asks] = [new Map(), new Map()];
  const rows = new Map(documents.map((d) => [d.row, d]));
  for (const statement of visibleStatements()) {
    const document = rows.get(statement.document);
    if (!document) continue;
    if (!kinds.has(document)) kinds.set(document, new Map());
    kinds.get(document).set(statement.label, (kinds.get(document).get(statement.label) ?? 0) + 1);
    if (statement.kind !== "recommendation") continue;
    for (const entity of new Set(linksOf(statement).filter((l) => isTopic(l) && l.entity.label === "Objective").map((l) => l.entity))) {
      if (!asks.has(entity)) asks.set(entity, new Map());
      asks.get(entity).set(document, (asks.get(entity).get(document) ?? 0) + 1);
    }
  }
  return { kinds, asks };
}

/** @param {Entity[]} documents */
function timelineTable(documents, { kinds, asks }) {
  const totals = documents.map((d) => [...kinds.get(d).values()].reduce((a, b) => a + b, 0));
  const most = greatest(totals);
  const biggest = greatest([...asks.values()].flatMap((m) => [...m.values()]), 1);
  const objectives = entitiesOf("Objective").sort(byNumber);
  return make("table", { class: "timeline" },
    make("caption", { class: "hidden" }, say("timeline.about")),
    make("thead", null,
      make("tr", { class: "years" }, make("td"), yearSpans(documents).map(([year, n]) => make("th", { scope: "colgroup", colspan: n }, year ?? say("noYear"))), make("td")),
      make("tr", { class: "documents" }, make("th", { scope: "col", class: "soft" }, sayLabel("Objective", true)), documents.map((d, i) => make("th", { scope: "col", class: "document" }, documentCard(d, kinds.get(d), totals[i] / most, totals[i]))), make("th", { scope: "col", class: "soft" }, say("timeline.span")))),
    make("tbody", null, objectives.map((o) => make("tr", null,
      make("th", { scope: "row" }, nodeLink(o)),
      documents.map((d) => make("td", null, bubble(o, d, asks.get(o)?.get(d) ?? 0, biggest))),
      make("td", { class: "soft span" }, spanWords(documents, asks.get(o)))))));
}

/**
 * Documents of the same year stand under one head.
 * @param {Entity[]} documents
 */
function yearSpans(documents) {
  const spans = [];
  for (const { facts } of documents) {
    if (spans.length && spans.at(-1)[0] === facts.year) spans.at(-1)[1] += 1;
    else spans.push([facts.year, 1]);
  }
  return spans;
}

/** @param {Entity} document */
function documentCard(document, kinds, share, total) {
  const parts = app.graph.labels.filter((l) => kinds.has(l.name));
  return [
    make("button", { type: "button", class: "link", title: clip(nameOf(document), 300), onclick: () => select({ type: "node", ids: [document.id] }) }, quoted(clip(nameOf(document), 90))),
    make("span", { class: "stack", role: "img", "aria-label": parts.map((l) => `${sayKind(l.kind)} ${count(kinds.get(l.name))}`).join(", "), css: { width: `${Math.max(8, share * 100)}%` } },
      parts.map((l) => make("span", { css: { "flex-grow": String(kinds.get(l.name)), background: colourOf(l.name) }, title: `${sayKind(l.kind)} ${count(kinds.get(l.name))}` }))),
    make("span", { class: "soft" }, say("statements", { n: total })),
  ];
}

/**
 * @param {Entity} objective
 * @param {Entity} document
 * @param {number} n
 */
function bubble(objective, document, n, biggest) {
  if (!n) return make("span", { class: "none", title: say("timeline.none") }, "·");
  const size = 14 + 24 * Math.sqrt(n / biggest);
  return make("button", { type: "button", class: "bubble", css: { width: `${size}px`, height: `${size}px` }, "aria-label": say("timeline.cell", { n, objective: clip(shortName(objective), 80), document: clip(nameOf(document), 80) }), onclick: () => select({ type: "bubble", ids: [document.id, objective.id] }) }, count(n));
}

/**
 * In how many documents an objective is asked for, and from when to when.
 * @param {Entity[]} documents
 */
function spanWords(documents, asked) {
  const inThem = documents.filter((d) => asked?.get(d));
  if (!inThem.length) return say("timeline.never");
  const years = inThem.map((d) => d.facts.year).filter(Boolean);
  const span = years.length ? `${years[0]}${years.at(-1) !== years[0] ? `–${years.at(-1)}` : ""}` : say("noYear");
  return say("timeline.in", { n: inThem.length, span });
}

const MOST_ASKS = 80;

// Star clusters (Aslam, Pelekhov, Rus 2004), as `graphkit timeline` makes them: who is echoed most leads, all that echo
// the very wording join, and so on among the rest.
function findAsks() {
  const shown = new Set(visibleStatements());
  const leaders = [...shown].map((leader) => {
    const near = leader.echoes.filter((e) => shown.has(e.statement));
    return { leader, near, strength: near.reduce((sum, e) => sum + e.score, 0) };
  }).filter(({ near }) => near.length);
  leaders.sort((x, y) => y.strength - x.strength || (x.leader.id < y.leader.id ? -1 : 1));
  /** @type {ReturnType<typeof makeAsk>[]} */
  const asks = [];
  for (const { leader, near } of leaders) {
    if (!shown.has(leader)) continue;
    const joined = near.map((e) => e.statement).filter((s) => shown.has(s));
    if (!joined.length) continue;
    const members = [leader, ...new Set(joined)];
    members.forEach((s) => shown.delete(s));
    asks.push(makeAsk(leader, members));
  }
  return asks.sort((x, y) => y.documents - x.documents || y.members.length - x.members.length || x.leader.row - y.leader.row);
}

/**
 * @param {Statement} leader
 * @param {Statement[]} members
 */
function makeAsk(leader, members) {
  const dated = [...members].sort((a, b) => (yearOf(a) ?? 9999) - (yearOf(b) ?? 9999) || a.row - b.row);
  const first = yearOf(dated.find((s) => s.kind === "recommendation") ?? dated[0]);
  const practice = dated.find((s) => s.kind === "practice" && first !== null && yearOf(s) > first);
  return { leader, members: dated, documents: new Set(members.map((s) => s.document)).size, practice: practice ? yearOf(practice) : null };
}

function echoSection() {
  const asks = remember(`asks ${filterKey(state.filters)}`, findAsks);
  if (!asks.length) return null;
  const row = (s) => make("p", null,
    make("span", { class: "year" }, String(yearOf(s) ?? say("noYear"))),
    make("span", { class: "speaker soft" }, quoted(clip(speakerOf(s), 26))),
    make("button", { type: "button", class: "link", lang: s.language, dir: "auto", onclick: () => select({ type: "statement", ids: [s.id] }) }, clip(plainWording(s), 200)));
  return make("section", { class: "echoes" }, make("h3", null, say("timeline.echoes", { n: asks.length })), make("p", { class: "soft" }, say("timeline.echoesAbout")),
    make("ol", null, asks.slice(0, MOST_ASKS).map((ask) => make("li", null,
      make("p", { class: "ask-head soft" }, say("timeline.ask", { statements: sayMany("statements", ask.members.length), documents: sayMany("documents", ask.documents) }), ask.practice !== null && ` · ${say("timeline.practice", { year: String(ask.practice) })}`),
      ask.members.slice(0, 8).map(row)))),
    asks.length > MOST_ASKS && make("p", { class: "soft" }, say("table.more", { n: asks.length - MOST_ASKS })));
}

/**
 * Who says it, else the document it stands in.
 * @param {Statement} statement
 */
function speakerOf(statement) {
  const issuer = statement.links.find((l) => l.type === "SAID_BY");
  const document = documentOf(statement);
  return issuer ? labelOf(issuer.entity) : document ? nameOf(document) : say("unknown");
}

/** @param {Entity[]} documents */
function saveTimeline(documents, { asks }) {
  const rows = entitiesOf("Objective").sort(byNumber).flatMap((o) => documents.map((d) => [o.id, nameOf(o), d.id, nameOf(d), d.facts.year ?? "", asks.get(o)?.get(d) ?? 0]));
  saveCsv("graphkit-timeline", [["objective", "objective_name", "document", "document_name", "year", "recommendations"], ...rows]);
}

function savePanels() {
  const rows = countShown().panels.flatMap(({ key, counts }) => entitiesOf("Objective").sort(byNumber).map((o) => [key, o.id, nameOf(o), counts.get(o) ?? 0]));
  saveCsv(`graphkit-by-${state.split}`, [[state.split, "objective", "objective_name", "statements"], ...rows]);
}

export const timelineSection = { show: showTimeline };

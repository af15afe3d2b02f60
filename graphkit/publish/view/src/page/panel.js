// The panel: what is known of a node, a tie, a cell or a statement, always down to the wording and its place.

/** @import { Entity, Fact, Statement, Tie } from "../types" */
import { button, byId, make, put, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { count, knownWords, language, percent, say, sayKind, sayLabel, sayRelation } from "../common/words.js";
import { app } from "../graph/app.js";
import { passes, visibleStatements } from "../graph/filters.js";
import { acronymOf, byNumber, isActor, isRelation, shortName } from "../graph/names.js";
import { findSpokes, findTies, isUncertain } from "../graph/ties.js";
import { focusOn } from "../network/moves.js";
import { describeStatement, statementList } from "./cards.js";
import { markSvg } from "./marks.js";
import { makeOverview } from "./overview.js";
import { select } from "./page.js";
import { showComparison, showText, voiceOf } from "./places.js";
import { state } from "./state.js";

export function showPanel() {
  const panel = byId("panel");
  const content = state.selected ? describe(state.selected) : makeOverview();
  panel.hidden = !content;
  document.body.classList.toggle("with-panel", Boolean(content));
  if (!content) return;
  put(panel, make("div", { class: "panel-head" }, content.head, button("close", say("panel.close"), closePanel, { text: false, class: "ghost" })), content.body);
  panel.setAttribute("aria-label", content.name);
  panel.scrollTop = 0;
}

export function openOverview() {
  state.overview = true;
  select(null);
  byId("panel").focus();
}

function closePanel() {
  if (!state.selected) state.overview = false;
  select(null);
}

function describe({ type, ids }) {
  const [one, other] = ids.map((id) => app.graph.byId.get(id));
  if (type === "statement") return one.links ? describeStatement(one) : null;
  if (type === "node") return one.said ? describeEntity(one) : null;
  if (!one?.said || !other?.said) return null;
  if (type === "tie") return describeTie(one, other);
  return type === "bubble" ? describeBubble(one, other) : describeCell(type, one, other);
}

export const headOf = (over, title, ...more) =>
  make("div", { class: "panel-title" }, make("p", { class: "over" }, over), make("h2", null, title), ...more);

// --- A node.

/** @param {Entity} entity */
export function describeEntity(entity) {
  const statements = [...new Set(entity.said.filter(([s, l]) => passes(s, state.filters) && l.score >= state.filters.confidence).map(([s]) => s))];
  const head = headOf([markSvg(entity.label), sayLabel(entity.label)], quoted(shortName(entity), "span"));
  const body = [
    factList(entity),
    PRESETABLE.includes(entity.label) && !(state.preset === "one" && state.centre === entity.id && state.page === "network") && button("fit", say("panel.focus"), () => focusOn(entity), { class: "wide" }),
    entity.label === "Document" && button("text", say("text.read"), () => showText(entity), { class: "wide" }),
    voiceOf(entity) && button("pair", say("compare.with"), () => showComparison(entity.id), { class: "wide" }),
    isActor(entity) && relationCounts(entity),
    tieBars(entity),
    silences(entity),
    referenceTies(entity),
    entity.label === "Document" ? statementList(statements.sort((a, b) => a.row - b.row), {}) : statementList(statements, { why: entity }),
  ];
  return { name: shortName(entity), head, body };
}

const PRESETABLE = ["State", "Body", "Collective", "Role", "Objective", "Mechanism", "Group", "Principle"];
const FACTS = ["acronym", "kind", "status", "region", "year", "date", "genre", "language", "number", "guiding", "characters", "characters_read", "file", "url"];

/** @param {Entity} entity */
function factList(entity) {
  const rows = FACTS.filter((key) => entity.facts[key] !== undefined && !(key === "number" && entity.label === "Objective"));
  return make(
    "dl",
    { class: "facts" },
    make("div", null, make("dt", null, say("fact.id")), make("dd", null, quoted(entity.id, "code"))),
    rows.map((key) => make("div", null, make("dt", null, say(`fact.${key}`)), make("dd", null, sayFact(key, key === "acronym" ? acronymOf(entity) : entity.facts[key])))),
  );
}

/** @param {string} key */
function sayFact(key, value) {
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return key === "year" || key === "number" ? String(value) : count(value);
  if (key === "language" && /^[a-z]{2,3}$/.test(value)) return new Intl.DisplayNames(language, { type: "language" }).of(value);
  return knownWords(`value.${key}.${value}`) ?? quoted(String(value));
}

/** @param {Entity} entity */
function relationCounts(entity) {
  const counts = new Map();
  for (const [statement, link] of entity.said) {
    if (!passes(statement, state.filters) || link.score < state.filters.confidence || !isRelation(link)) continue;
    counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
  }
  return make(
    "ul",
    { class: "counts" },
    app.graph.relations.map((type) =>
      make("li", null, make("strong", null, count(counts.get(type) ?? 0)), " ", sayRelation(type)),
    ),
  );
}

/** @param {Entity} entity */
function tieBars(entity) {
  const spokes = findSpokes(entity).filter((s) => s.tie.weight);
  if (!spokes.length) return null;
  const most = spokes[0].tie.weight;
  const rows = (list) => list.map(({ end, tie }) => make("li", null, tieBar(end, tie, most)));
  const list = make("ul", { class: "bars" }, rows(spokes.slice(0, 8)));
  const more = spokes.length > 8 && button("plus", say("panel.moreTies", { n: spokes.length - 8 }), (event) => {
    list.append(...rows(spokes.slice(8, 208)));
    event.currentTarget.remove();
    list.children[8].querySelector("button").focus();
  }, { class: "more" });
  return make("section", null, make("h3", null, say("panel.ties")), list, more);
}

/**
 * @param {Tie} tie
 * @param {number} most
 */
function tieBar(end, tie, most) {
  const uncertain = isUncertain(tie);
  return make(
    "button",
    { type: "button", class: "bar", onclick: () => select({ type: "tie", ids: [tie.a.id, tie.b.id] }) },
    markSvg(end.label),
    quoted(clip(shortName(end), 90), "span", { class: "bar-name" }),
    make("span", { class: "bar-count" }, count(tie.weight), uncertain && make("span", { class: "unsure" }, ` ${say("uncertain")}`)),
    make("span", { class: uncertain ? "bar-line dashed" : "bar-line", css: { width: `${Math.max(2, (100 * tie.weight) / most)}%` } }),
  );
}

/**
 * What an actor says nothing on, though its texts could have; and on how much that can't be told.
 * @param {Entity} entity
 */
function silences(entity) {
  const matrix = app.matrices.gaps;
  const r = matrix?.rows.indexOf(entity) ?? -1;
  if (r < 0) return null;
  const on = (step) => matrix.columns.filter((_, c) => matrix.value(r, c) === step);
  const [silent, unknown] = [on(1).sort(byNumber), on(0).length];
  if (!silent.length && !unknown) return null;
  const open = (o) => make("button", { type: "button", class: "link", onclick: () => select({ type: "gaps", ids: [entity.id, o.id] }) }, markSvg(o.label), quoted(clip(shortName(o), 70)));
  const rows = silent.map((o) => make("li", null, open(o)));
  return make("details", { open: silent.length > 0 && silent.length <= 6 },
    make("summary", null, say("panel.silent", { n: silent.length }), unknown > 0 && ` · ${say("panel.unheard", { n: unknown })}`),
    make("ul", { class: "plain" }, rows));
}

/** @param {Entity} entity */
function referenceTies(entity) {
  if (!entity.ties.length) return null;
  const rows = (list) => list.map((fact) => referenceRow(entity, fact));
  const list = make("ul", { class: "references" }, rows(entity.ties.slice(0, 200)));
  return make("details", null, make("summary", null, say("panel.references", { n: entity.ties.length })), list);
}

/**
 * @param {Entity} entity
 * @param {Fact} fact
 */
function referenceRow(entity, fact) {
  const out = fact.source === entity;
  const end = out ? fact.target : fact.source;
  const notes = [fact.facts.capacity, fact.facts.status, fact.facts.as_of].filter(Boolean).join(", ");
  return make(
    "li",
    null,
    make("span", { class: "soft" }, say(`fact.${fact.type}.${out ? "out" : "in"}`), " "),
    make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [end.id] }) }, quoted(shortName(end))),
    notes && make("span", { class: "soft" }, " ", quoted(`(${notes})`)),
    fact.reference && make("p", { class: "source" }, say("panel.source"), " ", quoted(fact.reference)),
  );
}

// --- A tie, a cell, a bubble.

function describeTie(one, other) {
  const tie = findTies().find((t) => (t.a === one && t.b === other) || (t.a === other && t.b === one));
  const name = `${shortName(one)} – ${shortName(other)}`;
  const fact = one.ties.find((f) => f.source === other || f.target === other);
  const body = [
    tie && make("p", { class: "lead" }, say("panel.tieCount", { n: tie.weight }), " ", isUncertain(tie) ? say("panel.tieUncertain", { score: percent(app.graph.uncertain) }) : ""),
    tie && kindCounts(tie.statements),
    fact && make("ul", { class: "references" }, referenceRow(one, fact)),
    cooperation(one, other),
    tie && statementList(tie.statements, { why: one, and: other }),
  ];
  return { name, head: headOf(say("panel.tie"), pairTitle(one, other)), body };
}

const pairTitle = (one, other) => [
  ...[one, other].map((end) => make("button", { type: "button", class: "link pair", onclick: () => select({ type: "node", ids: [end.id] }) }, markSvg(end.label, 16), quoted(clip(shortName(end), 160), "span"))),
];

// What the tie between two actors is made of, and what they share.
function cooperation(one, other) {
  const tie = app.clusters?.ties.find(({ a, b }) => (a === one && b === other) || (a === other && b === one));
  if (!tie) return null;
  const cell = app.matrices.overlap?.cell(one, other);
  return [
    make("p", { class: "lead" }, say("cluster.tie", { share: percent(tie.strength), together: percent(tie.stability) })),
    make("ul", { class: "plain" }, Object.entries(tie.parts).map(([name, share]) => make("li", null, say(`cluster.${name}`), ": ", make("strong", null, percent(share))))),
    cell && [make("p", null, cell.lead), ...cell.notes.map((n) => make("div", null, n)), statementList(cell.statements, { why: one, and: other })],
  ];
}

/** @param {Statement[]} statements */
function kindCounts(statements) {
  const counts = new Map();
  for (const s of statements) counts.set(s.label, (counts.get(s.label) ?? 0) + 1);
  return make("ul", { class: "counts" }, app.graph.labels.filter((l) => counts.has(l.name)).map((l) => make("li", null, markSvg(l.name), " ", make("strong", null, count(counts.get(l.name))), " ", sayKind(l.kind))));
}

/** @param {string} matrix */
function describeCell(matrix, row, column) {
  const cell = app.matrices[matrix]?.cell(row, column);
  if (!cell) return null;
  const head = headOf(say(`matrix.${matrix}.title`), pairTitle(row, column));
  const both = voiceOf(row) && voiceOf(column);
  const body = [make("p", { class: "lead" }, cell.lead), both && button("pair", say("compare.both"), () => showComparison(row.id, column.id), { class: "wide" }), ...cell.notes.map((n) => make("div", null, n)), kindCounts(cell.statements), cell.leads ?? statementList(cell.statements, { why: row, and: column })];
  return { name: `${shortName(row)} – ${shortName(column)}`, head, body };
}

/**
 * @param {Entity} document
 * @param {Entity} objective
 */
function describeBubble(document, objective) {
  const statements = visibleStatements().filter((s) => s.document === document.row && s.links.some((l) => l.entity === objective));
  const head = headOf(say("timeline.title"), pairTitle(objective, document));
  return { name: shortName(objective), head, body: [kindCounts(statements), statementList(statements, { why: objective })] };
}

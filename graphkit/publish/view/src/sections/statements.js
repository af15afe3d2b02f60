// The list of statements, of which only the rows in sight are made.

/** @import { Statement } from "../types" */
import { make, oncePerFrame, put, quoted } from "../common/dom.js";
import { saveCsv } from "../common/download.js";
import { clip, compareLists, fold } from "../common/text.js";
import { language, percent, say, sayKind, sayMany, sayStrength } from "../common/words.js";
import { app } from "../graph/app.js";
import { visibleStatements } from "../graph/filters.js";
import { folded } from "../graph/find.js";
import { documentOf, nameOf, plainWording, wordingOf, yearOf } from "../graph/names.js";
import { statementCard } from "../page/cards.js";
import { filtersButton } from "../page/filter-panel.js";
import { markSvg } from "../page/marks.js";
import { keepFocus, refresh, refreshSoon, select } from "../page/page.js";
import { saveMenu, statementRows } from "../page/saving.js";
import { SORTS, state } from "../page/state.js";

// --- Statements.

const ROW = 58;

/** @param {HTMLElement} holder */
function showStatements(holder) {
  const rows = sortStatements(foundStatements());
  const body = make("div", { class: "rows", role: "rowgroup" });
  const table = make("div", { class: "list", role: "table", tabindex: 0, "aria-label": say("statements.title"), "aria-rowcount": rows.length + 1, onkeydown: (event) => listKey(event, table) },
    make("div", { role: "rowgroup", class: "list-head" }, make("div", { role: "row", "aria-rowindex": 1 }, SORTS.map(statementHead))), body);
  put(holder,
    make("div", { class: "toolbar" }, filtersButton(),
      make("label", { class: "picker grow" }, make("span", { class: "hidden" }, say("statements.find")), make("input", { id: "find", type: "search", value: state.find, maxlength: 200, placeholder: say("statements.find"), oninput: (event) => { state.find = event.currentTarget.value; keepFocus("find", refreshSoon); } })),
      make("p", { class: "soft", role: "status" }, say("filters.counted", { n: rows.length, statements: sayMany("statements", app.graph.statements.length) })),
      make("span", { class: "spring" }),
      saveMenu([[say("save.statements"), () => saveCsv("graphkit-statements", statementRows(rows))]])),
    rows.length ? table : make("p", { class: "empty-line" }, app.graph.statements.length ? say("empty.filters") : say("empty.statements")));
  if (rows.length) showRows(table, body, rows);
}

function foundStatements() {
  const asked = fold(state.find.trim());
  return asked ? visibleStatements().filter((s) => folded(s).includes(asked)) : visibleStatements();
}

function sortStatements(rows) {
  const place = (s) => [yearOf(s) ?? 9999, s.document, s.row];
  const by = {
    document: (a, b) => compareLists(place(a), place(b)),
    kind: (a, b) => sayKind(a.kind).localeCompare(sayKind(b.kind), language),
    wording: (a, b) => wordingOf(a).localeCompare(wordingOf(b), language),
    strength: (a, b) => a.strength - b.strength,
    page: (a, b) => (a.page ?? 1e6) - (b.page ?? 1e6),
    score: (a, b) => a.score - b.score,
  }[state.sort.by];
  return [...rows].sort((a, b) => (state.sort.down ? -1 : 1) * by(a, b) || a.row - b.row);
}

/** @param {string} name */
function statementHead(name) {
  const used = state.sort.by === name;
  return make("span", { role: "columnheader", class: `col-${name}`, "aria-sort": used ? (state.sort.down ? "descending" : "ascending") : "none" },
    make("button", { type: "button", class: "sort", id: `sort-${name}`, onclick: () => {
      state.sort = { by: name, down: used ? !state.sort.down : name === "strength" || name === "score" };
      keepFocus(`sort-${name}`, refresh);
    } }, say(`column.${name}`), make("span", { "aria-hidden": "true" }, used ? (state.sort.down ? " ▾" : " ▴") : " ↕")));
}

// Only the rows in sight exist; the space above and below is kept free.
function showRows(table, body, rows) {
  body.style.setProperty("height", `${rows.length * ROW}px`);
  let shown = "";
  const fillIn = oncePerFrame(() => {
    const first = Math.max(0, Math.floor(table.scrollTop / ROW) - 6);
    const last = Math.min(rows.length, first + Math.ceil((table.clientHeight || 600) / ROW) + 12);
    if (shown === `${first} ${last}`) return;
    shown = `${first} ${last}`;
    const focused = body.contains(document.activeElement) && document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex");
    put(body, rows.slice(first, last).map((s, i) => statementRow(s, first + i)));
    if (focused) body.querySelector(`[aria-rowindex="${focused}"] button`)?.focus();
  });
  table.addEventListener("scroll", fillIn);
  new ResizeObserver(fillIn).observe(table);
  fillIn();
}

/** @param {Statement} statement */
function statementRow(statement, i) {
  const document = documentOf(statement);
  const cells = {
    document: [quoted(clip(document ? nameOf(document) : say("unknown"), 60)), make("span", { class: "soft" }, ` ${document?.facts.year ?? say("noYear")}`)],
    kind: [markSvg(statement.label), sayKind(statement.kind)],
    wording: make("button", { type: "button", class: "link wording-link", lang: statement.language, dir: "auto", onclick: () => select({ type: "statement", ids: [statement.id] }) }, clip(plainWording(statement), 400)),
    strength: statement.strength ? sayStrength(app.graph.strengths[statement.strength]) : "–",
    page: statement.page ?? "–",
    score: percent(statement.score),
  };
  const row = make("div", { role: "row", class: "list-row", "aria-rowindex": i + 2 }, SORTS.map((name) => make("span", { role: "cell", class: `col-${name}` }, cells[name])));
  row.style.setProperty("top", `${i * ROW}px`);
  return row;
}

function listKey(event, table) {
  const row = document.activeElement?.closest(".list-row");
  if (!row || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const next = Number(row.getAttribute("aria-rowindex")) + (event.key === "ArrowDown" ? 1 : -1);
  table.querySelector(`.list-row[aria-rowindex="${next}"] button`)?.focus();
}

const MOST_PRINTED = 2000;

function printedStatements() {
  const found = sortStatements(foundStatements());
  return [
    found.slice(0, MOST_PRINTED).map((s) => statementCard(s, {})),
    found.length > MOST_PRINTED && make("p", null, say("table.more", { n: found.length - MOST_PRINTED })),
  ];
}

export const statementSection = { show: showStatements, toPrint: printedStatements };

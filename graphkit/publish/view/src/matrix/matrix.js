// The page of a matrix: a table that can be walked by keyboard, ordered, saved and read aloud.

/** @import { Entity, Matrix } from "../types" */
import { byId, make, put, quoted } from "../common/dom.js";
import { fontOf, wrap } from "../common/measure.js";
import { clip, compareLists } from "../common/text.js";
import { count, say } from "../common/words.js";
import { app } from "../graph/app.js";
import { byName, labelOf, shortName } from "../graph/names.js";
import { cellMark } from "./marks.js";
import { matrixDrawing, saveMatrix } from "./matrix-files.js";
import { filtersButton } from "../page/filter-panel.js";
import { markSvg } from "../page/marks.js";
import { refresh, select } from "../page/page.js";
import { saveMenu, savePng, saveSvg } from "../page/saving.js";
import { FILTERED, ORDERS, state } from "../page/state.js";

const MOST_ROWS = 120;

const USUAL = { gaps: { rows: "total", columns: "fixed" }, overlap: { rows: "cluster", columns: "cluster" } };

/** @param {string} name */
function orderOf(name) {
  return { ...(USUAL[name] ?? { rows: "fixed", columns: "fixed" }), ...state.orders[name] };
}

/**
 * @param {HTMLElement} holder
 * @param {string} name
 */
function showMatrix(holder, name) {
  const matrix = app.matrices[name];
  if (!matrix || !matrix.rows.length || !matrix.columns.length) return put(holder, make("p", { class: "empty-line" }, say("empty.matrix")));
  const view = arrange(matrix, orderOf(name));
  put(holder,
    make("div", { class: "toolbar" }, FILTERED.includes(name) && filtersButton(), make("h2", null, say(`matrix.${name}.title`)), make("span", { class: "spring" }), orderPicker(name, "rows", matrix), !matrix.symmetric && orderPicker(name, "columns", matrix),
      saveMenu([
        [say("save.png"), () => savePng(`graphkit-${name}`, matrixDrawing(name, matrix, view))],
        [say("save.svg"), () => saveSvg(`graphkit-${name}`, matrixDrawing(name, matrix, view))],
        [say("save.table"), () => saveMatrix(name, matrix, view)],
      ])),
    make("div", { class: "matrix-about" }, make("p", { class: "soft" }, say(`matrix.${name}.about`)), !(name === "gaps" && state.overview && !state.selected) && matrixLegend(matrix)),
    make("p", { id: "reading", class: "reading", "aria-hidden": "true" }, say("matrix.hint")),
    make("div", { class: "matrix-holder", css: { "--cell": `${cellWidth(holder, view)}px` }, tabindex: 0, role: "region", "aria-label": say(`matrix.${name}.title`) }, matrixTable(name, matrix, view, cellWidth(holder, view))),
    view.left > 0 && make("p", { class: "soft" }, say("matrix.left", { n: view.left })));
}

/**
 * Cells take the room there is, so that the names above them can be read.
 * @param {HTMLElement} holder
 */
const cellWidth = (holder, view) => Math.max(28, Math.min(46, Math.floor((holder.clientWidth - 420) / view.columns.length) - 2));

/**
 * @param {string} name
 * @param {Matrix} matrix
 */
function orderPicker(name, side, matrix) {
  const chosen = orderOf(name)[side];
  const known = ORDERS.filter((o) => (o !== "cluster" || matrix.raw[side === "rows" ? "rowOrder" : "columnOrder"]) && (o !== "sorted" || (chosen === "sorted" && side === "rows")));
  return make("label", { class: "picker" }, make("span", { class: "soft" }, say(`order.${side}`)), make(
    "select", { id: `order-${side}`, onchange: (event) => { (state.orders[name] ??= {})[side] = event.currentTarget.value; refresh(); } },
    known.map((o) => make("option", { value: o, selected: chosen === o }, say(`order.${o}`))),
  ));
}

/** @param {Matrix} matrix */
function arrange(matrix, order) {
  const rows = orderSide(matrix, order, "rows");
  const columns = matrix.symmetric ? rows : orderSide(matrix, order, "columns");
  return { rows: rows.slice(0, MOST_ROWS), columns: columns.slice(0, MOST_ROWS), left: Math.max(0, rows.length - MOST_ROWS) };
}

/** @param {Matrix} matrix */
function orderSide(matrix, order, side) {
  const things = matrix[side];
  const labels = app.graph.labels.map((l) => l.name);
  const fixed = (i) => [labels.indexOf(things[i].label), things[i].facts.number ?? 0];
  const all = things.map((_, i) => i).sort((a, b) => compareLists(fixed(a), fixed(b)) || byName(things[a], things[b]));
  const total = (i) => (side === "rows" ? matrix.rowTotal(i) : matrix.columnTotal(i)).value;
  if (order[side] === "name") return all.sort((a, b) => byName(things[a], things[b]));
  if (order[side] === "total") return all.sort((a, b) => total(b) - total(a) || a - b);
  if (order[side] === "cluster") return [...matrix.raw[side === "rows" ? "rowOrder" : "columnOrder"]];
  const by = matrix.columns.findIndex((e) => e.id === state.sortedBy);
  if (order[side] === "sorted" && by >= 0) return all.sort((a, b) => matrix.value(b, by) - matrix.value(a, by) || total(b) - total(a) || a - b);
  return all;
}

/** @param {Matrix} matrix */
const matrixLegend = (matrix) =>
  make("ul", { class: "matrix-legend" }, matrix.legend().map((l) => make("li", null, make("span", { class: `swatch ${l.tone}${l.bold ? " bold" : ""}`, "aria-hidden": "true" }, l.mark && cellMark(l.mark), l.sample), l.text)));

/**
 * @param {string} name
 * @param {Matrix} matrix
 */
function matrixTable(name, matrix, { rows, columns }, cell) {
  const heads = columns.map((c) => columnHead(name, matrix, c, cell));
  const lines = rows.map((r, i) => make("tr", null, rowHead(matrix, r), columns.map((c, j) => matrixCell(name, matrix, r, c, i, j)), totalCell(matrix.rowTotal(r))));
  const table = make("table", { class: "matrix", role: "grid", "aria-label": say(`matrix.${name}.title`), onkeydown: (event) => matrixKey(event, table), onmouseover: (event) => readCell(event.target, name), onfocusin: (event) => readCell(event.target, name) },
    make("thead", null, make("tr", null, make("td", { class: "corner" }), heads, make("th", { scope: "col", class: "total" }, say("matrix.total")))),
    make("tbody", null, lines),
    make("tfoot", null, make("tr", null, make("th", { scope: "row", class: "total" }, say("matrix.total")), columns.map((c) => totalCell(matrix.columnTotal(c), true)), make("td", { class: "total" }))));
  table.querySelector("tbody [role=gridcell]")?.setAttribute("tabindex", "0");
  return table;
}

// As many whole lines as the column is wide; what does not fit ends in an ellipsis and is said in full on pointing.
const HEAD = { size: 11, line: 12.5, length: 146 };
/** @param {Entity} entity */
const headLines = (entity, cell) => wrap(labelOf(entity), fontOf(HEAD), HEAD.length, Math.floor(cell / HEAD.line));

/**
 * @param {string} name
 * @param {Matrix} matrix
 * @param {number} c
 */
function columnHead(name, matrix, c, cell) {
  const entity = matrix.columns[c];
  const sorted = orderOf(name).rows === "sorted" && state.sortedBy === entity.id;
  return make("th", { scope: "col", class: "column", "aria-sort": sorted ? "descending" : "none" }, make("button", { type: "button", id: `column-${entity.row}`, title: clip(shortName(entity), 300), onclick: () => {
    state.sortedBy = entity.id;
    (state.orders[name] ??= {}).rows = "sorted";
    refresh();
  } }, entity.label === "Objective" && make("b", null, String(entity.facts.code ?? entity.facts.number)), make("span", { class: "turned", dir: "auto" }, headLines(entity, cell).map((line) => make("span", null, line, " ")))));
}

/**
 * @param {Matrix} matrix
 * @param {number} r
 */
const rowHead = (matrix, r) => {
  const entity = matrix.rows[r];
  return make("th", { scope: "row", class: "row" }, make("button", { type: "button", class: "link", title: clip(shortName(entity), 300), onclick: () => select({ type: "node", ids: [entity.id] }) }, markSvg(entity.label), quoted(clip(shortName(entity), 60), "span")));
};

/**
 * @param {string} name
 * @param {Matrix} matrix
 * @param {number} r
 * @param {number} c
 */
function matrixCell(name, matrix, r, c, i, j) {
  const look = matrix.look(r, c);
  const [row, column] = [matrix.rows[r], matrix.columns[c]];
  const { selected } = state;
  const chosen = selected !== null && selected.type === name && selected.ids[0] === row.id && selected.ids[1] === column.id;
  return make("td", {
    role: "gridcell", tabindex: -1, class: `cell ${look.tone}${look.unsure ? " unsure" : ""}${look.bold ? " bold" : ""}`, "aria-selected": String(chosen),
    "aria-label": `${clip(shortName(row), 80)}, ${clip(shortName(column), 80)}: ${matrix.words(r, c)}`,
    data: { r, c, i, j }, onclick: (event) => chooseCell(event.currentTarget, name),
  }, look.mark && cellMark(look.mark), look.text);
}

/** @param {string} name */
function chooseCell(td, name) {
  const matrix = app.matrices[name];
  const [row, column] = [matrix.rows[td.dataset.r], matrix.columns[td.dataset.c]];
  td.closest("table").querySelectorAll("[aria-selected=true]").forEach((x) => x.setAttribute("aria-selected", "false"));
  td.setAttribute("aria-selected", "true");
  if (row !== column) select({ type: name, ids: [row.id, column.id] });
}

function totalCell(total, foot = false) {
  const css = total.share === null ? {} : { "--share": `${Math.round(total.share * 100)}%` };
  return make("td", { class: "total", title: total.words ?? total.text, css }, foot ? count(total.value) : total.text);
}

/**
 * The line above the matrix says what lies under the pointer or the focus; row and column are lit.
 * @param {Element} target
 * @param {string} name
 */
function readCell(target, name) {
  const td = /** @type {any} */ (target.closest?.("td.cell"));
  if (!td) return;
  const matrix = app.matrices[name];
  const [r, c] = [Number(td.dataset.r), Number(td.dataset.c)];
  put(byId("reading"), make("strong", null, quoted(clip(shortName(matrix.rows[r]), 90))), " – ", quoted(clip(shortName(matrix.columns[c]), 140)), ": ", matrix.words(r, c));
  td.closest("table").querySelectorAll(".near").forEach((x) => x.classList.remove("near"));
  td.parentElement.firstChild.classList.add("near");
  td.closest("table").tHead.rows[0].cells[Number(td.dataset.j) + 1].classList.add("near");
}

function matrixKey(event, table) {
  const td = event.target.closest("td.cell");
  if (!td) return;
  const [i, j] = [Number(td.dataset.i), Number(td.dataset.j)];
  const lines = table.tBodies[0].rows;
  const to = { ArrowUp: [i - 1, j], ArrowDown: [i + 1, j], ArrowLeft: [i, j - 1], ArrowRight: [i, j + 1], Home: [i, 0], End: [i, lines[i].cells.length - 3] }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    td.click();
  } else if (to) {
    event.preventDefault();
    const next = lines[to[0]]?.cells[to[1] + 1];
    if (!next?.classList.contains("cell")) return;
    td.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}

export const matrixSections = Object.fromEntries(
  ["gaps", "overlap", "principles"].map((name) => [name, { show: (holder) => showMatrix(holder, name) }]),
);

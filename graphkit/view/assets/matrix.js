// Matrices: how far each actor goes on each objective, what actors share, which principles go with which objectives.

const ORDERS = ["fixed", "name", "total", "cluster", "sorted"];
const STEP_MARKS = [null, null, "dot", "diamond", "arrow", "arrows", "disc", "ring"];
const MOST_ROWS = 120;

function readMatrices(raw, graph, pages) {
  const matrices = {};
  if (raw.gaps) matrices.gaps = gapMatrix(raw.gaps, graph);
  if (raw.overlap) matrices.overlap = overlapMatrix(raw.overlap, graph);
  if (pages.includes("principles")) matrices.principles = principleMatrix(graph);
  return matrices;
}

const pick = (graph, rows) => rows.map((row) => graph.entities[row]);

// Steps of the gap ladder, 0 to 7; 0 is unknown: no text of the actor could be expected to speak of it.
function gapMatrix(raw, graph) {
  const [rows, columns] = [pick(graph, raw.rows), pick(graph, raw.columns)];
  const width = columns.length;
  const said = new Map(raw.at.map((place, i) => [place, raw.statements[i]]));
  const step = (r, c) => raw.steps[r * width + c];
  const lists = (r, c) => (said.get(r * width + c) ?? []).map((row) => graph.statements[row]);
  return {
    rows, columns, raw,
    value: step,
    weight: (r, c) => (step(r, c) > 1 ? 1 : 0),
    look: (r, c) => ({ tone: `step-${step(r, c)}`, mark: STEP_MARKS[step(r, c)], unsure: isOpenBlank(raw, r * width + c, step(r, c)) }),
    words: (r, c) => gapWords(raw, r * width + c, step(r, c), lists(r, c).length),
    rowTotal: (r) => shareTotal(columns.map((_, c) => step(r, c))),
    columnTotal: (c) => shareTotal(rows.map((_, r) => step(r, c))),
    legend: () => raw.stepNames.map((name, i) => ({ tone: `step-${i}`, mark: STEP_MARKS[i], text: say(`step.${i}`) })),
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), columns.indexOf(column)];
      if (r < 0 || c < 0) return null;
      const place = r * width + c;
      const mechanisms = pick(graph, raw.mechanisms[place] ?? []);
      const notes = [step(r, c) === 1 && blankWords(raw, place), mechanisms.length && `${say("matrix.mechanisms")}: ${mechanisms.map(nameOf).join("; ")}`].filter(Boolean);
      return { lead: gapWords(raw, place, step(r, c), lists(r, c).length), notes, statements: lists(r, c) };
    },
  };
}

// A blank that may be the reading's miss is not drawn as a sure one.
const OPEN_BLANK = 0.8;
const isOpenBlank = (raw, place, step) => step === 1 && raw.blanks[place] !== null && raw.blanks[place] < OPEN_BLANK;
const gapWords = (raw, place, step, n) => `${say(`step.${step}`)}${n ? ` · ${say("statements", { n })}` : ""}${isOpenBlank(raw, place, step) ? ` · ${say("matrix.openBlank")}` : ""}`;
const blankWords = (raw, place) => (raw.blanks[place] === null ? say("matrix.blankUnknown") : say("matrix.blank", { share: percent(raw.blanks[place]) }));

function shareTotal(steps) {
  const inside = steps.filter((s) => s > 0).length;
  const spoken = steps.filter((s) => s > 1).length;
  return { value: spoken, text: inside ? `${count(spoken)}/${count(inside)}` : "–", share: inside ? spoken / inside : 0 };
}

// What two actors share: objectives both speak of, against what chance would give.
function overlapMatrix(raw, graph) {
  const rows = pick(graph, raw.rows);
  const cells = new Map(raw.pairs.map((p) => [p.a * rows.length + p.b, p]));
  const pair = (r, c) => cells.get(Math.min(r, c) * rows.length + Math.max(r, c));
  const most = Math.max(1, ...raw.pairs.map((p) => p.shared.length));
  const shared = (r, c) => pair(r, c)?.shared.length ?? 0;
  const tone = (n) => (n ? 1 + Math.ceil((n / most) * 5) : 1);
  const words = (r, c) => (r === c ? say("matrix.self") : overlapWords(pair(r, c)));
  return {
    rows, columns: rows, raw, symmetric: true,
    value: (r, c) => (r === c ? -1 : shared(r, c)),
    weight: (r, c) => (r === c ? 0 : shared(r, c)),
    look: (r, c) => (r === c ? { tone: "self" } : { tone: `step-${tone(shared(r, c))}`, text: shared(r, c) || "", bold: pair(r, c)?.beyond === true, unsure: pair(r, c)?.beyond === null }),
    words,
    rowTotal: (r) => sumTotal(rows.map((_, c) => (r === c ? 0 : shared(r, c)))),
    columnTotal: (c) => sumTotal(rows.map((_, r) => (r === c ? 0 : shared(r, c)))),
    legend: () => [1, 3, 6].map((t) => ({ tone: `step-${t}`, text: t === 1 ? say("matrix.sharedNone") : `≤ ${count(Math.round(((t - 1) / 5) * most))}` })).concat({ tone: "step-3", sample: "7", bold: true, text: say("matrix.beyond") }),
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), rows.indexOf(column)];
      if (r < 0 || c < 0 || r === c) return null;
      const found = pair(r, c);
      const statements = (found?.statements ?? []).map((s) => graph.statements[s]);
      const list = sharedList(row, column, pick(graph, found?.shared ?? []));
      const more = (found?.count ?? 0) - statements.length;
      const notes = [list, found?.joint && say("matrix.joint", { n: found.joint }), more > 0 && say("matrix.first", { n: statements.length, all: found.count })];
      return { lead: words(r, c), notes: notes.filter(Boolean), statements };
    },
  };
}

// Each shared objective leads to what either actor says on it.
function sharedList(row, column, objectives) {
  if (!objectives.length) return null;
  const link = (actor, objective) => make("button", { type: "button", class: "link", onclick: () => select({ type: "tie", ids: [actor.id, objective.id] }) }, quoted(clip(labelOf(actor), 30)));
  const rows = [...objectives].sort(byNumber).map((o) => make("li", null, markSvg("Objective"), " ", quoted(clip(shortName(o), 64), "span"), " ", make("span", { class: "soft" }, link(row, o), " · ", link(column, o))));
  return make("details", { open: objectives.length <= 6 }, make("summary", null, say("sharedObjectives", { n: objectives.length })), make("ul", { class: "plain" }, rows));
}

function overlapWords(found) {
  if (!found) return say("matrix.sharedNone");
  const decimal = (n, digits) => new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(n);
  const chance = found.p === null ? ` · ${say("matrix.untested")}` : ` · ${say("matrix.expected", { expected: decimal(found.expected, 2), p: decimal(found.p, 2) })}`;
  return `${say("sharedObjectives", { n: found.shared.length })}${chance}${found.beyond === true ? ` · ${say("matrix.beyond")}` : ""}`;
}

const sumTotal = (numbers) => {
  const value = numbers.reduce((a, b) => a + b, 0);
  return { value, text: count(value), share: null };
};

// Statements that are about an objective and invoke a principle, under the filters in use.
function principleMatrix(graph) {
  const of = (label) => graph.entities.filter((e) => e.label === label);
  const [rows, columns] = [of("Objective").sort((a, b) => a.facts.number - b.facts.number), of("Principle").sort((a, b) => b.facts.guiding - a.facts.guiding || a.row - b.row)];
  const counted = () => remember(`principles ${filterKey(state.filters)}`, () => countPairs(rows, columns));
  const list = (r, c) => counted().get(r * columns.length + c) ?? [];
  const most = () => Math.max(1, ...[...counted().values()].map((l) => l.length));
  const tone = (n) => (n ? 2 + Math.min(5, Math.floor(5 * Math.sqrt(n / most()))) : 1);
  return {
    rows, columns, raw: {},
    value: (r, c) => list(r, c).length,
    weight: (r, c) => list(r, c).length,
    look: (r, c) => ({ tone: `step-${tone(list(r, c).length)}`, text: list(r, c).length || "" }),
    words: (r, c) => say("statements", { n: list(r, c).length }),
    rowTotal: (r) => sumTotal(columns.map((_, c) => list(r, c).length)),
    columnTotal: (c) => sumTotal(rows.map((_, r) => list(r, c).length)),
    legend: () => [0, 1, most()].filter((n, i, all) => all.indexOf(n) === i).map((n) => ({ tone: `step-${tone(n)}`, text: say("statements", { n }) })),
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), columns.indexOf(column)];
      return r < 0 || c < 0 ? null : { lead: say("statements", { n: list(r, c).length }), notes: [], statements: list(r, c) };
    },
  };
}

function countPairs(rows, columns) {
  const cells = new Map();
  const [at, across] = [new Map(rows.map((e, i) => [e, i])), new Map(columns.map((e, i) => [e, i]))];
  for (const statement of visibleStatements()) {
    const ends = linksOf(statement).filter(isTopic).map((l) => l.entity);
    for (const r of new Set(ends.filter((e) => at.has(e)))) {
      for (const c of new Set(ends.filter((e) => across.has(e)))) {
        const place = at.get(r) * columns.length + across.get(c);
        if (!cells.has(place)) cells.set(place, []);
        cells.get(place).push(statement);
      }
    }
  }
  return cells;
}

// --- The page of a matrix.

const USUAL = { gaps: { rows: "total", columns: "fixed" }, overlap: { rows: "cluster", columns: "cluster" } };

function orderOf(name) {
  return { ...(USUAL[name] ?? { rows: "fixed", columns: "fixed" }), ...state.orders[name] };
}

function showMatrix(holder, name) {
  const matrix = app.matrices[name];
  if (!matrix || !matrix.rows.length || !matrix.columns.length) return put(holder, make("p", { class: "empty-line" }, say("empty.matrix")));
  const view = arrange(matrix, orderOf(name));
  put(holder,
    make("div", { class: "toolbar" }, FILTERED.includes(name) && railButton(), make("h2", null, say(`matrix.${name}.title`)), make("span", { class: "spring" }), orderPicker(name, "rows", matrix), !matrix.symmetric && orderPicker(name, "columns", matrix),
      saveMenu([
        [say("save.png"), () => savePng(`graphkit-${name}`, matrixDrawing(matrix, view))],
        [say("save.svg"), () => saveSvg(`graphkit-${name}`, matrixDrawing(matrix, view))],
        [say("save.table"), () => saveMatrix(name, matrix, view)],
      ])),
    make("div", { class: "matrix-about" }, make("p", { class: "soft" }, say(`matrix.${name}.about`)), !(name === "gaps" && state.glance && !state.selected) && matrixLegend(matrix)),
    make("p", { id: "reading", class: "reading", "aria-hidden": "true" }, say("matrix.hint")),
    make("div", { class: "matrix-holder", css: { "--cell": cellWidth(holder, view) }, tabindex: 0, role: "region", "aria-label": say(`matrix.${name}.title`) }, matrixTable(name, matrix, view)),
    view.left > 0 && make("p", { class: "soft" }, say("matrix.left", { n: view.left })));
}

// Cells take the room there is, so that the names above them can be read.
const cellWidth = (holder, view) => `${Math.max(28, Math.min(46, Math.floor((holder.clientWidth - 420) / view.columns.length) - 2))}px`;

function orderPicker(name, side, matrix) {
  const chosen = orderOf(name)[side];
  const known = ORDERS.filter((o) => (o !== "cluster" || matrix.raw[side === "rows" ? "rowOrder" : "columnOrder"]) && (o !== "sorted" || (chosen === "sorted" && side === "rows")));
  return make("label", { class: "picker" }, make("span", { class: "soft" }, say(`order.${side}`)), make(
    "select", { id: `order-${side}`, onchange: (event) => { (state.orders[name] ??= {})[side] = event.currentTarget.value; refresh(); } },
    known.map((o) => make("option", { value: o, selected: chosen === o }, say(`order.${o}`))),
  ));
}

function arrange(matrix, order) {
  const rows = orderSide(matrix, order, "rows");
  const columns = matrix.symmetric ? rows : orderSide(matrix, order, "columns");
  return { rows: rows.slice(0, MOST_ROWS), columns: columns.slice(0, MOST_ROWS), left: Math.max(0, rows.length - MOST_ROWS) };
}

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

const matrixLegend = (matrix) =>
  make("ul", { class: "matrix-legend" }, matrix.legend().map((l) => make("li", null, make("span", { class: `swatch ${l.tone}${l.bold ? " bold" : ""}`, "aria-hidden": "true" }, l.mark && cellMark(l.mark), l.sample), l.text)));

const CELL_MARKS = {
  dot: (x, y) => oval(x, y, 1.8, 1.8),
  diamond: (x, y) => SHAPES.diamond(x, y, 4),
  arrow: (x, y) => polygon([[x - 3.5, y - 4.5], [x + 4, y], [x - 3.5, y + 4.5]]),
  arrows: (x, y) => polygon([[x - 6, y - 4.5], [x, y], [x - 6, y + 4.5]]) + polygon([[x, y - 4.5], [x + 6, y], [x, y + 4.5]]),
  disc: (x, y) => oval(x, y, 5, 5),
  ring: (x, y) => SHAPES.star(x, y, 5.4),
};
const cellMark = (name) => draw("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, draw("path", { d: CELL_MARKS[name](8, 8) }));

function matrixTable(name, matrix, { rows, columns }) {
  const heads = columns.map((c, i) => columnHead(name, matrix, c, i));
  const lines = rows.map((r, i) => make("tr", null, rowHead(matrix, r), columns.map((c, j) => matrixCell(name, matrix, r, c, i, j)), totalCell(matrix.rowTotal(r))));
  const table = make("table", { class: "matrix", role: "grid", "aria-label": say(`matrix.${name}.title`), onkeydown: (event) => matrixKey(event, table), onmouseover: (event) => readCell(event.target, name), onfocusin: (event) => readCell(event.target, name) },
    make("thead", null, make("tr", null, make("td", { class: "corner" }), heads, make("th", { scope: "col", class: "total" }, say("matrix.total")))),
    make("tbody", null, lines),
    make("tfoot", null, make("tr", null, make("th", { scope: "row", class: "total" }, say("matrix.total")), columns.map((c) => totalCell(matrix.columnTotal(c), true)), make("td", { class: "total" }))));
  table.querySelector("tbody [role=gridcell]")?.setAttribute("tabindex", "0");
  return table;
}

function columnHead(name, matrix, c) {
  const entity = matrix.columns[c];
  const sorted = orderOf(name).rows === "sorted" && state.sortedBy === entity.id;
  return make("th", { scope: "col", class: "column", "aria-sort": sorted ? "descending" : "none" }, make("button", { type: "button", id: `column-${entity.row}`, title: clip(shortName(entity), 300), onclick: () => {
    state.sortedBy = entity.id;
    (state.orders[name] ??= {}).rows = "sorted";
    refresh();
  } }, entity.label === "Objective" && make("b", null, String(entity.facts.code ?? entity.facts.number)), quoted(clip(labelOf(entity), 46), "span", { class: "turned" })));
}

const rowHead = (matrix, r) => {
  const entity = matrix.rows[r];
  return make("th", { scope: "row", class: "row" }, make("button", { type: "button", class: "link", title: clip(shortName(entity), 300), onclick: () => select({ type: "node", ids: [entity.id] }) }, markSvg(entity.label), quoted(clip(shortName(entity), 60), "span")));
};

function matrixCell(name, matrix, r, c, i, j) {
  const look = matrix.look(r, c);
  const [row, column] = [matrix.rows[r], matrix.columns[c]];
  const chosen = state.selected?.type === name && state.selected.ids[0] === row.id && state.selected.ids[1] === column.id;
  return make("td", {
    role: "gridcell", tabindex: -1, class: `cell ${look.tone}${look.unsure ? " unsure" : ""}${look.bold ? " bold" : ""}`, "aria-selected": String(chosen),
    "aria-label": `${clip(shortName(row), 80)}, ${clip(shortName(column), 80)}: ${matrix.words(r, c)}`,
    data: { r, c, i, j }, onclick: (event) => chooseCell(event.currentTarget, name),
  }, look.mark && cellMark(look.mark), look.text);
}

function chooseCell(td, name) {
  const matrix = app.matrices[name];
  const [row, column] = [matrix.rows[td.dataset.r], matrix.columns[td.dataset.c]];
  td.closest("table").querySelectorAll("[aria-selected=true]").forEach((x) => x.setAttribute("aria-selected", "false"));
  td.setAttribute("aria-selected", "true");
  if (row !== column) select({ type: name, ids: [row.id, column.id] });
}

function totalCell(total, foot = false) {
  const css = total.share === null ? {} : { "--share": `${Math.round(total.share * 100)}%` };
  return make("td", { class: "total", title: total.text, css }, foot ? count(total.value) : total.text);
}

// The line above the matrix says what lies under the pointer or the focus; row and column are lit.
function readCell(target, name) {
  const td = target.closest?.("td.cell");
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

// --- Saved.

function saveMatrix(name, matrix, { rows, columns }) {
  const cells = rows.flatMap((r) => columns.map((c) => [matrix.rows[r].id, nameOf(matrix.rows[r]), matrix.columns[c].id, nameOf(matrix.columns[c]), matrix.value(r, c), matrix.words(r, c), (matrix.cell(matrix.rows[r], matrix.columns[c])?.statements ?? []).map((s) => s.id).join(" ")]));
  saveCsv(`graphkit-${name}`, [["row", "row_name", "column", "column_name", "value", "meaning", "statement_ids"], ...cells]);
}

const SIDE = 26;

function matrixDrawing(matrix, { rows, columns }) {
  const [left, top] = [230, 210];
  const font = fontOf({ size: 12 });
  const texts = [];
  const boxes = new Map();
  const marks = [];
  const dark = [];
  rows.forEach((r, i) => {
    texts.push({ text: shorten(shortName(matrix.rows[r]), font, left - 24), x: left - 10, y: top + (i + 0.5) * SIDE, size: 12, anchor: "end", colour: ink("ink") });
    texts.push({ text: matrix.rowTotal(r).text, x: left + columns.length * SIDE + 12, y: top + (i + 0.5) * SIDE, size: 11, anchor: "start", colour: ink("soft") });
    columns.forEach((c, j) => drawCell(matrix.look(r, c), left + (j + 0.5) * SIDE, top + (i + 0.5) * SIDE, boxes, marks, dark, texts));
  });
  columns.forEach((c, j) => texts.push(...headLines(matrix.columns[c], left + (j + 0.5) * SIDE, top - 10)));
  const layers = [...boxes].flatMap(([tone, parts]) => toneLayers(tone, parts));
  layers.push({ d: marks.join(""), fill: ink("ink") }, { d: dark.join(""), fill: ink("page") });
  return { width: left + columns.length * SIDE + 70, height: top + rows.length * SIDE + 20, layers: layers.filter((l) => l.d), texts, move: STILL };
}

function drawCell(look, x, y, boxes, marks, dark, texts) {
  if (!boxes.has(look.tone)) boxes.set(look.tone, []);
  boxes.get(look.tone).push([x, y]);
  const onDark = /step-[567]/.test(look.tone);
  if (look.mark) (onDark ? dark : marks).push(CELL_MARKS[look.mark](x, y));
  if (look.text) texts.push({ text: String(look.text), x, y, size: 11, weight: look.bold ? 800 : 400, colour: ink(onDark ? "page" : "ink") });
}

function toneLayers(tone, places) {
  const boxes = places.map(([x, y]) => box(x, y, SIDE / 2 - 1, SIDE / 2 - 1)).join("");
  const hatch = places.map(([x, y]) => [-8, 0, 8].map((k) => `M${at(x - 11 + Math.max(0, k), y + 11 + Math.min(0, k))}L${at(x + 11 + Math.min(0, k), y - 11 + Math.max(0, k))}`).join("")).join("");
  if (tone === "step-0") return [{ d: boxes, fill: ink("page"), stroke: ink("line") }, { d: hatch, stroke: ink("soft"), alpha: 0.6 }];
  return [{ d: boxes, fill: tone === "self" ? ink("line") : ink(tone), stroke: ink("line") }];
}

// Upright names would need more room than a picture has; a number, or a name in steps, must do.
function headLines(entity, x, y) {
  const text = entity.label === "Objective" ? String(entity.facts.code ?? entity.facts.number) : labelOf(entity);
  return [{ text: shorten(text, fontOf({ size: 11 }), 180), x, y, size: 11, anchor: "start", turn: -60, colour: ink("ink") }];
}

// A map of one objective: how far each State goes on it, the same steps and signs as in the matrix, with a table twin.

/** @import { Entity } from "../types" */
import { button, byId, draw, make, put, quoted } from "../common/dom.js";
import { saveCsv } from "../common/download.js";
import { clip } from "../common/text.js";
import { count, say } from "../common/words.js";
import { app } from "../graph/app.js";
import { byName, byNumber, nameOf, shortName } from "../graph/names.js";
import { CELL_MARKS, cellMark } from "../matrix/marks.js";
import { nodeLink } from "../page/links.js";
import { refresh, select } from "../page/page.js";
import { saveMenu, savePng, saveSvg } from "../page/saving.js";
import { state } from "../page/state.js";
import { sortableTable } from "../sections/table.js";
import { mapDrawing } from "./picture.js";
import { fitView, moveView, nearestOf, zoomView } from "./view.js";
import { REST, SIZE, WORLD } from "./world.js";

/** @type {number[]} x, y, width and height of what is seen, in units of the map */
let view = [0, 0, ...SIZE];
/** @type {any} the graph that the view was fitted to */
let viewOf = null;

/** @param {HTMLElement} holder */
function showMap(holder) {
  const matrix = app.matrices.gaps;
  const states = matrix ? matrix.rows.filter((e) => e.label === "State") : [];
  if (!states.length || !matrix.columns.length) return put(holder, make("p", { class: "empty-line" }, say("empty.matrix")));
  const column = matrix.columns.find((o) => o.id === state.objective) ?? mostSpoken(states);
  const places = states.filter((s) => WORLD[s.id]).map((entity) => placeOf(entity, column));
  if (viewOf !== app.graph) view = fitView(places.filter((p) => p.step > 0), SIZE);
  viewOf = app.graph;
  put(holder, toolbar(column, places),
    make("p", { class: "soft" }, say("map.about")),
    legend(places),
    make("p", { id: "reading", class: "reading", "aria-hidden": "true" }, say("map.hint")),
    state.asTable ? table(places, column) : drawing(places, column),
    ...notes(states, column));
}

/**
 * The objective most States speak of, so that the first map shows something.
 * @param {Entity[]} states
 */
function mostSpoken(states) {
  const spoken = (o) => states.filter((s) => placeOf(s, o).step > 1).length;
  return [...app.matrices.gaps.columns].sort((a, b) => spoken(b) - spoken(a) || byNumber(a, b))[0];
}

/**
 * @param {Entity} entity
 * @param {Entity} column
 */
function placeOf(entity, column) {
  const matrix = app.matrices.gaps;
  const [r, c] = [matrix.rows.indexOf(entity), matrix.columns.indexOf(column)];
  const [x, y, dot, outline] = WORLD[entity.id] ?? [0, 0, 0, ""];
  return { entity, x, y, dot, outline, step: matrix.value(r, c), look: matrix.look(r, c), words: matrix.words(r, c) };
}

function toolbar(column, places) {
  const columns = [...app.matrices.gaps.columns].sort(byNumber);
  const picture = () => mapDrawing(places, legendRows(places), say("map.label", { objective: shortName(column) }), view);
  const choose = (event) => {
    state.objective = event.currentTarget.value;
    state.selected = null;
    refresh();
  };
  return make("div", { class: "toolbar map-bar" },
    make("label", { class: "picker" }, make("span", { class: "hidden" }, say("map.objective")), make("select", { id: "map-objective", onchange: choose }, columns.map((o) => make("option", { value: o.id, selected: o === column }, clip(shortName(o), 80))))),
    button("table", say("network.asTable"), () => { state.asTable = !state.asTable; refresh(); }, { id: "map-table", "aria-pressed": String(state.asTable) }),
    make("span", { class: "spring" }),
    saveMenu([[say("save.png"), () => savePng("graphkit-map", picture())], [say("save.svg"), () => saveSvg("graphkit-map", picture())], [say("save.table"), () => saveCsv("graphkit-map", [["state", "name", "objective", "step", "words"], ...places.map((p) => [p.entity.id, nameOf(p.entity), column.id, p.step, p.words])])]]));
}

const legendRows = (places) => app.matrices.gaps.legend().map((l) => ({ ...l, n: places.filter((p) => `step-${p.step}${p.look.unsure ? " unsure" : ""}` === l.tone).length })).filter((l) => l.n);

function legend(places) {
  return make("ul", { class: "matrix-legend map-legend" }, legendRows(places).map((l) => make("li", null, make("span", { class: `swatch ${l.tone}`, "aria-hidden": "true" }, l.mark && cellMark(l.mark)), l.text, make("span", { class: "soft" }, ` ${count(l.n)}`))));
}

// --- The drawing.

function drawing(places, column) {
  const chosen = state.selected?.type === "gaps" && state.selected.ids[1] === column.id ? state.selected.ids[0] : null;
  const ground = Object.entries(WORLD).filter(([id]) => !places.some((p) => p.entity.id === id)).map(([, [, , , outline]]) => outline).join("");
  const first = places.find((p) => p.entity.id === chosen) ?? places[0];
  const shapes = places.map((p) => shape(p, p === first, p.entity.id === chosen, column));
  const svg = draw("svg", { id: "map", class: "map", role: "group", "aria-label": say("map.label", { objective: shortName(column) }), preserveAspectRatio: "xMidYMid meet", onkeydown: (event) => walk(event, places) },
    draw("defs", null, draw("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, draw("rect", { width: 6, height: 6, class: "hatch-ground" }), draw("path", { d: "M0 0V6", class: "hatch-line" }))),
    draw("path", { d: ground + REST, class: "land" }), shapes);
  dragged(svg);
  const holder = make("div", { class: "map-holder" }, svg, make("div", { class: "zoom" },
    button("plus", say("zoom.in"), () => zoom(0.6), { text: false, id: "map-in" }),
    button("minus", say("zoom.out"), () => zoom(1 / 0.6), { text: false, id: "map-out" }),
    button("fit", say("map.fit"), () => show(fitView(places.filter((p) => p.step > 0), SIZE)), { text: false, id: "map-fit" }),
    button("full", say("map.world"), () => show([0, 0, ...SIZE]), { text: false, id: "map-world" })));
  requestAnimationFrame(() => show(view));
  new ResizeObserver(() => show(view)).observe(svg);
  return holder;
}

/**
 * A State as a button: its outline or a dot, and the sign of its step, as large on the screen however near one is.
 * @param {any} place
 * @param {boolean} reached by Tab
 * @param {boolean} chosen
 * @param {Entity} column
 */
function shape(place, reached, chosen, column) {
  const { entity, x, y, dot, outline, step, look, words } = place;
  const open = () => select({ type: "gaps", ids: [entity.id, column.id] });
  const tell = () => put(byId("reading"), make("strong", null, quoted(nameOf(entity))), ": ", words);
  const fill = step === 0 ? { fill: "url(#hatch)" } : {};
  return draw("g", { id: `map-${entity.id}`, role: "button", tabindex: reached ? 0 : -1, class: `country step-${step}${look.unsure ? " unsure" : ""}${chosen ? " chosen" : ""}`, "aria-label": `${nameOf(entity)}: ${words}`, data: { id: entity.id }, onclick: open, onmouseover: tell, onfocus: tell },
    outline && draw("path", { d: outline, class: "shape", ...fill }),
    draw("g", { class: "sized", data: { x, y } },
      draw("circle", { r: dot ? 13 : 9, class: "touch" }),
      dot ? draw("circle", { r: 7, class: "shape", ...fill }) : null,
      look.mark && draw("path", { d: CELL_MARKS[look.mark](0, 0), class: "sign", transform: dot ? "scale(0.8)" : null })));
}

/** @param {number[]} next */
function show(next) {
  view = next;
  const svg = byId("map");
  if (!svg) return;
  svg.setAttribute("viewBox", view.join(" "));
  const box = svg.getBoundingClientRect();
  const size = box.width ? Math.max(view[2] / box.width, view[3] / box.height) : 1;
  svg.querySelectorAll(".sized").forEach((g) => g.setAttribute("transform", `translate(${g.dataset.x} ${g.dataset.y}) scale(${size})`));
}

/** @param {number} by below 1 nearer */
const zoom = (by) => show(zoomView(view, by, SIZE));

// The map moves under the pointer that holds it; a finger scrolls the page up and down.
function dragged(svg) {
  /** @type {any} */
  let from = null;
  svg.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY, view]; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return (from = null);
    const size = view[2] / svg.getBoundingClientRect().width;
    const [dx, dy] = [event.clientX - from[0], event.clientY - from[1]];
    if (Math.hypot(dx, dy) > 4) show(moveView(from[2], -dx * size, -dy * size, SIZE));
  });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Arrow keys go to the nearest State that way; plus and minus draw nearer and farther, 0 shows all that is known of.
function walk(event, places) {
  const at = places.find((p) => p.entity.id === event.target.closest?.(".country")?.dataset.id);
  const next = at && STEPS[event.key] && nearestOf(at, places, STEPS[event.key]);
  if (next) {
    byId(`map-${at.entity.id}`).setAttribute("tabindex", "-1");
    const country = byId(`map-${next.entity.id}`);
    country.setAttribute("tabindex", "0");
    if (next.x < view[0] || next.x > view[0] + view[2] || next.y < view[1] || next.y > view[1] + view[3]) show(moveView(view, next.x - view[0] - view[2] / 2, next.y - view[1] - view[3] / 2, SIZE));
    country.focus({ preventScroll: true });
  } else if (at && (event.key === "Enter" || event.key === " ")) select({ type: "gaps", ids: [at.entity.id, app.matrices.gaps.columns.find((o) => o.id === byId("map-objective").value)?.id ?? ""] });
  else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 0.6 : 1 / 0.6);
  else if (event.key === "0") show(fitView(places.filter((p) => p.step > 0), SIZE));
  else if (!STEPS[event.key]) return;
  event.preventDefault();
}

// --- The table twin, and what has no place on a map.

function table(places, column) {
  const open = (p) => make("button", { type: "button", class: "link", onclick: () => select({ type: "gaps", ids: [p.entity.id, column.id] }) }, quoted(nameOf(p.entity)));
  return make("div", { class: "table-page" }, sortableTable(say("map.label", { objective: shortName(column) }), [
    { key: "state", name: say("label.State"), text: (p) => nameOf(p.entity), cell: open },
    { key: "step", name: say("map.step"), number: true, value: (p) => p.step, cell: (p) => p.words },
  ], places, "step"));
}

/**
 * @param {Entity[]} states
 * @param {Entity} column
 */
function notes(states, column) {
  const matrix = app.matrices.gaps;
  const c = matrix.columns.indexOf(column);
  const others = matrix.rows.filter((e, r) => e.label !== "State" && matrix.value(r, c) > 1).sort(byName);
  const lost = states.filter((s) => !WORLD[s.id]);
  return [
    others.length > 0 && make("details", { class: "map-others" }, make("summary", null, say("map.others", { n: others.length })), make("ul", { class: "plain" }, others.map((e) => make("li", null, nodeLink(e))))),
    lost.length > 0 && make("p", { class: "soft" }, say("map.lost"), " ", lost.map((e) => [nodeLink(e), " "])),
    make("p", { class: "soft" }, say("map.outlines")),
  ];
}

export const mapSection = { show: showMap };

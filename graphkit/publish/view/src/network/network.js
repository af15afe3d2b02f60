// The network page: presets, picture, legend, and the same ties as a table.

/** @import { Spot, Target, Tie } from "../types" */
import { announce, button, byId, make, oncePerFrame, put, quoted } from "../common/dom.js";
import { saveCsv } from "../common/download.js";
import { clip } from "../common/text.js";
import { count, percent, say, sayKind, sayLabel, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { filtersUsed, linksOf, visibleStatements } from "../graph/filters.js";
import { compareEnds, entitiesOf, isRelation, labelOf, plainWording, shortName } from "../graph/names.js";
import { isUncertain } from "../graph/ties.js";
import { picture, setPicture } from "./current.js";
import { drawingOfView } from "./drawing.js";
import { focusOn, usePreset } from "./moves.js";
import { Picture } from "./picture.js";
import { makeScene } from "./scene.js";
import { emptyWords, saveTies, tieTable } from "./tables.js";
import { DETAILS, rememberAddress } from "../page/address.js";
import { clearFilters, filtersButton } from "../page/filter-panel.js";
import { lineMark, markSvg } from "../page/marks.js";
import { refresh, select } from "../page/page.js";
import { openOverview } from "../page/panel.js";
import { makeSvg, saveMenu, savePng, saveSvg, statementRows } from "../page/saving.js";
import { PRESETS, state } from "../page/state.js";

/** @param {HTMLElement} holder */
function showNetwork(holder) {
  put(holder, networkBar(), state.asTable ? tieTable() : stage());
  if (state.asTable) setPicture(null);
  else startPicture();
}

function networkBar() {
  const preset = (name) => make("button", { type: "button", "aria-pressed": String(state.preset === name), data: { preset: name }, onclick: () => usePreset(name) }, say(`preset.${name}`));
  const presets = PRESETS.filter((p) => p !== "one" && (p !== "clusters" || app.clusters));
  return make(
    "div", { class: "toolbar" },
    filtersButton(),
    button("help", say("overview"), openOverview, { id: "toggle-overview" }),
    make("div", { class: "segments", role: "group", "aria-label": say("preset.label") }, presets.map(preset)),
    centrePicker(),
    make("span", { class: "spring" }),
    detailPicker(),
    state.preset !== "clusters" && button("dots", say("network.unfold"), () => { state.unfold = !state.unfold; state.camera = null; refresh(); }, { "aria-pressed": String(state.unfold), id: "unfold", class: "roomy", title: say("network.unfold") }),
    button("table", say("network.asTable"), () => { state.asTable = !state.asTable; refresh(); }, { "aria-pressed": String(state.asTable), id: "as-table", class: "compact", title: say("network.asTable") }),
    saveMenu(state.asTable ? [[say("save.ties"), saveTies]] : [
      [say("save.png"), () => savePng("graphkit-network", drawingOfView())],
      [say("save.svg"), () => saveSvg("graphkit-network", drawingOfView())],
      [say("save.ties"), saveTies],
      [say("save.statements"), () => saveCsv("graphkit-statements", statementRows(visibleStatements()))],
    ]),
  );
}

function centrePicker() {
  const kinds = [["State", "Body", "Collective"], ["Objective"], ["Mechanism"], ["Group"]].filter((labels) => entitiesOf(...labels).some((e) => e.said.length || e.ties.length));
  const options = kinds.map((labels) => {
    const listed = entitiesOf(...labels).filter((e) => e.said.length || (e.ties.length && e.label === "Mechanism")).sort(compareEnds);
    return make("optgroup", { label: labels.map((l) => sayLabel(l, true)).join(", ") }, listed.slice(0, 1500).map((e) => make("option", { value: e.id, selected: state.preset === "one" && state.centre === e.id }, clip(shortName(e), 60))));
  });
  return make("label", { class: "picker" }, make("span", { class: "hidden" }, say("preset.one")), make(
    "select", { id: "centre", class: state.preset === "one" ? "pressed" : null, onchange: (event) => (event.currentTarget.value ? focusOn(app.graph.byId.get(event.currentTarget.value)) : usePreset("work")) },
    make("option", { value: "" }, say("preset.one")), options,
  ));
}

function detailPicker() {
  const name = (n) => (n ? say("detail.some", { n }) : say("detail.all"));
  return make("label", { class: "picker" }, make("span", { class: "hidden" }, say("detail")), make(
    "select", { id: "detail", disabled: state.preset === "one", onchange: (event) => { state.detail = Number(event.currentTarget.value); refresh(); } },
    DETAILS.map((n) => make("option", { value: n, selected: state.detail === n }, name(n))),
  ));
}

// --- The stage.

function stage() {
  return make(
    "div", { class: state.preset === "clusters" ? "stage tall" : "stage", id: "stage" },
    make("div", { class: "frame" }, make("div", { id: "picture", tabindex: 0, role: "application", "aria-label": say("network.label"), "aria-describedby": "picture-help", onkeydown: pictureKey, onblur: () => picture?.setHover(null) }),
    make("p", { id: "picture-help", class: "hidden" }, say("network.help")),
    make("div", { class: "zoom", role: "group", "aria-label": say("zoom.label") },
      button("plus", say("zoom.in"), () => picture.zoom(1.35), { text: false }),
      button("minus", say("zoom.out"), () => picture.zoom(1 / 1.35), { text: false }),
      button("fit", say("zoom.fit"), () => { picture.fit(); state.camera = null; rememberAddress(); }, { text: false, id: "fit" }),
      document.fullscreenEnabled && button("full", say("zoom.full"), toggleFull, { text: false, id: "full" })),
    make("div", { id: "tip", class: "tip", hidden: true }),
    make("div", { id: "empty", class: "empty", hidden: true })),
    legend(),
  );
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else byId("stage").requestFullscreen();
}

function startPicture() {
  setPicture(new Picture(byId("picture"), pictureEvent));
  showScene();
  new ResizeObserver(oncePerFrame(() => {
    if (!picture?.scene) return;
    if (picture.scene !== makeScene()) showScene();
    else if (state.camera) picture.setCamera(state.camera);
    else picture.fit(false);
  })).observe(byId("picture"));
}

function showScene() {
  const scene = makeScene();
  picture.show(scene);
  if (state.camera) picture.setCamera(state.camera);
  else picture.fit(false);
  byId("legend").replaceWith(legend());
  const empty = byId("empty");
  empty.hidden = scene.ties.length > 0 || scene.dots.length > 0;
  if (!empty.hidden) put(empty, make("p", null, emptyWords()), filtersUsed(state.filters) > 0 && button(null, say("filters.clear"), clearFilters));
  document.body.dataset.drawn = String(Number(document.body.dataset.drawn ?? 0) + 1);
}

/** @param {{type: string, target?: Target | null, pointer?: any}} event */
function pictureEvent({ type, target = null, pointer = null }) {
  if (type === "hover") return showTip(target, pointer);
  if (type === "camera") {
    state.camera = picture.camera();
    return rememberAddress();
  }
  if (type === "open") return target?.type === "node" && focusOn(target.node.entity);
  select(target ? selectionOf(target) : null);
}

/** @param {Target} target */
const selectionOf = (target) =>
  target.type === "node" ? { type: "node", ids: [target.node.entity.id] }
    : target.type === "tie" ? { type: "tie", ids: [target.tie.tie.a.id, target.tie.tie.b.id] }
      : { type: "statement", ids: [target.dot.statement.id] };

/** @param {Target | null} target */
function showTip(target, pointer) {
  const tip = byId("tip");
  if (!tip) return;
  tip.hidden = !target || !pointer;
  if (!target || !pointer) return;
  put(tip, tipWords(target));
  const { width, height } = picture.size();
  tip.style.setProperty("left", `${Math.min(pointer.x + 14, width - 290)}px`);
  tip.style.setProperty(pointer.y > height - 130 ? "bottom" : "top", `${pointer.y > height - 130 ? height - pointer.y + 14 : pointer.y + 14}px`);
  tip.style.removeProperty(pointer.y > height - 130 ? "top" : "bottom");
}

/** @param {Target} target */
function tipWords(target) {
  if (target.type === "node") {
    const { entity, weight } = target.node;
    return [make("strong", null, quoted(clip(shortName(entity), 140))), make("p", null, sayLabel(entity.label), weight ? ` · ${say("statements", { n: new Set(entity.said.map(([s]) => s)).size })}` : "")];
  }
  if (target.type === "tie") {
    const { tie } = target.tie;
    return [make("strong", null, quoted(clip(labelOf(tie.a), 80)), " – ", quoted(clip(shortName(tie.b), 80))), make("p", null, tieWords(tie))];
  }
  const { statement } = target.dot;
  return [make("p", null, markSvg(statement.label), " ", sayKind(statement.kind)), make("p", null, quoted(clip(plainWording(statement), 220)))];
}

/** @param {Tie} tie */
function tieWords(tie) {
  if (tie.fact) return say(`fact.${tie.fact.type}.out`);
  if (tie.parts) return say("cluster.tie", { share: percent(tie.strength), together: percent(tie.stability) });
  const words = say("statements", { n: tie.weight });
  return isUncertain(tie) ? `${words} · ${say("uncertain")}` : words;
}

// --- Keyboard: arrows walk from node to node, Enter opens, Escape lets go.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    "+": () => picture.zoom(1.35), "=": () => picture.zoom(1.35), "-": () => picture.zoom(1 / 1.35),
    0: () => picture.fit(), f: toggleFull, Escape: () => select(null),
    Enter: () => picture.hovered && select(selectionOf(picture.hovered)),
    " ": () => picture.hovered && select(selectionOf(picture.hovered)),
    Home: () => walkTo(heaviest()),
  }[event.key] ?? (event.key in ARROWS && (() => walk(...ARROWS[event.key])));
  if (!act) return;
  event.preventDefault();
  act();
}

/** @returns {Spot | null} */
const heaviest = () => picture.scene.nodes.reduce((a, b) => (!a || b.weight > a.weight ? b : a), /** @type {any} */ (null));

function walk(dx, dy) {
  const from = picture.hovered?.node ?? (state.selected?.type === "node" && picture.scene.byEntity.get(app.graph.byId.get(state.selected.ids[0])));
  if (!from) return walkTo(heaviest());
  /** @type {Spot | null} */
  let best = null;
  let least = Infinity;
  for (const node of picture.scene.nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along > 1 && along + 2.2 * aside < least) [best, least] = [node, along + 2.2 * aside];
  }
  walkTo(best ?? from);
}

/** @param {Spot | null} node */
function walkTo(node) {
  if (!node) return;
  picture.setHover({ type: "node", node });
  const ties = picture.scene.ties.filter((t) => t.a === node || t.b === node).length;
  announce(say("network.at", { name: clip(shortName(node.entity), 200), label: sayLabel(node.entity.label), ties: sayMany("ties", ties), statements: sayMany("statements", node.weight) }));
}

// --- Legend.

function legend() {
  const scene = makeScene();
  const shown = (name) => scene.nodes.filter((n) => n.entity.label === name).length;
  const labels = app.graph.labels.filter((l) => !l.kind && (state.labels.has(l.name) || shown(l.name)) && entitiesOf(l.name).length);
  const rows = labels.map(({ name }) => make("li", null, markSvg(name), make("span", null, sayLabel(name, true)), make("span", { class: "number" }, say("legend.of", { shown: shown(name), all: entitiesOf(name).length }))));
  const kinds = scene.dots.length ? app.graph.labels.filter((l) => l.kind && scene.dots.some((d) => d.statement.label === l.name)) : [];
  const unsure = scene.ties.filter((t) => isUncertain(t.tie)).length;
  return make(
    "section", { id: "legend", class: "legend", "aria-label": say("legend") },
    make("ul", null, rows,
      kinds.map((l) => make("li", null, markSvg(l.name), make("span", null, sayKind(l.kind)), make("span", { class: "number" }, count(scene.dots.filter((d) => d.statement.label === l.name).length)))),
      make("li", null, lineMark(), make("span", null, say(state.preset === "clusters" ? "legend.shared" : "legend.tie")), make("span", { class: "number" }, say("legend.of", { shown: scene.ties.length, all: scene.ties.length + scene.hidden.ties }))),
      make("li", null, lineMark(true), make("span", null, say("legend.uncertain", { score: percent(app.graph.uncertain) })), make("span", { class: "number" }, count(unsure))),
      unknownRows()),
    scene.hidden.dots > 0 && make("p", { class: "soft" }, say("legend.dots", { n: scene.hidden.dots })),
  );
}

// What the texts or the reading leave open is counted, never hidden.
function unknownRows() {
  if (state.preset === "clusters") return [];
  const statements = visibleStatements();
  const without = (fits) => statements.filter((s) => !linksOf(s).some(fits)).length;
  /** @type {[string, number][]} */
  const rows = [["legend.noObjective", without((l) => l.entity.label === "Objective")], ["legend.noActor", without(isRelation)]];
  return rows.filter(([, n]) => n).map(([key, n]) => make("li", { class: "unknown" }, make("span", { class: "hatch", "aria-hidden": "true" }), make("span", null, say(key)), make("span", { class: "number" }, count(n))));
}

export const networkSection = { show: showNetwork, toPrint: () => picture && makeSvg(drawingOfView()) };

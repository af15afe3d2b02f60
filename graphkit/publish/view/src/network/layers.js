// What is lit, and the layers of shapes that are painted, in world units.

/** @import { Colours, Dot, Focus, Line, Scene, Spot, Statement, Target } from "../types" */
import { MARKS, SHAPES, at, oval } from "../common/shapes.js";
import { app } from "../graph/app.js";
import { isUncertain } from "../graph/ties.js";
import { BOW, RADIUS } from "./scene.js";
import { colourOf, shapeOf } from "../page/marks.js";

// --- The selected or hovered thing with its neighbours.

/** @param {Scene} scene */
export function focusOf(scene, selected, hovered) {
  if (!scene) return null;
  if (hovered) return hoverFocus(scene, hovered);
  if (!selected) return null;
  const [one, other] = selected.ids.map((id) => app.graph.byId.get(id));
  if (selected.type === "node" && scene.byEntity.has(one)) return nodeFocus(scene, /** @type {Spot} */ (scene.byEntity.get(one)));
  if (selected.type === "statement" && one.links) return statementFocus(scene, one);
  if (selected.type === "tie") {
    const found = (scene.all ?? scene.ties).find((t) => t.tie.a === one && t.tie.b === other);
    return found ? tieFocus(found) : null;
  }
  return null;
}

/**
 * @param {Scene} scene
 * @param {Target} target
 */
function hoverFocus(scene, target) {
  if (target.type === "node") return nodeFocus(scene, target.node);
  if (target.type === "tie") return tieFocus(target.tie);
  return statementFocus(scene, target.dot.statement);
}

/**
 * @param {Scene} scene
 * @param {Spot} node
 */
function nodeFocus(scene, node) {
  const ties = (scene.all ?? scene.ties).filter((t) => t.a === node || t.b === node);
  const nodes = new Set([node, ...ties.flatMap((t) => [t.a, t.b])]);
  return { main: node, nodes, ties: new Set(ties), dots: new Set(scene.dots.filter((d) => d.node === node || concerns(d, node))) };
}

/** @param {Spot} node */
const concerns = (dot, node) => dot.statement.links.some((l) => l.entity === node.entity);
const tieFocus = (t) => ({ main: null, nodes: new Set([t.a, t.b]), ties: new Set([t]), dots: new Set() });

/**
 * @param {Scene} scene
 * @param {Statement} statement
 */
function statementFocus(scene, statement) {
  const nodes = new Set(statement.links.map((l) => scene.byEntity.get(l.entity)).filter(Boolean));
  return { main: null, nodes, ties: new Set(), dots: new Set(scene.dots.filter((d) => d.statement === statement)), statement };
}

// --- Layers.

const WIDTHS = [1.6, 2.6, 4, 6, 8, 10, 12, 14];
export const widthOfTie = (weight) => WIDTHS[Math.min(WIDTHS.length - 1, Math.floor(Math.log2(Math.max(1, weight))))];
const DASH = [16, 13];

const line = (t) => {
  const [mx, my] = bend(t);
  return `M${at(t.a.x, t.a.y)}Q${at(mx, my)} ${at(t.b.x, t.b.y)}`;
};
export const bend = ({ a, b, bow = BOW }) => [((a.x + b.x) / 2) * bow, ((a.y + b.y) / 2) * bow];

/** @param {Iterable<Line>} ties */
function tieLayers(ties, stroke, full) {
  const groups = new Map();
  for (const t of ties) {
    const [width, dashed] = [t.tie.fact ? 1.6 : widthOfTie(t.tie.weight), isUncertain(t.tie)];
    const key = `${width} ${dashed}`;
    if (!groups.has(key)) groups.set(key, { parts: [], width, dash: dashed ? DASH : undefined });
    groups.get(key).parts.push(line(t));
  }
  return [...groups.values()]
    .sort((a, b) => a.width - b.width)
    .map(({ parts, width, dash }) => ({ d: parts.join(""), stroke, width, dash, full, alpha: full }));
}

/**
 * @param {Spot[]} nodes
 * @param {Colours} colours
 */
function nodeLayers(nodes, colours) {
  const layers = [];
  for (const { name } of app.graph.labels) {
    const d = nodes.filter((n) => n.entity.label === name).map((n) => shapeOf(name)(n.x, n.y, n.r)).join("");
    if (d) layers.push({ d, stroke: colours.page, width: 7, full: 1 }, { d, fill: colourOf(name), full: 1 });
  }
  return layers;
}

/** @param {Dot[]} dots */
function dotLayers(dots) {
  const layers = [];
  for (const { name, kind } of app.graph.labels) {
    const d = kind && dots.filter((x) => x.statement.label === name).map((x) => MARKS[kind](x.x, x.y, x.r)).join("");
    if (d) layers.push({ d, fill: colourOf(name), full: 1 });
  }
  return layers;
}

/**
 * @param {Scene} scene
 * @param {Colours} colours
 */
export function baseLayers(scene, colours) {
  return [
    ...groundLayers(scene, colours),
    ...tieLayers(scene.ties, colours.tie, 0.5),
    ...dotLayers(scene.dots),
    ...nodeLayers(scene.nodes, colours),
  ];
}

/**
 * Brackets that hold a thematic area together; the ground under a cluster.
 * @param {Scene} scene
 * @param {Colours} colours
 */
function groundLayers(scene, colours) {
  const brackets = scene.headings.filter((h) => h.places.length > 1).map((h) => {
    const near = RADIUS - 58;
    const [first, last] = [h.places[0], h.places[h.places.length - 1]].map(([x, y]) => at((x * near) / RADIUS, (y * near) / RADIUS));
    return `M${first}A${at(near, near)} 0 0 ${h.side > 0 ? 1 : 0} ${last}`;
  });
  const islands = scene.areas.map(({ x, y, rx, ry }) => oval(x, y, rx, ry));
  return [
    { d: islands.join(""), fill: colours.line, alpha: 0.3, ground: true },
    { d: brackets.join(""), stroke: colours.line, width: 9, ground: true },
  ].filter((l) => l.d);
}

/**
 * @param {Scene} scene
 * @param {Focus} focus
 * @param {Colours} colours
 */
export function litLayers(scene, focus, colours) {
  const beams = focus.statement ? statementBeams(scene, focus) : "";
  return [
    ...(beams ? [{ d: beams, stroke: colours.strong, width: 3, alpha: 0.8 }] : []),
    ...tieLayers(focus.ties, colours.strong, 0.85),
    ...dotLayers([...focus.dots]),
    ...(focus.main ? [{ d: SHAPES.dot(focus.main.x, focus.main.y, focus.main.r + 17), stroke: colours.strong, width: 7 }] : []),
    ...nodeLayers([...focus.nodes], colours),
  ];
}

/**
 * @param {Scene} scene
 * @param {Focus} focus
 */
function statementBeams(scene, focus) {
  return [...focus.dots].flatMap((dot) => [...focus.nodes].map((b) => line({ a: dot, b }))).join("");
}

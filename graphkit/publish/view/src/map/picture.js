// The map as a picture to save: what is seen of it, with title, names and legend.

/** @import { Text } from "../types" */
import { fontOf, widthOf } from "../common/measure.js";
import { box, oval } from "../common/shapes.js";
import { labelOf } from "../graph/names.js";
import { CELL_MARKS } from "../matrix/marks.js";
import { cellLayers, drawLegend, newCells } from "../matrix/matrix-files.js";
import { ink } from "../page/marks.js";
import { STILL } from "../page/saving.js";
import { REST, WORLD } from "./world.js";

const WIDTH = 1200;
const TOP = 44;
const DOT = 8;

/**
 * An outline in pixels of the picture: steps grow, beginnings move too.
 * @param {string} outline
 * @param {number} scale
 * @param {number[]} from what stands at the left and the top
 */
export function scaleOutline(outline, scale, [left, top]) {
  const round = (n) => Math.round(n * 10) / 10;
  return outline.replace(/M(-?\d+) ?(-?\d+)l([^z]*)z/g, (_, x, y, steps) => `M${round((x - left) * scale)} ${round((y - top) * scale + TOP)}l${(steps.match(/-?\d+/g) ?? []).map((n) => round(n * scale)).join(" ")}z`);
}

// Unknown is plain grey here, since a hatch can't be cut to an outline.
const toneOf = (step) => (step === 0 ? "line" : `step-${step}`);

/**
 * @param {any[]} places
 * @param {any[]} legend
 * @param {string} title
 * @param {number[]} view
 * @returns {import("../types").Drawing}
 */
export function mapDrawing(places, legend, title, view) {
  const scale = WIDTH / view[2];
  const bottom = TOP + view[3] * scale;
  const own = new Set(places.map((p) => p.entity.id));
  const ground = Object.entries(WORLD).filter(([id]) => !own.has(id)).map(([, [, , , outline]]) => outline).join("") + REST;
  const layers = [{ d: scaleOutline(ground, scale, view), fill: ink("ground"), stroke: ink("line") }];
  const cells = newCells();
  for (const { x, y, dot, outline, step, look } of places) {
    const [px, py] = [(x - view[0]) * scale, (y - view[1]) * scale + TOP];
    const shape = { fill: ink(toneOf(step)), stroke: ink("soft"), dash: look.unsure ? [3, 3] : undefined };
    layers.push({ d: scaleOutline(outline, scale, view) + (dot ? oval(px, py, DOT, DOT) : ""), ...shape });
    if (look.mark) (step > 4 ? cells.dark : cells.marks).push(CELL_MARKS[look.mark](px, py));
  }
  const signs = cellLayers(cells);
  const below = newCells();
  const height = drawLegend(legend.map((l) => ({ ...l, tone: l.tone === "step-0" ? "self" : l.tone })), WIDTH, bottom + 30, below);
  const bands = box(WIDTH / 2, TOP / 2, WIDTH / 2, TOP / 2) + box(WIDTH / 2, bottom + WIDTH, WIDTH / 2, WIDTH); // over what lies outside the view
  const heading = { text: title, x: 16, y: 22, size: 16, weight: 700, anchor: "start", colour: ink("ink") };
  return { width: WIDTH, height, layers: [...layers, ...signs, { d: bands, fill: ink("page") }, ...cellLayers(below)], texts: [heading, ...names(places, view, scale), ...below.texts], move: STILL };
}

/**
 * The names of those that speak of it, each where it lies over no other.
 * @param {any[]} places
 * @param {number[]} view
 * @param {number} scale
 */
function names(places, view, scale) {
  /** @type {Text[]} */
  const texts = [];
  const taken = [];
  for (const { entity, x, y, step } of [...places].sort((a, b) => b.step - a.step)) {
    const text = labelOf(entity);
    const half = widthOf(text, fontOf({ size: 11 })) / 2 + 2;
    const [px, py] = [(x - view[0]) * scale, (y - view[1]) * scale + TOP + 15];
    const inside = px > half && px < WIDTH - half && py > TOP + 8 && py < TOP + view[3] * scale - 8;
    if (step < 2 || !inside || taken.some(([ox, oy, other]) => Math.abs(ox - px) < half + other && Math.abs(oy - py) < 13)) continue;
    taken.push([px, py, half]);
    texts.push({ text, x: px, y: py, size: 11, weight: 600, anchor: "middle", colour: ink("ink"), halo: ink("page") });
  }
  return texts;
}

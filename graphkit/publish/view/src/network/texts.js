// Names in the picture: always of readable size, never over each other; the heavier node keeps its name.

/** @import { Cluster, Colours, Focus, Projection, Scene, Size, Spot, Text } from "../types" */
import { fontOf, shorten, widthOf, wrap } from "../common/measure.js";
import { count, language, say } from "../common/words.js";
import { app } from "../graph/app.js";
import { clusterName, labelOf, nameOf, shortName } from "../graph/names.js";
import { bend } from "./layers.js";

export const LABEL_ROOM = 230; // pixels kept free on each side for the names of objectives
const TEXT = 12;
const LINE = 14.5;
const ALWAYS_NAMED = 12; // names of the heaviest nodes may cover other nodes, never other names
const MOST_NAMES = 400; // so many of the heaviest nodes in view are tried; a screen holds fewer names

/**
 * @param {Scene} scene
 * @param {Focus | null} focus
 * @param {Projection} to
 * @param {Size} size
 * @param {Colours} colours
 */
export function placeTexts(scene, focus, to, size, colours) {
  const taken = new Taken();
  const texts = [];
  const dim = (node) => focus && !focus.nodes.has(node);
  codeTexts(scene, to, dim, colours, texts);
  headingTexts(scene, to, size, focus, colours, texts, taken);
  for (const cluster of scene.areas) texts.push(...clusterTexts(cluster, to, size, focus, colours, taken));
  sideTexts(scene, to, size, dim, colours, texts, taken);
  innerTexts(scene, focus, to, size, colours, texts, taken);
  if (focus?.main) weightTexts(focus, to, colours, texts, taken);
  if (scene.loose) texts.push(looseText(scene.loose, to, colours));
  return texts;
}

// Rectangles [x, y, width, height] that are taken, in squares of a grid, so that few have to be compared.
const SQUARE = 80;

class Taken {
  constructor() {
    this.squares = new Map();
  }

  /** @param {number[]} spot */
  keys([x, y, w, h]) {
    const keys = [];
    for (let i = Math.floor(x / SQUARE); i <= Math.floor((x + w) / SQUARE); i++) {
      for (let j = Math.floor(y / SQUARE); j <= Math.floor((y + h) / SQUARE); j++) keys.push(i * 4096 + j);
    }
    return keys;
  }

  add(spot) {
    for (const key of this.keys(spot)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(spot);
    }
  }

  /**
   * @param {number[]} spot
   * @param {number[]} [own] one that may lie under it
   */
  isFree(spot, own) {
    return this.keys(spot).every((key) => !(this.squares.get(key) ?? []).some((other) => other !== own && overlaps(spot, other)));
  }

  // Takes the rectangle if it is free, and says whether it was.
  take(spot) {
    const free = this.isFree(spot);
    if (free) this.add(spot);
    return free;
  }
}

/**
 * @param {Scene} scene
 * @param {Projection} to
 * @param {Colours} colours
 * @param {Text[]} texts
 */
function codeTexts(scene, to, dim, colours, texts) {
  for (const node of scene.nodes) {
    const r = node.r * to.scale;
    if (node.entity.label !== "Objective" || r < 6.5) continue;
    const text = String(node.entity.facts.code ?? node.entity.facts.number);
    const fits = Math.min(r * 1.15, 15, (r * 2.6) / Math.max(2, text.length));
    texts.push({ text, x: to.x(node.x), y: to.y(node.y), size: fits, weight: 700, colour: colours.page, alpha: dim(node) ? 0.4 : 1 });
  }
}

/** @param {Projection} to */
function spacingOf(sided, to) {
  let least = 60;
  for (const side of [1, -1]) {
    const ys = sided.filter((n) => n.side === side).map((n) => to.y(n.y)).sort((a, b) => a - b);
    ys.slice(1).forEach((y, i) => (least = Math.min(least, y - ys[i])));
  }
  return least;
}

/**
 * @param {Scene} scene
 * @param {Projection} to
 * @param {Size} size
 * @param {Colours} colours
 * @param {Text[]} texts
 * @param {Taken} taken
 */
function sideTexts(scene, to, size, dim, colours, texts, taken) {
  const sided = scene.nodes.filter((n) => n.side);
  const spacing = spacingOf(sided, to);
  if (spacing < 9) return;
  const most = Math.max(1, Math.min(3, Math.floor(spacing / LINE)));
  const font = fontOf({ size: TEXT });
  for (const node of [...sided].sort((a, b) => b.weight - a.weight)) {
    const x = to.x(node.x + node.side * (node.r + (node.bar ?? 0) + 12)) + node.side * 4;
    const room = Math.min(LABEL_ROOM - 22, (node.side > 0 ? size.width - x : x) - 8);
    if (room < 40) continue;
    const lines = wrap(nameOf(node.entity), font, room, most);
    const y = to.y(node.y) - ((lines.length - 1) * LINE) / 2;
    const anchor = node.side > 0 ? "start" : "end";
    const width = Math.max(...lines.map((l) => widthOf(l, font)));
    if (!taken.take([node.side > 0 ? x : x - width, y - 7, width, (lines.length - 1) * LINE + 14])) continue;
    lines.forEach((text, i) => texts.push({
      text, x, y: y + i * LINE, size: TEXT, anchor, colour: colours.ink, halo: colours.page, alpha: dim(node) ? 0.25 : 1,
    }));
  }
}

/**
 * @param {Scene} scene
 * @param {Projection} to
 * @param {Size} size
 * @param {Focus | null} focus
 * @param {Colours} colours
 * @param {Text[]} texts
 * @param {Taken} taken
 */
function headingTexts(scene, to, size, focus, colours, texts, taken) {
  const spacing = spacingOf(scene.nodes.filter((n) => n.side), to);
  if (spacing < 20) return;
  for (const h of scene.headings) {
    const x = to.x(h.x + h.side * 50) + h.side * 4;
    const room = (h.side > 0 ? size.width - x : x) - 8;
    const text = shorten(nameOf(h.entity).toLocaleUpperCase(language), fontOf({ size: 10, weight: 650 }), room);
    const y = to.y(h.y) - Math.min(spacing * 0.9, 34);
    const width = widthOf(text, fontOf({ size: 10, weight: 650 }));
    if (!taken.take([h.side > 0 ? x : x - width, y - 6, width, 12])) continue;
    texts.push({ text, x, y, size: 10, weight: 650, anchor: h.side > 0 ? "start" : "end", colour: colours.soft, halo: colours.page, alpha: focus ? 0.35 : 1 });
  }
}

/**
 * @param {Scene} scene
 * @param {Focus | null} focus
 * @param {Projection} to
 * @param {Size} size
 * @param {Colours} colours
 * @param {Text[]} texts
 * @param {Taken} taken
 */
function innerTexts(scene, focus, to, size, colours, texts, taken) {
  const rank = (n) => (n.middle ? 3e9 : 0) + (n === focus?.main ? 2e9 : 0) + (focus?.nodes.has(n) ? 1e9 : 0) + n.weight;
  const inView = (n) => to.x(n.x) > -60 && to.y(n.y) > -20 && to.x(n.x) < size.width + 60 && to.y(n.y) < size.height + 20;
  const inner = scene.nodes.filter((n) => !n.side && (!focus || focus.nodes.has(n)) && inView(n)).sort((a, b) => rank(b) - rank(a)).slice(0, MOST_NAMES);
  const discs = new Map(inner.map((n) => [n, discOf(n, to)]));
  const covered = new Taken();
  for (const disc of discs.values()) covered.add(disc);
  for (const [i, node] of inner.entries()) {
    const isFree = (spot) => taken.isFree(spot) && covered.isFree(spot, discs.get(node));
    const main = node.middle || node === focus?.main;
    const placed = main ? placeBelow(node, to) : placeName(node, to, isFree) ?? (i < ALWAYS_NAMED && placeName(node, to, (spot) => taken.isFree(spot)));
    if (!placed) continue;
    taken.add(placed.spot);
    placed.lines.forEach((text, i) => texts.push({ ...placed.look, text, x: placed.x, y: placed.y + i * 17, anchor: placed.anchor, colour: colours.ink, halo: colours.page }));
  }
}

/**
 * @param {Spot} node
 * @param {Projection} to
 */
function discOf(node, to) {
  const half = 0.8 * node.r * to.scale;
  return [to.x(node.x) - half, to.y(node.y) - half, 2 * half, 2 * half];
}

/**
 * The node looked at is always named, in two lines if need be.
 * @param {Spot} node
 * @param {Projection} to
 */
function placeBelow(node, to) {
  const look = { size: 14, weight: 700 };
  const lines = wrap(labelOf(node.entity), fontOf(look), 280, 2);
  const width = Math.max(...lines.map((line) => widthOf(line, fontOf(look))));
  const [x, y] = [to.x(node.x), to.y(node.y) + node.r * to.scale + 9];
  return { look, lines, x, y, anchor: "middle", spot: [x - width / 2 - 2, y - 8, width + 4, 17 * lines.length] };
}

const NAME_WIDTHS = [170, 92];

/**
 * The first place beside the node that is free: below, above, to the right, to the left; then the same, shortened.
 * @param {Spot} node
 * @param {Projection} to
 */
function placeName(node, to, isFree) {
  const look = { size: TEXT, weight: 500 };
  const [x, y, out] = [to.x(node.x), to.y(node.y), node.r * to.scale];
  for (const most of NAME_WIDTHS) {
    const text = shorten(labelOf(node.entity), fontOf(look), most);
    const width = widthOf(text, fontOf(look)) + 4;
    /** @type {[string, number, number][]} */
    const places = [["middle", x, y + out + 9], ["middle", x, y - out - 9], ["start", x + out + 5, y], ["end", x - out - 5, y]];
    for (const [anchor, tx, ty] of places) {
      const left = { middle: tx - width / 2, start: tx - 2, end: tx - width + 2 }[anchor];
      const spot = [left, ty - 7, width, 14];
      if (isFree(spot)) return { look, lines: [text], x: tx, y: ty, anchor, spot };
    }
  }
  return null;
}

const overlaps = (/** @type {number[]} */ [x, y, w, h], /** @type {number[]} */ [p, q, v, g]) => x < p + v && p < x + w && y < q + g && q < y + h;

/**
 * @param {Focus} focus
 * @param {Projection} to
 * @param {Colours} colours
 * @param {Text[]} texts
 * @param {Taken} taken
 */
function weightTexts(focus, to, colours, texts, taken) {
  for (const t of focus.ties) {
    if (!t.tie.weight) continue;
    const s = t.a === focus.main ? 0.72 : 0.28;
    const [mx, my] = bend(t);
    const x = to.x((1 - s) ** 2 * t.a.x + 2 * s * (1 - s) * mx + s * s * t.b.x);
    const y = to.y((1 - s) ** 2 * t.a.y + 2 * s * (1 - s) * my + s * s * t.b.y);
    const spot = [x - 8, y - 7, 16, 14];
    if (!taken.take(spot)) continue;
    texts.push({ text: count(t.tie.weight), x, y, size: 11, weight: 700, colour: colours.strong, halo: colours.page });
  }
}

/**
 * Above an island: its name, and what it stands for where there is room; both stay on the screen.
 * @param {Cluster} cluster
 * @param {Projection} to
 * @param {Size} size
 * @param {Focus | null} focus
 * @param {Colours} colours
 * @param {Taken} taken
 */
function clusterTexts(cluster, to, size, focus, colours, taken) {
  const room = Math.min(size.width - 16, Math.max(150, 2 * cluster.rx * to.scale + 40));
  const x = Math.max(room / 2 + 8, Math.min(size.width - room / 2 - 8, to.x(cluster.x)));
  const shore = to.y(cluster.y - cluster.ry);
  const about = cluster.standsFor.filter((row) => typeof row === "number").slice(0, 3).map((row) => app.graph.entities[row]).map((e) => (e.label === "Objective" ? shortName(e) : nameOf(e)));
  const name = { size: 13, weight: 680, colour: colours.ink };
  const below = { size: TEXT, colour: colours.soft };
  const alpha = focus ? 0.4 : 1;
  const lines = [
    ...wrap(clusterName(cluster), fontOf(name), room, 2).map((text) => ({ ...name, text })),
    ...(about.length ? wrap(about.join(" · "), fontOf(below), room, 2).map((text) => ({ ...below, text })) : []),
  ];
  for (let kept = lines.length; kept > 0; kept--) {
    const spot = [x - room / 2, shore - 1 - 16 * kept, room, 16 * kept];
    if (!taken.take(spot)) continue;
    return lines.slice(0, kept).map((line, i) => ({ ...line, x, y: spot[1] + 16 * i + 8, halo: colours.page, alpha }));
  }
  return [];
}

/**
 * @param {{x: number, y: number, count: number}} loose statements that are about no objective
 * @param {Projection} to
 * @param {Colours} colours
 */
const looseText = (loose, to, colours) => ({
  text: say("network.loose", { n: loose.count }),
  x: to.x(loose.x), y: to.y(loose.y), size: TEXT, weight: 600, colour: colours.soft, halo: colours.page,
});

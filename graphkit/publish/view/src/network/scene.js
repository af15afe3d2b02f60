// What the picture shows: nodes, dots (single statements), ties and headings with their places in world units.

/** @import { Entity, Scene, Spot, Statement, Tie } from "../types" */
import { byId } from "../common/dom.js";
import { greatest } from "../common/text.js";
import { app } from "../graph/app.js";
import { filterKey, linksOf, remember, visibleStatements } from "../graph/filters.js";
import { byNumber, compareEnds, entitiesOf, isTopic } from "../graph/names.js";
import { findSpokes, findTies, strongest } from "../graph/ties.js";
import { state } from "../page/state.js";

export const RADIUS = 1000;
const MOST_DOTS = 12000;
const MOST_SPOKES = 60;
const MOST_OF_LABEL = { work: 24, whole: 12 };
export const BOW = 0.86; // ties bow a little towards the middle of the frame, so that they part where they start
const BAR_STEP = 22; // world units from dot to dot
const BAR_ROWS = 5;
const MOST_BAR = 1100; // world units; longer bars are drawn with smaller dots

export function makeScene() {
  const key = JSON.stringify([state.preset, state.centre, [...state.labels], state.detail, state.unfold, state.preset === "clusters" && isNarrow(), [...state.also], filterKey(state.filters)]);
  return remember(`scene ${key}`, () => {
    const build = { clusters: clusterScene, one: spokeScene }[state.preset] ?? rimScene;
    const scene = { dots: [], headings: [], areas: [], hidden: { ties: 0, nodes: 0, dots: 0 }, ...build() };
    scene.byEntity = new Map(scene.nodes.map((n) => [n.entity, n]));
    if (state.unfold) scene.hidden.dots = addDots(scene);
    return scene;
  });
}

// --- Objectives on the rim, everyone else inside.

function rimScene() {
  const all = findTies().filter((t) => state.labels.has(t.a.label) && state.labels.has(t.b.label) && placeOf(t.a) && placeOf(t.b));
  const heavy = heaviestNodes(weigh(all));
  const ties = strongest(all.filter((t) => heavy.has(t.a) && heavy.has(t.b)), state.detail);
  const weights = weigh(ties);
  const rim = state.labels.has("Objective") ? entitiesOf("Objective").filter(placeOf) : [];
  const shown = new Set([...rim, ...weights.keys()]);
  const most = greatest([...weights].filter(([e]) => e.label !== "Objective").map(([, w]) => w), 1);
  const nodes = [...shown].map((entity) => rimNode(entity, weights.get(entity) ?? 0, most));
  const possible = app.graph.entities.filter((e) => state.labels.has(e.label)).length;
  return {
    nodes,
    ties: joinTies(ties, nodes),
    all: joinTies(all, nodes),
    headings: areaHeadings(rim),
    hidden: { ties: all.length - ties.length, nodes: possible - nodes.length, dots: 0 },
  };
}

/** @returns {any} [x, y] in world units; undefined where it has none */
export const placeOf = (entity) => app.places.get(entity.id);

// At first sight only the heaviest nodes of each label; all of them when all ties are asked for.
function heaviestNodes(weights) {
  const most = state.detail === 0 ? Infinity : MOST_OF_LABEL[state.preset] ?? Infinity;
  const byLabel = new Map();
  for (const [entity] of [...weights].sort((x, y) => y[1] - x[1] || x[0].row - y[0].row)) {
    if (!byLabel.has(entity.label)) byLabel.set(entity.label, []);
    byLabel.get(entity.label).push(entity);
  }
  const chosen = [...byLabel].flatMap(([label, list]) => (label === "Objective" ? list : list.slice(0, most)));
  const asked = [...state.also, ...state.filters.actors, ...state.filters.groups].map((id) => app.graph.byId.get(id));
  return new Set([...chosen, ...asked]);
}

/** @param {Tie[]} ties */
function weigh(ties) {
  const weights = new Map();
  for (const tie of ties) for (const end of [tie.a, tie.b]) weights.set(end, (weights.get(end) ?? 0) + tie.weight);
  return weights;
}

/**
 * @param {Entity} entity
 * @param {number} most
 */
function rimNode(entity, weight, most) {
  const [x, y] = placeOf(entity);
  const onRim = entity.label === "Objective";
  const r = onRim ? 34 : 15 + 43 * Math.sqrt(weight / most);
  return { entity, x, y, r, weight, side: onRim ? Math.sign(x) || 1 : 0 };
}

/**
 * @param {Tie[]} ties
 * @param {Spot[]} nodes
 */
function joinTies(ties, nodes) {
  const at = new Map(nodes.map((n) => [n.entity, n]));
  return ties.map((tie) => ({ tie, a: at.get(tie.a), b: at.get(tie.b), bow: tie.parts ? 1 : BOW })).filter((t) => t.a && t.b);
}

// The thematic area's name stands above the first of its objectives on each side.
function areaHeadings(rim) {
  const headings = [];
  for (const area of entitiesOf("ThematicArea").sort(byNumber)) {
    const parts = rim.filter((objective) => areaOf(objective) === area);
    for (const side of [1, -1]) {
      const places = parts.map(placeOf).filter(([x]) => (Math.sign(x) || 1) === side);
      if (!places.length) continue;
      places.sort((p, q) => p[1] - q[1]);
      headings.push({ entity: area, x: places[0][0], y: places[0][1], side, places });
    }
  }
  return headings;
}

/**
 * The first thematic area of an objective; some stand in several.
 * @param {Entity} objective
 */
const areaOf = (objective) =>
  objective.ties.filter((f) => f.type === "PART_OF" && f.source === objective && f.target.label === "ThematicArea").map((f) => f.target).sort(byNumber)[0];

// --- One node in the middle, what it is tied to around it.

function spokeScene() {
  const centre = app.graph.byId.get(state.centre);
  const spokes = findSpokes(centre).filter((s) => state.labels.has(s.end.label));
  const shown = spokes.slice(0, MOST_SPOKES);
  const order = app.graph.labels.map((l) => l.name);
  shown.sort((s, t) => order.indexOf(s.end.label) - order.indexOf(t.end.label) || compareEnds(s.end, t.end));
  const most = greatest(shown.map((s) => s.tie.weight), 1);
  const middle = { entity: centre, x: 0, y: 0, r: 90, weight: 0, side: 0, middle: true };
  const places = bothSides(shown.length);
  const around = shown.map((s, i) => ({
    entity: s.end,
    ...places[i],
    r: 22 + 26 * Math.sqrt(s.tie.weight / most),
    weight: s.tie.weight,
  }));
  const ties = shown.map((s, i) => ({ tie: s.tie, a: middle, b: around[i] }));
  return { nodes: [middle, ...around], ties, hidden: { ties: spokes.length - shown.length, nodes: spokes.length - shown.length, dots: 0 } };
}

// Places down the right side and up the left, evenly spaced so that names never cover each other.
function bothSides(total) {
  const right = Math.ceil(total / 2);
  return Array.from({ length: total }, (_, i) => {
    const [index, size, side] = i < right ? [i, right, 1] : [total - 1 - i, total - right, -1];
    const reach = Math.min(0.94, 0.16 * (size - 1) / 2 + 0.001);
    const y = size > 1 ? RADIUS * reach * ((2 * index) / (size - 1) - 1) : 0;
    return { x: side * Math.sqrt(RADIUS ** 2 - y ** 2), y, side };
  });
}

// --- Clusters of actors, each on an island of its own.

function clusterScene() {
  if (!app.clusters) return rimScene();
  const nodes = [];
  const areas = [];
  for (const cluster of isNarrow() ? stackIslands(app.clusters.groups) : app.clusters.groups) {
    const members = cluster.members.map((row, i) => ({ entity: app.graph.entities[row], place: cluster.places[i] }));
    const shown = members.filter((m) => state.labels.has(m.entity.label));
    for (const { entity, place } of shown) nodes.push({ entity, x: place[0], y: place[1], weight: entity.said.length, side: 0, cluster });
    if (shown.length) areas.push(cluster);
  }
  const most = greatest(nodes.map((n) => n.weight), 1);
  for (const node of nodes) node.r = 15 + 35 * Math.sqrt(node.weight / most);
  const all = app.clusters.ties.map((tie) => ({ ...tie, weight: Math.round(100 * tie.strength), score: tie.stability, statements: [] }));
  const ties = strongest(all, state.detail);
  return { nodes, areas, ties: joinTies(ties, nodes), all: joinTies(all, nodes), hidden: { ties: all.length - ties.length, nodes: 0, dots: 0 } };
}

export const isNarrow = () => byId("main").clientWidth < 640;
export const HEADROOM = 230; // world units above an island for its name

// On a narrow screen the islands stand in rows no wider than the widest of them.
function stackIslands(groups) {
  const widest = greatest(groups.map((g) => 2 * g.rx), 0);
  const rows = [];
  for (const group of groups) {
    const row = rows.at(-1);
    if (row && row.width + 2 * group.rx + HEADROOM <= widest) {
      row.groups.push(group);
      row.width += 2 * group.rx + HEADROOM;
    } else rows.push({ groups: [group], width: 2 * group.rx });
  }
  let top = 0;
  return rows.flatMap(({ groups: beside, width }) => {
    const height = greatest(beside.map((g) => 2 * g.ry));
    let left = -width / 2;
    const moved = beside.map((group) => {
      const [x, y] = [left + group.rx, top + HEADROOM + height / 2];
      left += 2 * group.rx + HEADROOM;
      return { ...group, x, y, places: group.places.map(([px, py]) => [px + x - group.x, py + y - group.y]) };
    });
    top += height + HEADROOM;
    return moved;
  });
}

// --- Single statements, gathered around what they are about.

/** @param {Scene} scene */
function addDots(scene) {
  const lists = [...(state.preset === "one" ? spokeStatements(scene) : rimStatements(scene))];
  const longest = greatest(lists.filter(([node]) => node).map(([, list]) => list.length), 1);
  const rows = Math.max(1, Math.min(BAR_ROWS, Math.floor((0.9 * roomBeside(scene)) / BAR_STEP)));
  const step = Math.min(BAR_STEP, (MOST_BAR * rows) / longest);
  let hidden = 0;
  for (const [node, list] of lists) {
    const room = Math.max(0, MOST_DOTS - scene.dots.length);
    hidden += Math.max(0, list.length - room);
    addBar(scene, node, list.slice(0, room), step, rows);
  }
  return hidden;
}

/**
 * The least distance from one node to the next on a side.
 * @param {Scene} scene
 */
function roomBeside(scene) {
  let least = 200;
  for (const side of [1, -1]) {
    const ys = scene.nodes.filter((n) => n.side === side).map((n) => n.y).sort((a, b) => a - b);
    ys.slice(1).forEach((y, i) => (least = Math.min(least, y - ys[i])));
  }
  return least;
}

/** @param {Scene} scene */
function rimStatements(scene) {
  const byNode = new Map();
  for (const statement of visibleStatements()) {
    const links = linksOf(statement).filter((l) => isTopic(l) && l.entity.label === "Objective");
    const best = links.reduce((a, b) => (a && a.score >= b.score ? a : b), /** @type {any} */ (null));
    const node = (best && scene.byEntity.get(best.entity)) || null;
    if (!byNode.has(node)) byNode.set(node, []);
    byNode.get(node).push(statement);
  }
  return byNode;
}

/** @param {Scene} scene */
function spokeStatements(scene) {
  const byNode = new Map();
  const seen = new Set();
  for (const { tie, b } of scene.ties) {
    const fresh = tie.statements.filter((s) => !seen.has(s));
    fresh.forEach((s) => seen.add(s));
    if (fresh.length) byNode.set(b, fresh);
  }
  return byNode;
}

/**
 * Rows of dots outwards from a node: a bar whose length can be compared, made of statements that can be clicked.
 * @param {Scene} scene
 * @param {Spot} node
 * @param {Statement[]} statements
 */
function addBar(scene, node, statements, step, rows) {
  const kinds = app.graph.labels.map((l) => l.kind);
  const sorted = [...statements].sort((s, t) => kinds.indexOf(s.kind) - kinds.indexOf(t.kind) || s.row - t.row);
  const side = node ? node.side : 1;
  const columns = Math.ceil(sorted.length / rows);
  const x0 = node ? node.x + side * (node.r + 26) : (-columns * step) / 2;
  const y0 = (node ? node.y : RADIUS * 1.2) - ((rows - 1) * step) / 2;
  if (node) node.bar = columns * step + 14;
  else scene.loose = { x: 0, y: y0 - 60, count: statements.length };
  sorted.forEach((statement, i) => {
    const [column, row] = [Math.floor(i / rows), i % rows];
    scene.dots.push({ statement, x: x0 + side * column * step, y: y0 + row * step, r: step * 0.36, node });
  });
}

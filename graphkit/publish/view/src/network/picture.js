// The picture: vis-network keeps the camera and tells what lies under the pointer; the drawing is ours.

/** @import { Camera, Colours, Focus, Layer, Line, Projection, Scene, Target } from "../types" */
import { oncePerFrame } from "../common/dom.js";
import { paint, write } from "../common/drawing.js";
import { greatest } from "../common/text.js";
import { baseLayers, bend, focusOf, litLayers, widthOfTie } from "./layers.js";
import { HEADROOM, RADIUS, isNarrow } from "./scene.js";
import { LABEL_ROOM, placeTexts } from "./texts.js";
import { ink } from "../page/marks.js";
import { state } from "../page/state.js";

export class Picture {
  /** @type {Scene} null until one is shown */ scene = /** @type {any} */ (null);
  /** @type {Focus | null} */ focus = null;
  /** @type {Target | null} */ hovered = null;
  /** @type {Colours} */ colours = /** @type {any} */ (null);
  /** @type {Layer[]} */ base = [];
  /** @type {Layer[] | null} */ lit = null;
  /** @type {{x: number, y: number, buttons: number} | undefined} */ pointer;
  /** @type {Map<string, Target>} */ byVisId = new Map();

  constructor(holder, report) {
    this.holder = holder;
    this.report = report; // called with {type: "hover" | "select" | "camera", ...}
    this.nodes = new globalThis.vis.DataSet();
    this.vis = new globalThis.vis.Network(holder, { nodes: this.nodes, edges: new globalThis.vis.DataSet() }, VIS_OPTIONS());
    this.vis.on("beforeDrawing", (context) => this.drawScene(context));
    this.vis.on("afterDrawing", (context) => this.drawTexts(context));
    this.vis.on("click", (event) => this.click(event));
    this.vis.on("doubleClick", (event) => this.report({ type: "open", target: this.targetAt(event.pointer.DOM) }));
    this.vis.on("dragEnd", () => this.report({ type: "camera" }));
    this.vis.on("zoom", oncePerFrame(() => this.report({ type: "camera" })));
    const settle = oncePerFrame(() => this.hoverAt());
    holder.addEventListener("pointermove", (event) => {
      this.pointer = { x: event.offsetX, y: event.offsetY, buttons: event.buttons };
      settle();
    });
    holder.addEventListener("pointerleave", () => this.setHover(null));
    // A tap opens the panel at once; the mouse events that a browser makes of the same tap would land on the panel.
    holder.addEventListener("touchend", (event) => event.cancelable && event.preventDefault(), { passive: false });
    holder.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  }

  show(scene) {
    this.scene = scene;
    this.setHover(null);
    const places = scene.nodes.map((n) => visNode(`n${n.entity.row}`, n.x, n.y, n.r));
    const dots = scene.dots.map((d) => visNode(`s${d.statement.row}`, d.x, d.y, d.r));
    this.byVisId = new Map(/** @type {[string, Target][]} */ ([
      ...scene.nodes.map((n, i) => [places[i].id, { type: "node", node: n }]),
      ...scene.dots.map((d, i) => [dots[i].id, { type: "statement", dot: d }]),
    ]));
    this.vis.setData({ nodes: new globalThis.vis.DataSet([...places, ...dots]), edges: new globalThis.vis.DataSet() });
    this.restyle();
  }

  // Colours, selection or language changed: the places stay.
  restyle() {
    this.colours = { ink: ink("ink"), page: ink("page"), soft: ink("soft"), tie: ink("tie"), strong: ink("accent"), line: ink("line") };
    this.focus = focusOf(this.scene, state.selected, this.hovered);
    this.base = baseLayers(this.scene, this.colours);
    this.lit = this.focus && litLayers(this.scene, this.focus, this.colours);
    this.vis.redraw();
  }

  relight() {
    this.focus = focusOf(this.scene, state.selected, this.hovered);
    this.lit = this.focus && litLayers(this.scene, this.focus, this.colours);
    this.vis.redraw();
  }

  drawScene(context) {
    if (!this.base) return;
    const strength = this.focus ? 0.13 : 1;
    paint(context, this.base.map((l) => (l.ground ? l : Object.assign(l, { alpha: (l.full ?? 1) * strength }))));
    if (this.lit) paint(context, this.lit);
  }

  drawTexts(context) {
    if (!this.scene) return;
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    write(context, placeTexts(this.scene, this.focus, this.project(), this.size(), this.colours));
    context.restore();
  }

  /** @returns {Projection} */
  project() {
    const [scale, middle] = [this.vis.getScale(), this.vis.getViewPosition()];
    const { width, height } = this.size();
    return { scale, x: (x) => (x - middle.x) * scale + width / 2, y: (y) => (y - middle.y) * scale + height / 2 };
  }

  size() {
    return { width: this.holder.clientWidth, height: this.holder.clientHeight };
  }

  /** @returns {Target | null} */
  targetAt(point) {
    const id = this.vis.getNodeAt(point);
    const found = this.byVisId.get(id);
    if (found) return found;
    const tie = nearestTie(this.scene, this.vis.DOMtoCanvas(point), 7 / this.vis.getScale(), this.focus);
    return tie && { type: "tie", tie };
  }

  hoverAt() {
    if (!this.pointer || this.pointer.buttons || !this.scene) return;
    this.setHover(this.targetAt(this.pointer));
  }

  /** @param {Target | null} target */
  setHover(target) {
    const key = (/** @type {Target | null} */ t) => t && (t.tie ?? t.node ?? t.dot);
    if (key(target) === key(this.hovered)) return;
    this.hovered = target;
    this.holder.classList.toggle("pointing", Boolean(target));
    if (this.scene) this.relight();
    this.report({ type: "hover", target, pointer: this.pointer });
  }

  click(event) {
    this.report({ type: "select", target: this.targetAt(event.pointer.DOM) });
  }

  fit(animated = true) {
    const { width, height } = this.size();
    const frame = frameOf(this.scene);
    const room = Math.min(LABEL_ROOM, width * 0.24);
    const side = frame.sided ? room : Math.min(40, width * 0.04);
    const scale = Math.min((width - 2 * side) / (frame.right - frame.left || 1), (height - (isNarrow() ? 30 : 90)) / (frame.bottom - frame.top || 1), 1.6);
    this.look([(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2], Math.max(scale, 0.02), animated);
  }

  look([x, y], scale, animated = true) {
    const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = still ? false : { duration: 320, easingFunction: "easeInOutQuad" };
    this.vis.moveTo({ position: { x, y }, scale, offset: { x: 0, y: 0 }, animation });
  }

  zoom(factor) {
    const { x, y } = this.vis.getViewPosition();
    this.look([x, y], Math.min(6, Math.max(0.02, this.vis.getScale() * factor)));
    this.report({ type: "camera" });
  }

  scale() {
    return this.vis.getScale();
  }

  close() {
    this.vis.destroy();
  }

  // Centre and the width of the world that is visible: the same on every screen.
  /** @returns {Camera} */
  camera() {
    const { x, y } = this.vis.getViewPosition();
    return [x, y, this.size().width / this.vis.getScale()];
  }

  setCamera([x, y, across]) {
    this.look([x, y], this.size().width / across, false);
  }
}

const VIS_OPTIONS = () => ({
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { dragNodes: false, hover: false, keyboard: false, selectable: false, selectConnectedEdges: false, zoomSpeed: 0.6 },
  nodes: { shape: "custom", ctxRenderer: blank },
});

// vis-network asks each node to draw itself; ours are drawn together, by kind, which is many times faster.
const NOTHING = { drawNode() {}, nodeDimensions: { width: 1, height: 1 } };
const blank = () => NOTHING;

/**
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
const visNode = (id, x, y, r) => ({ id, x, y, size: r, ctxRenderer: sized(r) });
const sizes = new Map();
/** @param {number} r */
function sized(r) {
  const key = Math.ceil(r);
  if (!sizes.has(key)) {
    const answer = { drawNode() {}, nodeDimensions: { width: 2.2 * key, height: 2.2 * key } };
    sizes.set(key, () => answer);
  }
  return sizes.get(key);
}

/** @param {Scene} scene */
function frameOf(scene) {
  const spots = [
    ...scene.nodes.map((n) => ({ x: n.x, y: n.y, r: n.r, out: n.bar ?? 0, side: n.side })),
    ...scene.areas.flatMap(({ x, y, rx, ry }) => [{ x: x - rx, y: y - ry - (isNarrow() ? HEADROOM : 60), r: 0, out: 0, side: 0 }, { x: x + rx, y: y + ry, r: 0, out: 0, side: 0 }]),
    ...scene.dots.filter((d) => !d.node).map((d) => ({ x: d.x, y: d.y, r: d.r, out: 0, side: 0 })),
  ];
  if (!spots.length) return { left: -RADIUS, right: RADIUS, top: -RADIUS, bottom: RADIUS, sided: false };
  const ends = (pick) => spots.map(pick);
  return {
    left: -greatest(ends((s) => s.r - s.x + (s.side < 0 ? s.out : 0))),
    right: greatest(ends((s) => s.x + s.r + (s.side > 0 ? s.out : 0))),
    top: -greatest(ends((s) => s.r - s.y)),
    bottom: greatest(ends((s) => s.y + s.r)),
    sided: scene.nodes.some((n) => n.side),
  };
}

// --- What lies under the pointer.

/**
 * @param {Scene} scene
 * @param {{x: number, y: number}} point in world units
 * @param {number} reach
 * @param {Focus | null} focus
 */
function nearestTie(scene, { x, y }, reach, focus) {
  /** @type {Line | null} */
  let best = null;
  let least = reach;
  for (const t of focus?.main ? focus.ties : scene.ties) {
    const away = distanceTo(t, x, y, least) - (t.tie.fact ? 0 : widthOfTie(t.tie.weight) / 2);
    if (away < least) [best, least] = [t, away];
  }
  return best;
}

/**
 * @param {number} x
 * @param {number} y
 */
function distanceTo(t, x, y, reach) {
  const [mx, my] = bend(t);
  const room = reach + 20;
  if (x < Math.min(t.a.x, t.b.x, mx) - room || x > Math.max(t.a.x, t.b.x, mx) + room) return Infinity;
  if (y < Math.min(t.a.y, t.b.y, my) - room || y > Math.max(t.a.y, t.b.y, my) + room) return Infinity;
  let least = Infinity;
  let [px, py] = [t.a.x, t.a.y];
  for (let i = 1; i <= 12; i++) {
    const s = i / 12;
    const qx = (1 - s) ** 2 * t.a.x + 2 * s * (1 - s) * mx + s * s * t.b.x;
    const qy = (1 - s) ** 2 * t.a.y + 2 * s * (1 - s) * my + s * s * t.b.y;
    least = Math.min(least, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

/**
 * @param {number} x
 * @param {number} y
 */
function toSegment(x, y, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const s = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - s * (bx - ax), y - ay - s * (by - ay));
}

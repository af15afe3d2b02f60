// The picture: a scene on a canvas. d3 keeps the camera and finds what lies under the pointer; the drawing is ours.

/** @import { Camera as Place, Colours, Focus, Layer, Projection, Scene, Size, Target } from "../types" */
import { oncePerFrame } from "../common/dom.js";
import { paint, write } from "../common/drawing.js";
import { Camera, SCALES } from "./camera.js";
import { frameOf } from "./frame.js";
import { findTarget, makeIndex } from "./hit.js";
import { baseLayers, focusOf, litLayers } from "./layers.js";
import { isNarrow } from "./scene.js";
import { Surface } from "./surface.js";
import { listenForTaps } from "./taps.js";
import { LABEL_ROOM, placeTexts } from "./texts.js";
import { ink } from "../page/marks.js";
import { state } from "../page/state.js";

const DIMMED = 0.13; // of what is not lit while something is

export class Picture {
  /** @type {Scene} null until one is shown */ scene = /** @type {any} */ (null);
  /** @type {ReturnType<typeof makeIndex>} */ index = /** @type {any} */ (null);
  /** @type {Focus | null} */ focus = null;
  /** @type {Target | null} */ hovered = null;
  /** @type {Target | null} */ tapped = null;
  /** @type {Colours} */ colours = /** @type {any} */ (null);
  /** @type {Layer[]} */ base = [];
  /** @type {Layer[] | null} */ lit = null;
  /** @type {{x: number, y: number, buttons: number} | undefined} */ pointer;

  /**
   * @param {HTMLElement} holder
   * @param {(event: {type: "hover" | "select" | "open" | "camera", target?: Target | null, pointer?: any}) => void} report
   */
  constructor(holder, report) {
    this.holder = holder;
    this.report = report;
    this.lens = new Camera(holder, (byHand) => {
      this.surface.follow();
      if (byHand) report({ type: "camera" });
    });
    this.surface = new Surface(holder, () => this.project(), (context, to, size) => this.drawAll(context, to, size));
    listenForTaps(holder, (type, point, finger) => {
      // What was tapped first is opened: it may have moved, to make room for the panel.
      if (type === "select") this.tapped = this.targetAt(point, finger);
      report({ type, target: this.tapped });
    });
    const settle = oncePerFrame(() => this.hoverAt());
    holder.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      this.pointer = { x: event.offsetX, y: event.offsetY, buttons: event.buttons };
      settle();
    });
    holder.addEventListener("pointerleave", () => this.setHover(null));
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.index = makeIndex(scene);
    this.setHover(null);
    this.restyle();
  }

  // Colours, selection or language changed: the places stay.
  restyle() {
    this.colours = { ink: ink("ink"), page: ink("page"), soft: ink("soft"), tie: ink("tie"), strong: ink("accent"), line: ink("line") };
    this.base = baseLayers(this.scene, this.colours);
    this.relight();
  }

  relight() {
    this.focus = focusOf(this.scene, state.selected, this.hovered);
    this.lit = this.focus && litLayers(this.scene, this.focus, this.colours);
    for (const layer of this.base) if (!layer.ground) layer.alpha = (layer.full ?? 1) * (this.focus ? DIMMED : 1);
    this.surface.redraw();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Projection} to
   * @param {Size} size
   */
  drawAll(context, to, size) {
    if (!this.scene) return;
    context.save();
    context.translate(to.x(0), to.y(0));
    context.scale(to.scale, to.scale);
    paint(context, this.base);
    if (this.lit) paint(context, this.lit);
    context.restore();
    write(context, placeTexts(this.scene, this.focus, to, size, this.colours));
  }

  project() {
    return this.lens.project();
  }

  size() {
    return this.lens.size();
  }

  scale() {
    return this.lens.scale();
  }

  /**
   * @param {[number, number]} point pixels from the corner of the picture
   * @param {boolean} [finger]
   */
  targetAt(point, finger = false) {
    return findTarget(this.scene, this.index, this.lens.invert(point), this.scale(), this.focus, finger);
  }

  hoverAt() {
    if (!this.pointer || this.pointer.buttons || !this.scene) return;
    this.setHover(this.targetAt([this.pointer.x, this.pointer.y]));
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

  fit(animated = true) {
    const { width, height } = this.size();
    const frame = frameOf(this.scene);
    const room = Math.min(LABEL_ROOM, width * 0.24);
    const side = frame.sided ? room : Math.min(40, width * 0.04);
    const scale = Math.min((width - 2 * side) / (frame.right - frame.left || 1), (height - (isNarrow() ? 30 : 90)) / (frame.bottom - frame.top || 1), 1.6);
    this.look([(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2], Math.max(scale, SCALES[0]), animated);
  }

  /**
   * @param {[number, number]} middle in world units
   * @param {number} scale
   */
  look(middle, scale, animated = true) {
    this.lens.look(middle, scale, animated);
    this.surface.redraw();
  }

  /** @param {number} factor */
  zoom(factor) {
    const [x, y] = this.camera();
    const scale = Math.min(SCALES[1], Math.max(SCALES[0], this.scale() * factor));
    this.lens.look([x, y], scale, true, () => this.report({ type: "camera" }));
  }

  // Centre and the width of the world that is visible: the same on every screen.
  camera() {
    return this.lens.place();
  }

  /** @param {Place} place */
  setCamera([x, y, across]) {
    this.look([x, y], this.size().width / across, false);
  }

  close() {
    this.lens.close();
    this.surface.close();
  }
}

// The canvas of the picture: what is drawn is kept as a copy with a margin. While the camera moves over a large graph the
// copy is moved and scaled, and drawn anew when it rests; a small graph is drawn anew in every frame.

/** @import { Projection, Size } from "../types" */
import { make, oncePerFrame } from "../common/dom.js";

const QUICK = 10; // milliseconds of drawing that fit into every frame
const MARGIN = 0.25; // of width and height, on each side
const REST = 120; // milliseconds without a move
const PATIENCE = 400; // milliseconds after which a copy that leaves a part of the screen empty is drawn anew while moving

/** @typedef {(context: CanvasRenderingContext2D, to: Projection, size: Size) => void} Draw */

const contextOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

export class Surface {
  canvas = make("canvas", { "aria-hidden": "true" });
  copy = make("canvas");
  /** @type {Projection} that of the copy */ from = { scale: 1, x: (x) => x, y: (y) => y };
  margin = [0, 0]; // pixels
  cost = 0; // milliseconds that the last drawing took
  madeAt = -Infinity;
  /** @type {any} timer until the camera rests */ resting;
  redraw = oncePerFrame(() => this.render());
  follow = oncePerFrame(() => (this.cost > QUICK ? this.move() : this.render()));

  /**
   * @param {HTMLElement} holder
   * @param {() => Projection} project
   * @param {Draw} draw
   */
  constructor(holder, project, draw) {
    this.holder = holder;
    this.project = project;
    this.draw = draw;
    holder.append(this.canvas);
  }

  /** @returns {Size} */
  size() {
    return { width: this.holder.clientWidth, height: this.holder.clientHeight };
  }

  render() {
    clearTimeout(this.resting);
    const size = this.size();
    if (!size.width || !size.height) return;
    const start = performance.now();
    const edge = this.cost > QUICK ? MARGIN : 0;
    this.margin = [Math.round(edge * size.width), Math.round(edge * size.height)];
    const [ratio, [mx, my]] = [devicePixelRatio, this.margin];
    resize(this.copy, (size.width + 2 * mx) * ratio, (size.height + 2 * my) * ratio);
    const context = contextOf(this.copy);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.copy.width, this.copy.height);
    context.setTransform(ratio, 0, 0, ratio, mx * ratio, my * ratio);
    this.from = this.project();
    this.draw(context, this.from, size);
    this.paste(this.from);
    this.madeAt = performance.now();
    this.cost = this.madeAt - start;
  }

  move() {
    clearTimeout(this.resting);
    this.resting = setTimeout(this.redraw, REST);
    const filled = this.paste(this.project());
    if (!filled && performance.now() - this.madeAt > PATIENCE + this.cost) this.render();
  }

  /**
   * Puts the copy where the camera has it now; returns whether it fills the screen.
   * @param {Projection} to
   */
  paste(to) {
    const { width, height } = this.size();
    const [ratio, [mx, my], s] = [devicePixelRatio, this.margin, to.scale / this.from.scale];
    resize(this.canvas, width * ratio, height * ratio);
    const context = contextOf(this.canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const [left, top] = [to.x(0) - s * this.from.x(0) - s * mx, to.y(0) - s * this.from.y(0) - s * my];
    const [across, down] = [s * (width + 2 * mx), s * (height + 2 * my)];
    context.drawImage(this.copy, left * ratio, top * ratio, across * ratio, down * ratio);
    return left <= 0 && top <= 0 && left + across >= width && top + down >= height;
  }

  close() {
    clearTimeout(this.resting);
    this.canvas.remove();
  }
}

// Setting the size of a canvas empties it, so only where it differs.
function resize(canvas, width, height) {
  const [w, h] = [Math.round(width), Math.round(height)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}

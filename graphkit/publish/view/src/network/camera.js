// The camera of the picture: where it looks, and the gestures that move it.

/** @import { Camera as Place, Projection, Size } from "../types" */
import { select } from "d3-selection";
import "d3-transition";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

export const SCALES = /** @type {[number, number]} */ ([0.02, 6]);
const GLIDE = 320; // milliseconds
const easeInOut = (/** @type {number} */ t) => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2);

export class Camera {
  /**
   * @param {HTMLElement} holder
   * @param {(byHand: boolean) => void} moved called while it moves; ``byHand``: the reader has let go
   */
  constructor(holder, moved) {
    this.holder = holder;
    let before = zoomIdentity;
    this.zooming = zoom().scaleExtent(SCALES).clickDistance(4)
      .on("start", () => (before = zoomTransform(holder)))
      .on("zoom", () => moved(false))
      .on("end", (event) => event.sourceEvent && zoomTransform(holder) !== before && moved(true));
    select(/** @type {Element} */ (holder)).call(this.zooming).on("dblclick.zoom", null);
  }

  /** @returns {Size} */
  size() {
    return { width: this.holder.clientWidth, height: this.holder.clientHeight };
  }

  scale() {
    return zoomTransform(this.holder).k;
  }

  /** @returns {Projection} */
  project() {
    const { k, x, y } = zoomTransform(this.holder);
    return { scale: k, x: (wx) => k * wx + x, y: (wy) => k * wy + y };
  }

  /**
   * The place in the world under a point of the picture.
   * @param {[number, number]} point
   */
  invert(point) {
    return zoomTransform(this.holder).invert(point);
  }

  /**
   * Puts a place into the middle.
   * @param {[number, number]} middle in world units
   * @param {number} scale
   * @param {() => void} [then] called when it is there
   */
  look([x, y], scale, animated = true, then = () => {}) {
    const { width, height } = this.size();
    const to = zoomIdentity.translate(width / 2 - scale * x, height / 2 - scale * y).scale(scale);
    const holder = select(/** @type {Element} */ (this.holder)).interrupt();
    if (!animated || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      holder.call(this.zooming.transform, to);
      then();
    } else holder.transition().duration(GLIDE).ease(easeInOut).on("end", then).call(this.zooming.transform, to);
  }

  /** @returns {Place} */
  place() {
    const { width, height } = this.size();
    const [x, y] = this.invert([width / 2, height / 2]);
    return [x, y, width / this.scale()];
  }

  close() {
    select(/** @type {Element} */ (this.holder)).interrupt().on(".zoom", null);
  }
}

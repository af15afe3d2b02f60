// What lies under the pointer.

/** @import { Focus, Line, Scene, Target } from "../types" */
import { quadtree } from "d3-quadtree";
import { bend, widthOfTie } from "./layers.js";

const TIE_REACH = 7; // pixels beside a tie that still are on it
const TOUCH_REACH = 22; // pixels around a node that a finger still hits: a target of 44 pixels

/**
 * Nodes and dots of a scene by their place.
 * @param {Scene} scene
 */
export function makeIndex(scene) {
  const spots = [
    ...scene.nodes.map((node) => ({ x: node.x, y: node.y, r: node.r, target: /** @type {Target} */ ({ type: "node", node }) })),
    ...scene.dots.map((dot) => ({ x: dot.x, y: dot.y, r: dot.r, target: /** @type {Target} */ ({ type: "statement", dot }) })),
  ];
  const tree = quadtree(spots, (s) => s.x, (s) => s.y);
  return { tree, widest: spots.reduce((most, s) => Math.max(most, s.r), 0) };
}

/**
 * The node or dot at a place, else the tie beside it; for a finger the nearest node within reach comes before ties.
 * @param {Scene} scene
 * @param {ReturnType<typeof makeIndex>} index
 * @param {[number, number]} place in world units
 * @param {number} scale pixels a world unit
 * @param {Focus | null} focus
 * @param {boolean} finger
 * @returns {Target | null}
 */
export function findTarget(scene, index, place, scale, focus, finger) {
  const spot = findSpot(index, place, finger ? TOUCH_REACH / scale : 0);
  if (spot) return spot.target;
  const tie = nearestTie(scene, place, TIE_REACH / scale, focus);
  return tie && { type: "tie", tie };
}

// Of those that hold the place the one that it is nearest the middle of, by its size; nodes lie above dots.
function findSpot({ tree, widest }, [x, y], reach) {
  const room = Math.max(1.15 * widest, reach);
  /** @type {any} */
  let best = null;
  let least = Infinity;
  tree.visit((branch, x0, y0, x1, y1) => {
    if (x0 > x + room || x1 < x - room || y0 > y + room || y1 < y - room) return true;
    for (let leaf = branch.length ? null : branch; leaf; leaf = leaf.next) {
      const { data } = leaf;
      const away = Math.hypot(data.x - x, data.y - y);
      const rank = away / data.r + (data.target.type === "node" ? 0 : 2);
      if (away <= Math.max(1.15 * data.r, reach) && rank < least) [best, least] = [data, rank];
    }
    return false;
  });
  return best;
}

/**
 * @param {Scene} scene
 * @param {[number, number]} place in world units
 * @param {number} reach
 * @param {Focus | null} focus
 */
function nearestTie(scene, [x, y], reach, focus) {
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
 * @param {Line} t
 * @param {number} x
 * @param {number} y
 * @param {number} reach beyond it the distance need not be told
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

function toSegment(x, y, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const s = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - s * (bx - ax), y - ay - s * (by - ay));
}

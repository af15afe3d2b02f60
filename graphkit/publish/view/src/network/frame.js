// The part of the world that a scene fills.

/** @import { Scene } from "../types" */
import { greatest } from "../common/text.js";
import { HEADROOM, RADIUS, isNarrow } from "./scene.js";

/** @param {Scene} scene */
export function frameOf(scene) {
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

// For tests and measurements: what is shown, and where on the screen a node stands.

import { byId } from "../common/dom.js";
import { app } from "../graph/app.js";
import { isUncertain } from "../graph/ties.js";
import { picture } from "./current.js";
import { bend } from "./layers.js";

globalThis.graphkit = Object.freeze({
  shown: () => picture?.scene && {
    nodes: picture.scene.nodes.map((n) => n.entity.id),
    dots: picture.scene.dots.map((d) => d.statement.id),
    ties: picture.scene.ties.map((t) => ({ source: t.tie.a.id, target: t.tie.b.id, weight: t.tie.weight, uncertain: isUncertain(t.tie) })),
  },
  spotOf(id) {
    const thing = app.graph.byId.get(id);
    const spot = picture.scene.byEntity.get(thing) ?? picture.scene.dots.find((d) => d.statement === thing);
    const [to, frame] = [picture.project(), byId("picture").getBoundingClientRect()];
    return spot && { x: frame.left + to.x(spot.x), y: frame.top + to.y(spot.y) };
  },
  spotOfTie(source, target) {
    const t = /** @type {import("../types").Line} */ (picture.scene.ties.find((x) => x.tie.a.id === source && x.tie.b.id === target));
    const [to, frame, [mx, my]] = [picture.project(), byId("picture").getBoundingClientRect(), bend(t)];
    return { x: frame.left + to.x((t.a.x + 2 * mx + t.b.x) / 4), y: frame.top + to.y((t.a.y + 2 * my + t.b.y) / 4) };
  },
});

// Colours and signs of the graph's labels.

import { draw } from "../common/dom.js";
import { MARKS, SHAPES } from "../common/shapes.js";
import { app } from "../graph/app.js";

/** @param {string} label */
export const shapeOf = (label) => {
  const info = app.labels[label];
  return info.kind ? MARKS[info.kind] : SHAPES[info.shape] ?? SHAPES.dot;
};

export const isDark = () => document.documentElement.dataset.theme === "dark";
/** @param {string} label */
export const colourOf = (label) => (isDark() ? app.labels[label].dark : app.labels[label].colour);
/** @param {string} name */
export const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * @param {string} label
 * @param {number} [size] pixels
 */
export function markSvg(label, size = 14) {
  const shape = shapeOf(label)(8, 8, 5);
  return draw(
    "svg",
    { viewBox: "0 0 16 16", width: size, height: size, class: "mark", "aria-hidden": "true" },
    draw("path", { d: shape, fill: colourOf(label) }),
  );
}

export const lineMark = (dashed) => draw("svg", { viewBox: "0 0 22 14", width: 22, height: 14, class: "mark", "aria-hidden": "true" }, draw("path", { d: "M1 7H21", class: "tie-mark", "stroke-dasharray": dashed ? "4 3" : null }));

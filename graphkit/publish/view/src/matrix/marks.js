// Signs in the cells of a matrix, so that tone is never the only one.

import { draw } from "../common/dom.js";
import { SHAPES, oval, polygon } from "../common/shapes.js";

export const CELL_MARKS = {
  dot: (x, y) => oval(x, y, 1.8, 1.8),
  diamond: (x, y) => SHAPES.diamond(x, y, 4),
  arrow: (x, y) => polygon([[x - 3.5, y - 4.5], [x + 4, y], [x - 3.5, y + 4.5]]),
  arrows: (x, y) => polygon([[x - 6, y - 4.5], [x, y], [x - 6, y + 4.5]]) + polygon([[x, y - 4.5], [x + 6, y], [x, y + 4.5]]),
  disc: (x, y) => oval(x, y, 5, 5),
  ring: (x, y) => SHAPES.star(x, y, 5.4),
};
/** @param {string} name */
export const cellMark = (name) => draw("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, draw("path", { d: CELL_MARKS[name](8, 8) }));

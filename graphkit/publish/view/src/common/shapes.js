// Shapes as path strings, drawn on a canvas or written to SVG alike.

export const round = (n) => Math.round(n * 10) / 10;
export const at = (x, y) => `${round(x)} ${round(y)}`;
export const polygon = (points) => `M${points.map(([x, y]) => at(x, y)).join("L")}Z`;
/**
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
const around = (x, y, r, corners, turn) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });

const UP = -Math.PI / 2;
export const oval = (x, y, a, b) => `M${at(x - a, y)}A${at(a, b)} 0 1 0 ${at(x + a, y)}A${at(a, b)} 0 1 0 ${at(x - a, y)}Z`;
export const box = (x, y, a, b) => polygon([[x - a, y - b], [x + a, y - b], [x + a, y + b], [x - a, y + b]]);

// Every label has its own outline, so that colour is never the only sign; areas look alike in size.
export const SHAPES = {
  dot: (x, y, r) => oval(x, y, r, r),
  diamond: (x, y, r) => polygon(around(x, y, r * 1.25, 4, UP)),
  square: (x, y, r) => box(x, y, r * 0.9, r * 0.9),
  triangle: (x, y, r) => polygon(around(x, y + r * 0.2, r * 1.3, 3, UP)),
  triangleDown: (x, y, r) => polygon(around(x, y - r * 0.2, r * 1.3, 3, -UP)),
  octagon: (x, y, r) => polygon(around(x, y, r * 1.05, 8, UP + Math.PI / 8)),
  pentagon: (x, y, r) => polygon(around(x, y, r * 1.15, 5, UP)),
  cross: (x, y, r) => polygon([[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]].map(([a, b]) => [x + a * r * 0.42, y + b * r * 0.42])),
  hexagon: (x, y, r) => polygon(around(x, y, r * 1.1, 6, UP)),
  ellipse: (x, y, r) => oval(x, y, r * 1.35, r * 0.8),
  box: (x, y, r) => box(x, y, r * 1.2, r * 0.75),
  star: (x, y, r) =>
    polygon(Array.from({ length: 10 }, (_, i) => around(x, y, i % 2 ? r * 0.6 : r * 1.35, 10, UP)[i])),
};

// The kinds of statements, told apart by outline too.
export const MARKS = {
  recommendation: (x, y, r) => polygon([[x - r, y - r], [x + r * 0.2, y - r], [x + r * 1.2, y], [x + r * 0.2, y + r], [x - r, y + r]]),
  practice: (x, y, r) => oval(x, y, r, r),
  challenge: SHAPES.triangle,
  principle: SHAPES.diamond,
  definition: (x, y, r) => box(x, y, r * 1.2, r * 0.55),
};

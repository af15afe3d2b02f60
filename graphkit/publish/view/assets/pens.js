// Shapes as path strings, drawn on a canvas or written to SVG from the same lists.

const round = (n) => Math.round(n * 10) / 10;
const at = (x, y) => `${round(x)} ${round(y)}`;
const polygon = (points) => `M${points.map(([x, y]) => at(x, y)).join("L")}Z`;
const around = (x, y, r, corners, turn) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });

const UP = -Math.PI / 2;
const oval = (x, y, a, b) => `M${at(x - a, y)}A${at(a, b)} 0 1 0 ${at(x + a, y)}A${at(a, b)} 0 1 0 ${at(x - a, y)}Z`;
const box = (x, y, a, b) => polygon([[x - a, y - b], [x + a, y - b], [x + a, y + b], [x - a, y + b]]);

// Every label has its own outline, so that colour is never the only sign; areas look alike in size.
const SHAPES = {
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
const MARKS = {
  recommendation: (x, y, r) => polygon([[x - r, y - r], [x + r * 0.2, y - r], [x + r * 1.2, y], [x + r * 0.2, y + r], [x - r, y + r]]),
  practice: (x, y, r) => oval(x, y, r, r),
  challenge: SHAPES.triangle,
  principle: SHAPES.diamond,
  definition: (x, y, r) => box(x, y, r * 1.2, r * 0.55),
};

const shapeOf = (label) => {
  const info = app.labels[label];
  return info.kind ? MARKS[info.kind] : SHAPES[info.shape] ?? SHAPES.dot;
};

const isDark = () => document.documentElement.dataset.theme === "dark";
const colourOf = (label) => (isDark() ? app.labels[label].dark : app.labels[label].colour);
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function markSvg(label, size = 14) {
  const shape = shapeOf(label)(8, 8, 5);
  return draw(
    "svg",
    { viewBox: "0 0 16 16", width: size, height: size, class: "mark", "aria-hidden": "true" },
    draw("path", { d: shape, fill: colourOf(label) }),
  );
}

// A list of {d, fill, stroke, width, dash, alpha} in world units, painted on a canvas.
function paint(context, layers) {
  for (const layer of layers) {
    layer.path ??= new Path2D(layer.d);
    context.globalAlpha = layer.alpha ?? 1;
    if (layer.fill) {
      context.fillStyle = layer.fill;
      context.fill(layer.path);
    }
    if (layer.stroke) {
      context.strokeStyle = layer.stroke;
      context.lineWidth = layer.width ?? 1;
      context.setLineDash(layer.dash ?? []);
      context.lineCap = layer.dash ? "butt" : "round";
      context.stroke(layer.path);
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

const layerSvg = (layer) =>
  draw("path", {
    d: layer.d,
    fill: layer.fill ?? "none",
    stroke: layer.stroke,
    "stroke-width": layer.stroke && (layer.width ?? 1),
    "stroke-dasharray": layer.dash?.join(" "),
    opacity: layer.alpha,
  });

// Texts in pixels: {text, x, y, size, anchor, colour, weight, halo}.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const fontOf = (t) => `${t.weight ?? 400} ${t.size}px ${FONT}`;

function write(context, texts) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const t of texts) {
    context.font = fontOf(t);
    context.textAlign = { start: "left", middle: "center", end: "right" }[t.anchor ?? "middle"];
    context.globalAlpha = t.alpha ?? 1;
    context.save();
    if (t.turn) turnAround(context, t);
    if (t.halo) {
      context.strokeStyle = t.halo;
      context.lineWidth = 3.5;
      context.strokeText(t.text, t.x, t.y);
    }
    context.fillStyle = t.colour;
    context.fillText(t.text, t.x, t.y);
    context.restore();
  }
  context.globalAlpha = 1;
}

function turnAround(context, { x, y, turn }) {
  context.translate(x, y);
  context.rotate((turn * Math.PI) / 180);
  context.translate(-x, -y);
}

const textSvg = (t) =>
  draw(
    "text",
    {
      x: round(t.x),
      y: round(t.y),
      "font-size": t.size,
      "font-weight": t.weight,
      "text-anchor": t.anchor ?? "middle",
      "dominant-baseline": "central",
      fill: t.colour,
      opacity: t.alpha,
      stroke: t.halo,
      "stroke-width": t.halo && 3.5,
      "paint-order": "stroke",
      "stroke-linejoin": "round",
      transform: t.turn && `rotate(${t.turn} ${round(t.x)} ${round(t.y)})`,
    },
    t.text,
  );

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
function widthOf(text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// Breaks a text into at most so many lines of a width; what is left over ends in an ellipsis.
function wrap(text, font, width, most) {
  const lines = [];
  let line = "";
  for (const word of clip(text, 200).split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, font) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += "…";
  return kept.map((l) => shorten(l, font, width));
}

function shorten(text, font, width) {
  if (widthOf(text, font) <= width) return text;
  let keep = text.length;
  while (keep > 1 && widthOf(text.slice(0, keep) + "…", font) > width) keep = Math.floor(keep * 0.9);
  return text.slice(0, keep).trimEnd() + "…";
}

// Drawings from lists of shapes and texts: painted on a canvas or written to SVG.

/** @import { Layer, Text } from "../types" */
import { draw } from "./dom.js";
import { fontOf } from "./measure.js";
import { round } from "./shapes.js";

/**
 * A list of {d, fill, stroke, width, dash, alpha} in world units, painted on a canvas.
 * @param {Layer[]} layers
 */
export function paint(context, layers) {
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

/** @param {Layer} layer */
export const layerSvg = (layer) =>
  draw("path", {
    d: layer.d,
    fill: layer.fill ?? "none",
    stroke: layer.stroke,
    "stroke-width": layer.stroke && (layer.width ?? 1),
    "stroke-dasharray": layer.dash?.join(" "),
    opacity: layer.alpha,
  });

/** @param {Text[]} texts */
export function write(context, texts) {
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

/** @returns {void} */
function turnAround(context, { x, y, turn = 0 }) {
  context.translate(x, y);
  context.rotate((turn * Math.PI) / 180);
  context.translate(-x, -y);
}

export const textSvg = (t) =>
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

// How wide a text is, and where it is cut or broken into lines.

import { clip } from "./text.js";

// Texts in pixels: {text, x, y, size, anchor, colour, weight, halo}.
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const fontOf = (t) => `${t.weight ?? 400} ${t.size}px ${FONT}`;

/** @type {CanvasRenderingContext2D | undefined} made when first needed */
let ruler;
const widths = new Map();
/**
 * @param {string} text
 * @param {string} font
 */
export function widthOf(text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ruler ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

/**
 * Breaks a text into at most so many lines of a width; what is left over ends in an ellipsis.
 * @param {string} text
 * @param {string} font
 * @param {number} width
 * @param {number} most
 */
export function wrap(text, font, width, most) {
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

/**
 * @param {string} text
 * @param {string} font
 * @param {number} width
 */
export function shorten(text, font, width) {
  if (widthOf(text, font) <= width) return text;
  let keep = text.length;
  while (keep > 1 && widthOf(text.slice(0, keep) + "…", font) > width) keep = Math.floor(keep * 0.9);
  return text.slice(0, keep).trimEnd() + "…";
}

// A matrix as table and as picture.

/** @import { Entity, Matrix, Text } from "../types" */
import { saveCsv } from "../common/download.js";
import { fontOf, shorten, widthOf } from "../common/measure.js";
import { at, box } from "../common/shapes.js";
import { greatest } from "../common/text.js";
import { say } from "../common/words.js";
import { labelOf, nameOf, shortName } from "../graph/names.js";
import { CELL_MARKS } from "./marks.js";
import { ink } from "../page/marks.js";
import { STILL } from "../page/saving.js";

/**
 * @param {string} name
 * @param {Matrix} matrix
 */
export function saveMatrix(name, matrix, { rows, columns }) {
  const cells = rows.flatMap((r) => columns.map((c) => [matrix.rows[r].id, nameOf(matrix.rows[r]), matrix.columns[c].id, nameOf(matrix.columns[c]), matrix.value(r, c), matrix.words(r, c), (matrix.cell(matrix.rows[r], matrix.columns[c])?.statements ?? []).map((s) => s.id).join(" ")]));
  saveCsv(`graphkit-${name}`, [["row", "row_name", "column", "column_name", "value", "meaning", "statement_ids"], ...cells]);
}

const SIDE = 26;

/**
 * @param {string} name
 * @param {Matrix} matrix
 */
export function matrixDrawing(name, matrix, { rows, columns }) {
  const font = fontOf({ size: 12 });
  const heads = columns.map((c) => headText(matrix.columns[c]));
  const [left, top] = [230, 64 + Math.ceil(0.87 * greatest(heads.map((h) => widthOf(h, fontOf({ size: 11 }))), 0))];
  const cells = newCells();
  const { texts } = cells;
  rows.forEach((r, i) => {
    texts.push({ text: shorten(shortName(matrix.rows[r]), font, left - 24), x: left - 10, y: top + (i + 0.5) * SIDE, size: 12, anchor: "end", colour: ink("ink") });
    texts.push({ text: matrix.rowTotal(r).text, x: left + columns.length * SIDE + 12, y: top + (i + 0.5) * SIDE, size: 11, anchor: "start", colour: ink("soft") });
    columns.forEach((c, j) => drawCell(matrix.look(r, c), left + (j + 0.5) * SIDE, top + (i + 0.5) * SIDE, cells));
  });
  heads.forEach((text, j) => texts.push({ text, x: left + (j + 0.5) * SIDE, y: top - 10, size: 11, anchor: "start", turn: -60, colour: ink("ink") }));
  texts.push({ text: say(`matrix.${name}.title`), x: 16, y: 22, size: 16, weight: 700, anchor: "start", colour: ink("ink") });
  const legend = matrix.legend();
  const width = Math.max(left + columns.length * SIDE + 110, 16 + widestOf(legend));
  const height = drawLegend(legend, width, top + rows.length * SIDE + 26, cells);
  return { width, height, layers: cellLayers(cells), texts, move: STILL };
}

/** @returns {{boxes: Map<string, number[][]>, marks: string[], dark: string[], unsure: string[], texts: Text[]}} */
export const newCells = () => ({ boxes: new Map(), marks: [], dark: [], unsure: [], texts: [] });

const widestOf = (legend) => 40 + greatest(legend.map((l) => widthOf(l.text, fontOf({ size: 12 }))), 0);

/**
 * Adds a legend as wide as the picture from a height on; returns where it ends.
 * @param {number} width
 * @param {number} top
 */
export function drawLegend(legend, width, top, cells) {
  const widest = widestOf(legend);
  const across = Math.max(1, Math.floor((width - 16) / widest));
  legend.forEach((l, i) => {
    const [x, y] = [16 + SIDE / 2 + (i % across) * widest, top + Math.floor(i / across) * (SIDE + 4)];
    const [tone, open] = l.tone.split(" ");
    drawCell({ tone, mark: l.mark, unsure: Boolean(open), text: l.sample, bold: l.bold }, x, y, cells);
    cells.texts.push({ text: l.text, x: x + SIDE / 2 + 8, y, size: 12, anchor: "start", colour: ink("ink") });
  });
  return top + Math.ceil(legend.length / across) * (SIDE + 4);
}

export function cellLayers({ boxes, marks, dark, unsure }) {
  const layers = [...boxes].flatMap(([tone, parts]) => toneLayers(tone, parts));
  layers.push({ d: unsure.join(""), stroke: ink("ink"), dash: [3, 3], width: 1.4 });
  layers.push({ d: marks.join(""), fill: ink("ink") }, { d: dark.join(""), fill: ink("page") });
  return layers.filter((l) => l.d);
}

/**
 * @param {number} x
 * @param {number} y
 */
function drawCell(look, x, y, { boxes, marks, dark, unsure, texts }) {
  if (!boxes.has(look.tone)) boxes.set(look.tone, []);
  boxes.get(look.tone).push([x, y]);
  const onDark = /step-[567]/.test(look.tone);
  if (look.unsure) unsure.push(box(x, y, SIDE / 2 - 3, SIDE / 2 - 3));
  if (look.mark) (onDark ? dark : marks).push(CELL_MARKS[look.mark](x, y));
  if (look.text) texts.push({ text: String(look.text), x, y, size: 11, weight: look.bold ? 800 : 400, colour: ink(onDark ? "page" : "ink") });
}

/** @returns {import("../types").Layer[]} */
function toneLayers(tone, places) {
  const boxes = places.map(([x, y]) => box(x, y, SIDE / 2 - 1, SIDE / 2 - 1)).join("");
  const hatch = places.map(([x, y]) => [-8, 0, 8].map((k) => `M${at(x - 11 + Math.max(0, k), y + 11 + Math.min(0, k))}L${at(x + 11 + Math.min(0, k), y - 11 + Math.max(0, k))}`).join("")).join("");
  if (tone === "step-0") return [{ d: boxes, fill: ink("page"), stroke: ink("line") }, { d: hatch, stroke: ink("soft"), alpha: 0.6 }];
  return [{ d: boxes, fill: tone === "self" ? ink("line") : ink(tone), stroke: ink("line") }];
}

/**
 * The number of an objective and the beginning of its name, as above the columns on screen.
 * @param {Entity} entity
 */
function headText(entity) {
  const number = entity.label === "Objective" ? `${entity.facts.code ?? entity.facts.number} ` : "";
  return shorten(number + labelOf(entity), fontOf({ size: 11 }), 150);
}

// A matrix as table and as picture.

function saveMatrix(name, matrix, { rows, columns }) {
  const cells = rows.flatMap((r) => columns.map((c) => [matrix.rows[r].id, nameOf(matrix.rows[r]), matrix.columns[c].id, nameOf(matrix.columns[c]), matrix.value(r, c), matrix.words(r, c), (matrix.cell(matrix.rows[r], matrix.columns[c])?.statements ?? []).map((s) => s.id).join(" ")]));
  saveCsv(`graphkit-${name}`, [["row", "row_name", "column", "column_name", "value", "meaning", "statement_ids"], ...cells]);
}

const SIDE = 26;

function matrixDrawing(matrix, { rows, columns }) {
  const [left, top] = [230, 210];
  const font = fontOf({ size: 12 });
  const texts = [];
  const boxes = new Map();
  const marks = [];
  const dark = [];
  rows.forEach((r, i) => {
    texts.push({ text: shorten(shortName(matrix.rows[r]), font, left - 24), x: left - 10, y: top + (i + 0.5) * SIDE, size: 12, anchor: "end", colour: ink("ink") });
    texts.push({ text: matrix.rowTotal(r).text, x: left + columns.length * SIDE + 12, y: top + (i + 0.5) * SIDE, size: 11, anchor: "start", colour: ink("soft") });
    columns.forEach((c, j) => drawCell(matrix.look(r, c), left + (j + 0.5) * SIDE, top + (i + 0.5) * SIDE, boxes, marks, dark, texts));
  });
  columns.forEach((c, j) => texts.push(...headLines(matrix.columns[c], left + (j + 0.5) * SIDE, top - 10)));
  const layers = [...boxes].flatMap(([tone, parts]) => toneLayers(tone, parts));
  layers.push({ d: marks.join(""), fill: ink("ink") }, { d: dark.join(""), fill: ink("page") });
  return { width: left + columns.length * SIDE + 70, height: top + rows.length * SIDE + 20, layers: layers.filter((l) => l.d), texts, move: STILL };
}

function drawCell(look, x, y, boxes, marks, dark, texts) {
  if (!boxes.has(look.tone)) boxes.set(look.tone, []);
  boxes.get(look.tone).push([x, y]);
  const onDark = /step-[567]/.test(look.tone);
  if (look.mark) (onDark ? dark : marks).push(CELL_MARKS[look.mark](x, y));
  if (look.text) texts.push({ text: String(look.text), x, y, size: 11, weight: look.bold ? 800 : 400, colour: ink(onDark ? "page" : "ink") });
}

function toneLayers(tone, places) {
  const boxes = places.map(([x, y]) => box(x, y, SIDE / 2 - 1, SIDE / 2 - 1)).join("");
  const hatch = places.map(([x, y]) => [-8, 0, 8].map((k) => `M${at(x - 11 + Math.max(0, k), y + 11 + Math.min(0, k))}L${at(x + 11 + Math.min(0, k), y - 11 + Math.max(0, k))}`).join("")).join("");
  if (tone === "step-0") return [{ d: boxes, fill: ink("page"), stroke: ink("line") }, { d: hatch, stroke: ink("soft"), alpha: 0.6 }];
  return [{ d: boxes, fill: tone === "self" ? ink("line") : ink(tone), stroke: ink("line") }];
}

// Upright names would need more room than a picture has; a number, or a name in steps, must do.
function headLines(entity, x, y) {
  const text = entity.label === "Objective" ? String(entity.facts.code ?? entity.facts.number) : labelOf(entity);
  return [{ text: shorten(text, fontOf({ size: 11 }), 180), x, y, size: 11, anchor: "start", turn: -60, colour: ink("ink") }];
}

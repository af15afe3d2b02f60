// Reads a sheet back that a page or a spreadsheet saved.

/**
 * Returns the rows of a CSV file as objects by its heads; a cell that was kept text by an apostrophe is without it.
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
export function readCsv(text) {
  const plain = text.replace(/^\uFEFF/, "");
  const head = plain.slice(0, plain.search(/[\r\n]|$/));
  const comma = head.split(";").length > head.split(",").length ? ";" : ",";
  const [heads, ...rows] = splitCells(plain, comma);
  return rows.filter((row) => row.some(Boolean)).map((row) => Object.fromEntries((heads ?? []).map((name, i) => [name, unguard(row[i] ?? "")])));
}

/** @param {string} cell */
const unguard = (cell) => (/^'+(?:[=+\-@\t\r\n]|$)/.test(cell) ? cell.slice(1) : cell);

/**
 * @param {string} text
 * @param {string} comma
 */
function splitCells(text, comma) {
  /** @type {string[][]} */
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const close = () => { rows[rows.length - 1].push(cell); cell = ""; };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (letter === '"' && !cell) quoted = true;
    else if (letter === comma) close();
    else if (letter === "\n" || (letter === "\r" && text[i + 1] !== "\n")) { close(); rows.push([]); }
    else if (letter !== "\r") cell += letter;
  }
  close();
  return rows;
}

// A text as blocks in order, from the items that texts.py makes.

/** @import { Block, Item, Statement } from "../types" */

/**
 * @param {Item[]} items
 * @returns {Block[]}
 */
export function groupItems(items) {
  /** @type {Block[]} */
  const blocks = [];
  for (const item of items) {
    const last = blocks.at(-1);
    if (item.h) blocks.push({ kind: "heading", level: item.h, page: item.p ?? null, pieces: [item] });
    else if (item.b || !last || last.kind === "heading") blocks.push({ kind: item.b ?? "paragraph", level: 0, page: item.p ?? null, pieces: [item] });
    else last.pieces.push(item);
  }
  return blocks;
}

/**
 * The statements of a document whose text is not in the page, under their headings.
 * @param {Statement[]} statements
 * @returns {Item[]}
 */
export function bareItems(statements) {
  /** @type {Item[]} */
  const items = [];
  /** @type {string[]} */
  let path = [];
  for (const { row, section } of [...statements].sort((a, b) => a.row - b.row)) {
    const same = section.findIndex((name, i) => name !== path[i]);
    if (same >= 0) section.slice(same).forEach((t, i) => items.push({ h: same + i + 1, t }));
    path = section;
    items.push({ s: row, b: "paragraph" });
  }
  return items;
}

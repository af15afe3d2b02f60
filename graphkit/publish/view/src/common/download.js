// Files that the reader saves. Nothing leaves the page but by the reader's hand.

import { announce, make } from "./dom.js";
import { say } from "./words.js";

/** @param {string} name */
export function save(name, type, content) {
  const address = URL.createObjectURL(new Blob(Array.isArray(content) ? content : [content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(say("saved", { name }));
}

// A spreadsheet takes a cell that starts like a formula for one; an apostrophe keeps it text, as graphkit/cells.py does.
const cell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  const plain = typeof value === "string" && text && /^'*(?:[=+\-@\t\r\n]|$)/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
};

/** @param {string} name */
export const saveCsv = (name, rows) => save(`${name}.csv`, "text/csv;charset=utf-8", ["\uFEFF", rows.map((r) => r.map(cell).join(",") + "\r\n").join("")]);

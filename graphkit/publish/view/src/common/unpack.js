// The data of the page: compressed JSON in script elements that no browser runs.

import { byId } from "./dom.js";

const held = new Map(); // id -> what is packed in the element

/**
 * Keeps what is unpacked later, before the page is drawn in the place of its elements.
 * @param {string[]} ids
 */
export function hold(ids) {
  for (const id of ids) held.set(id, byId(id).textContent);
}

/** @param {string} id */
export async function unpack(id) {
  if (typeof DecompressionStream === "undefined") throw new Error("old");
  const packed = Uint8Array.from(atob((held.get(id) ?? byId(id).textContent).trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

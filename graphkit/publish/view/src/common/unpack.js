// The data of the page: compressed JSON in a script element that no browser runs.

import { byId } from "./dom.js";

/** @param {string} id */
export async function unpack(id) {
  if (typeof DecompressionStream === "undefined") throw new Error("old");
  const packed = Uint8Array.from(atob(byId(id).textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

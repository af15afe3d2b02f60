// The picture on screen, if there is one.

/** @type {import("./picture").Picture} null while there is none */
export let picture = /** @type {any} */ (null);

/** @param {import("./picture").Picture | null} shown */
export function setPicture(shown) {
  picture?.close();
  picture = /** @type {any} */ (shown);
}

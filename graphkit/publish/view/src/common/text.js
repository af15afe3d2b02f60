// Strings and numbers, without the browser.

// The greatest of many numbers: Math.max(...list) fails on lists of more than about a hundred thousand.
export const greatest = (numbers, least = -Infinity) => {
  let most = least;
  for (const n of numbers) if (n > most) most = n;
  return most;
};

/** @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
/**
 * @param {string} text
 * @param {number} most
 */
export const clip = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);

export const compareLists = (a, b) => a.map((x, i) => x - b[i]).find((d) => d) ?? 0;

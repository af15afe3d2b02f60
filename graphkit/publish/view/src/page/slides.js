// The slides of a story: saved views in an order, each the address of a page with a name and a note.

/** @import { Slide } from "../types" */

export const MOST = 200;
const LONGEST = { address: 8000, name: 200, note: 4000 };

/** @type {Slide[]} */
export let slides = [];

/** @param {Slide[]} next */
export function setSlides(next) {
  slides = next.slice(0, MOST);
}

/**
 * @param {string} text JSON of a story
 * @returns {Slide[]} its slides; an error where the text is no story
 */
export function readSlides(text) {
  const found = JSON.parse(text)?.slides;
  if (!Array.isArray(found)) throw new TypeError("no story");
  return found.slice(0, MOST).map((one) => {
    if (typeof one?.address !== "string") throw new TypeError("no slide");
    return { address: cut(one, "address"), name: cut(one, "name"), note: cut(one, "note") };
  });
}

const cut = (one, key) => (typeof one[key] === "string" ? one[key].slice(0, LONGEST[key]) : "");

/** @param {string} digest of the graph that the slides show */
export const writeSlides = (digest) => JSON.stringify({ graph: digest, slides }, null, 1);

/**
 * Moves a slide by so many places, not over the ends.
 * @param {number} from
 * @param {number} by
 * @returns {number} its place then
 */
export function moveSlide(from, by) {
  const to = Math.max(0, Math.min(slides.length - 1, from + by));
  slides.splice(to, 0, ...slides.splice(from, 1));
  return to;
}

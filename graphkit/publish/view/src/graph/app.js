// What the page holds: its graph, matrices, clusters and answers.

/** @type {import("../types").App} */
export let app;

/** @param {import("../types").App} held */
export function setApp(held) {
  app = held;
}

// The state of the page.

import { app } from "../graph/app.js";
import { freshFilters } from "../graph/filters.js";

export const PRESETS = ["work", "whole", "clusters", "one"];
export const PRESET_LABELS = {
  work: ["State", "Body", "Collective", "Objective"],
  whole: ["State", "Body", "Collective", "Objective", "Principle", "Mechanism", "Group"],
  clusters: ["State", "Body", "Collective"],
};

/** @returns {import("../types").State} */
export const freshState = () => ({
  page: app.pages[0],
  preset: app.focus ? "one" : "work",
  centre: app.focus,
  labels: presetLabels(app.focus ? "one" : "work"),
  detail: 3,
  unfold: false,
  also: new Set(), // ids of nodes shown though they are not among the heaviest
  asTable: false,
  camera: null,
  selected: null, // {type: node|tie|cell|statement|bubble, ids: [...]}
  text: null, // id of the document that is read
  at: null, // id of the statement to bring into view in it
  blank: null, // [actor, objective]: what would stand after that statement
  objective: null, // id of the objective on the map
  left: null, // keys of the voices side by side
  right: null,
  filters: freshFilters(),
  find: "",
  overview: innerWidth > 980,
  orders: {}, // matrix -> {rows, columns}
  sortedBy: null, // id of the column that the rows of a matrix are sorted by
  sort: { by: "document", down: false },
  split: "document", // what the timeline is divided by
});

/** @type {import("../types").State} */
export let state;
/** @type {string | null} */
export let theme = null;

/** @param {import("../types").State} next */
export function setState(next) {
  state = next;
}

/** @param {string | null} name ``light``, ``dark``, or null for what the system has */
export function setTheme(name) {
  theme = name;
}

/** @param {string} preset */
export const presetLabels = (preset) => new Set(PRESET_LABELS[preset] ?? PRESET_LABELS.whole);
export const ORDERS = ["fixed", "name", "total", "cluster", "sorted"];
export const SPLITS = ["document", "year", "region"];
export const SORTS = ["document", "kind", "wording", "strength", "page", "score"];
export const FILTERED = ["network", "principles", "timeline", "statements"];

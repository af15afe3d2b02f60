// The state of the page, and the address that reproduces it. What an address names and the page doesn't know is ignored.

/** @import { Filters } from "../types" */
import { oncePerFrame } from "../common/dom.js";
import { WORDS, language, setLanguage } from "../common/words.js";
import { app } from "../graph/app.js";
import { SETS } from "../graph/filters.js";
import { ORDERS, PRESETS, SORTS, SPLITS, freshState, presetLabels, setState, setTheme, state, theme } from "./state.js";

export const DETAILS = [1, 2, 3, 5, 10, 0];

export function writeAddress() {
  const p = new URLSearchParams();
  const base = freshState();
  const set = (key, value, usual) => value !== usual && value !== null && p.set(key, value);
  set("page", state.page, base.page);
  set("preset", state.preset, base.preset);
  set("centre", state.centre, null);
  if (!sameSet(state.labels, presetLabels(state.preset))) p.set("labels", [...state.labels].join(" "));
  set("detail", state.detail, base.detail);
  state.also.forEach((id) => p.append("also", id));
  if (state.unfold) p.set("unfold", "1");
  if (state.asTable) p.set("table", "1");
  if (state.overview !== base.overview) p.set("overview", state.overview ? "1" : "0");
  if (state.camera) p.set("camera", state.camera.map((n) => Math.round(n)).join(" "));
  const { selected } = state;
  selected?.ids.forEach((id, i) => p.append(i ? "and" : selected.type, id));
  set("text", state.text, null);
  set("at", state.at, null);
  state.blank?.forEach((id) => p.append("blank", id));
  set("objective", state.objective, null);
  set("left", state.left, null);
  set("right", state.right, null);
  for (const key of SETS) state.filters[key].forEach((id) => p.append(`in-${key}`, id));
  set("from", state.filters.from, null);
  set("to", state.filters.to, null);
  set("sure", state.filters.confidence, 0);
  set("find", state.find, "");
  for (const [name, order] of Object.entries(state.orders)) {
    for (const [side, by] of Object.entries(order)) p.set(`${name}-${side}`, by);
  }
  set("by", state.sortedBy, null);
  set("sort", `${state.sort.by}${state.sort.down ? "-" : ""}`, base.sort.by);
  set("split", state.split, base.split);
  set("lang", language, app.language);
  set("theme", theme, null);
  return p.toString();
}

const sameSet = (a, b) => a.size === b.size && [...a].every((x) => b.has(x));

/**
 * The address of a place, whole: an address of a hash alone would be one within what is read now.
 * @param {string | Record<string, string>} place
 */
export const linkTo = (place) => `${location.href.split("#")[0]}#${new URLSearchParams(place)}`;

/** @param {string} text */
export function readAddress(text) {
  const p = new URLSearchParams(text);
  setState(freshState());
  const oneOf = (key, list, usual) => (list.includes(p.get(key)) ? p.get(key) : usual);
  state.page = oneOf("page", app.pages, state.page);
  state.preset = oneOf("preset", PRESETS, state.preset);
  if (app.graph.byId.has(p.get("centre"))) state.centre = p.get("centre");
  if ((state.preset === "one" && !state.centre) || (state.preset === "clusters" && !app.clusters)) state.preset = "work";
  state.labels = p.has("labels") ? new Set(String(p.get("labels")).split(" ").filter(isLabel)) : presetLabels(state.preset);
  state.detail = p.has("detail") && DETAILS.includes(Number(p.get("detail"))) ? Number(p.get("detail")) : state.detail;
  state.also = new Set(p.getAll("also").filter((id) => app.graph.byId.has(id)));
  state.unfold = p.get("unfold") === "1";
  state.asTable = p.get("table") === "1";
  if (p.has("overview")) state.overview = p.get("overview") === "1";
  state.camera = readCamera(p.get("camera"));
  state.selected = readSelected(p);
  for (const key of ["text", "at", "objective"]) if (app.graph.byId.has(p.get(key))) state[key] = p.get(key);
  state.blank = readBlank(p.getAll("blank"));
  for (const side of ["left", "right"]) if (app.comparison.voices.some((v) => v.key === p.get(side))) state[side] = p.get(side);
  state.find = p.get("find") ?? "";
  if (app.graph.byId.has(p.get("by"))) state.sortedBy = p.get("by");
  state.sort = { by: oneOf("sort", SORTS, null) ?? (p.get("sort") ?? "").replace(/-$/, ""), down: /-$/.test(p.get("sort") ?? "") };
  if (!SORTS.includes(state.sort.by)) state.sort = freshState().sort;
  state.split = oneOf("split", SPLITS, state.split);
  readFilters(p, state.filters);
  for (const name of Object.keys(app.matrices)) {
    for (const side of ["rows", "columns"]) {
      const by = oneOf(`${name}-${side}`, ORDERS, null);
      if (by) (state.orders[name] ??= {})[side] = by;
    }
  }
  setLanguage(oneOf("lang", Object.keys(WORDS), language));
  setTheme(oneOf("theme", ["light", "dark"], theme));
}

/** @param {string} name */
const isLabel = (name) => app.graph.labels.some((l) => l.name === name);

/**
 * @param {string | null} text
 * @returns {any} a camera, or null
 */
function readCamera(text) {
  const numbers = (text ?? "").split(" ").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? numbers : null;
}

const SELECTABLE = ["node", "tie", "statement", "gaps", "overlap", "principles", "bubble"];

function readSelected(p) {
  for (const type of SELECTABLE) {
    const ids = [p.get(type), ...p.getAll("and")].filter((id) => id !== null && app.graph.byId.has(id));
    const needed = type === "node" || type === "statement" ? 1 : 2;
    if (p.has(type) && ids.length === needed) return { type, ids };
  }
  return null;
}

/**
 * @param {string[]} ids
 * @returns {[string, string] | null}
 */
function readBlank(ids) {
  const [actor, objective] = ids.map((id) => app.graph.byId.get(id));
  return ids.length === 2 && actor?.said && objective?.said ? [ids[0], ids[1]] : null;
}

/** @param {Filters} f */
function readFilters(p, f) {
  for (const key of SETS) {
    const known = key === "kinds" || key === "relations" ? (id) => KNOWN[key]().includes(id) : (id) => app.graph.byId.has(id);
    p.getAll(`in-${key}`).filter(known).forEach((id) => f[key].add(id));
  }
  const number = (key) => (/^\d{1,4}$/.test(p.get(key) ?? "") ? Number(p.get(key)) : null);
  f.from = number("from");
  f.to = number("to");
  const sure = Number(p.get("sure") ?? 0);
  f.confidence = sure > 0 && sure <= 1 ? sure : 0;
}

const KNOWN = {
  kinds: () => app.graph.labels.map((l) => l.kind).filter(Boolean),
  relations: () => app.graph.relations,
};

// Another section, preset or selection is a place to come back to; cameras, filters and words sought are not.
export const placeIn = (address) => {
  const p = new URLSearchParams(address);
  return ["page", "preset", "centre", "text", "at", "blank", "objective", "left", "right", "split", ...SELECTABLE, "and"].map((key) => p.getAll(key).join(" ")).join("\n");
};

export const rememberAddress = oncePerFrame(() => {
  const text = writeAddress();
  const step = placeIn(text) === placeIn(location.hash.slice(1)) ? "replaceState" : "pushState";
  try {
    history[step](null, "", text ? `#${text}` : "#");
  } catch {
    // A page shown inside a notebook may not change its address; everything else works.
  }
});

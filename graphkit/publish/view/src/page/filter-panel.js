// The filters beside the picture.

import { button, byId, make, put, quoted } from "../common/dom.js";
import { clip, fold } from "../common/text.js";
import { count, percent, say, sayKind, sayLabel, sayMany, sayRelation } from "../common/words.js";
import { app } from "../graph/app.js";
import { filtersUsed, freshFilters, remember, visibleStatements } from "../graph/filters.js";
import {
  ACTORS, byName, byNumber, entitiesOf, isRelation, isTopic, nameOf, shortName, yearOf,
} from "../graph/names.js";
import { markSvg } from "./marks.js";
import { refresh, refreshSoon } from "./page.js";
import { PRESET_LABELS, presetLabels, state } from "./state.js";

/** @type {{key: string, list: () => any[], open?: boolean}[]} */
const FACETS = [
  { key: "documents", list: () => entitiesOf("Document").sort((a, b) => (a.facts.year ?? 9999) - (b.facts.year ?? 9999) || byName(a, b)), open: true },
  { key: "kinds", list: () => app.graph.labels.filter((l) => l.kind).map((l) => ({ id: l.kind, label: l.name, kind: l.kind })), open: true },
  { key: "relations", list: () => app.graph.relations.map((type) => ({ id: type, relation: type })) },
  { key: "actors", list: () => entitiesOf(...ACTORS).filter((e) => e.said.some(([, l]) => isRelation(l))).sort((a, b) => b.said.length - a.said.length || byName(a, b)) },
  { key: "objectives", list: () => entitiesOf("Objective").sort(byNumber) },
  { key: "groups", list: () => entitiesOf("Group").filter((e) => e.said.length).sort((a, b) => b.said.length - a.said.length || byName(a, b)) },
];
const SHOWN_FIRST = 8;

export function showFilters() {
  const panel = byId("filters");
  const used = filtersUsed(state.filters);
  put(
    panel,
    make("div", { class: "filters-head" }, make("h2", null, say("filters")), button(null, say("filters.clear"), clearFilters, { class: "ghost", id: "clear", hidden: !used })),
    make("p", { id: "counted", role: "status", class: "soft" }),
    labelFacet(),
    FACETS.map(makeFacet),
    yearFacet(),
    confidenceFacet(),
  );
  showCounted();
}

export function showCounted() {
  const shown = visibleStatements().length;
  put(byId("counted"), say("filters.counted", { n: shown, statements: sayMany("statements", app.graph.statements.length) }));
  byId("clear").hidden = !filtersUsed(state.filters);
}

export function clearFilters() {
  state.filters = freshFilters();
  state.labels = presetLabels(state.preset);
  showFilters();
  refresh();
  byId("search").focus();
}

const tick = (checked, name, onchange, extra) =>
  make("label", { class: "check" }, make("input", { type: "checkbox", checked, onchange }), name, extra);

/** @param {string} key */
const facet = (key, open, ...body) => make("details", { class: "facet", open, data: { facet: key } }, make("summary", null, say(`filters.${key}`)), body);

function labelFacet() {
  if (!app.pages.includes("network")) return null;
  const present = app.graph.labels.filter((l) => PRESET_LABELS.whole.includes(l.name) || l.name === "Role");
  return facet("labels", true, present.map(({ name }) => {
    const all = entitiesOf(name).length;
    return tick(state.labels.has(name), [markSvg(name), make("span", null, sayLabel(name, true))], (event) => {
      if (event.currentTarget.checked) state.labels.add(name);
      else state.labels.delete(name);
      refresh();
    }, make("span", { class: "number" }, count(all)));
  }));
}

function makeFacet({ key, list, open = false }) {
  const items = list();
  if (!items.length) return null;
  const rows = items.map((item) => facetRow(key, item));
  const holder = make("div", { class: "facet-rows" });
  const showRows = (asked = "", all = false) => {
    const fits = rows.filter((r, i) => !asked || fold(facetName(items[i])).includes(asked));
    const chosen = rows.filter((r) => r.querySelector("input").checked && !fits.includes(r));
    const kept = all || fits.length <= SHOWN_FIRST + 2 ? fits : fits.slice(0, SHOWN_FIRST);
    put(holder, chosen, kept, kept.length < fits.length && button("plus", say("filters.more", { n: fits.length - kept.length }), () => showRows(asked, true), { class: "more" }));
  };
  showRows();
  const seek = items.length > 12 && make("input", { type: "search", class: "seek", placeholder: say("filters.seek"), "aria-label": say("filters.seekIn", { name: say(`filters.${key}`) }), oninput: (event) => showRows(fold(event.currentTarget.value)) });
  return facet(key, open || state.filters[key].size > 0, seek, holder);
}

/** @returns {any} */
function facetName(item) {
  if (item.relation) return sayRelation(item.relation);
  if (item.kind && !item.name) return sayKind(item.kind);
  return item.label === "Document" && item.facts.year ? `${item.facts.year} ${nameOf(item)}` : shortName(item);
}

/** @param {string} key */
function facetRow(key, item) {
  const name = item.relation ? sayRelation(item.relation) : [markSvg(item.label), quoted(clip(facetName(item), 60), "span")];
  return tick(state.filters[key].has(item.id), name, (event) => {
    if (event.currentTarget.checked) state.filters[key].add(item.id);
    else state.filters[key].delete(item.id);
    refresh();
  }, make("span", { class: "number" }, count(facetCount(key, item))));
}

/** @param {string} key */
function facetCount(key, item) {
  return remember(`facet ${key} ${item.id}`, () => {
    if (key === "documents") return app.graph.statements.filter((s) => s.document === item.row).length;
    if (key === "kinds") return app.graph.statements.filter((s) => s.kind === item.id).length;
    if (key === "relations") return app.graph.statements.filter((s) => s.links.some((l) => l.type === item.id && isRelation(l))).length;
    return new Set(item.said.filter(([, l]) => isRelation(l) || isTopic(l)).map(([s]) => s)).size;
  });
}

function yearFacet() {
  const years = [...new Set(entitiesOf("Document").map((d) => d.facts.year).filter(Boolean))].sort();
  if (years.length < 2) return null;
  const pick = (side) => make(
    "label", null, make("span", { class: "soft" }, say(`filters.${side}`)),
    make("select", { data: { year: side }, onchange: (event) => {
      state.filters[side] = event.currentTarget.value ? Number(event.currentTarget.value) : null;
      refresh();
    } }, make("option", { value: "" }, "–"), years.map((y) => make("option", { value: y, selected: state.filters[side] === y }, String(y)))),
  );
  const unknown = app.graph.statements.filter((s) => yearOf(s) === null).length;
  return facet("years", true, make("div", { class: "pair" }, pick("from"), pick("to")), unknown > 0 && make("p", { class: "soft" }, say("filters.noYear", { n: unknown })));
}

function confidenceFacet() {
  const shown = make("output", null, percent(state.filters.confidence));
  return facet("confidence", true, make(
    "label", { class: "range" },
    make("input", { type: "range", min: 0, max: 1, step: 0.05, value: state.filters.confidence, "aria-label": say("filters.confidence"), oninput: (event) => {
      state.filters.confidence = Number(event.currentTarget.value);
      shown.textContent = percent(state.filters.confidence);
      refreshSoon();
    } }), shown,
  ), make("p", { class: "soft" }, say("filters.confidenceHelp")));
}

// Filters are at hand, but leave the room to the picture where there is little.
export let filtersShown = globalThis.innerWidth >= 1640;

export function filtersButton() {
  const used = filtersUsed(state.filters);
  return button("filter", say("filters") + (used ? ` · ${count(used)}` : ""), () => {
    filtersShown = !filtersShown;
    document.body.classList.toggle("filters-hidden", !filtersShown);
    byId("toggle-filters").setAttribute("aria-pressed", String(filtersShown));
  }, { id: "toggle-filters", "aria-pressed": String(filtersShown), "aria-controls": "filters" });
}

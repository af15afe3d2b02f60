// The filters beside the picture.

const FACETS = [
  { key: "documents", list: () => entitiesOf("Document").sort((a, b) => (a.facts.year ?? 9999) - (b.facts.year ?? 9999) || byName(a, b)), open: true },
  { key: "kinds", list: () => app.graph.labels.filter((l) => l.kind).map((l) => ({ id: l.kind, label: l.name, kind: l.kind })), open: true },
  { key: "relations", list: () => app.graph.relations.map((type) => ({ id: type, relation: type })) },
  { key: "actors", list: () => entitiesOf(...ACTORS).filter((e) => e.said.some(([, l]) => isRelation(l))).sort((a, b) => b.said.length - a.said.length || byName(a, b)) },
  { key: "objectives", list: () => entitiesOf("Objective").sort(byNumber) },
  { key: "groups", list: () => entitiesOf("Group").filter((e) => e.said.length).sort((a, b) => b.said.length - a.said.length || byName(a, b)) },
];
const SHOWN_FIRST = 8;

function showRail() {
  const rail = byId("rail");
  const used = filtersUsed(state.filters);
  put(
    rail,
    make("div", { class: "rail-head" }, make("h2", null, say("filters")), button(null, say("filters.clear"), clearFilters, { class: "ghost", id: "clear", hidden: !used })),
    make("p", { id: "counted", role: "status", class: "soft" }),
    labelFacet(),
    FACETS.map(makeFacet),
    yearFacet(),
    confidenceFacet(),
  );
  showCounted();
}

function showCounted() {
  const shown = visibleStatements().length;
  put(byId("counted"), say("filters.counted", { n: shown, statements: sayMany("statements", app.graph.statements.length) }));
  byId("clear").hidden = !filtersUsed(state.filters);
}

function clearFilters() {
  state.filters = freshFilters();
  state.labels = presetLabels(state.preset);
  showRail();
  refresh();
  byId("search").focus();
}

const tick = (checked, name, onchange, extra) =>
  make("label", { class: "check" }, make("input", { type: "checkbox", checked, onchange }), name, extra);

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

function makeFacet({ key, list, open }) {
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

function facetName(item) {
  if (item.relation) return sayRelation(item.relation);
  if (item.kind && !item.name) return sayKind(item.kind);
  return item.label === "Document" && item.facts.year ? `${item.facts.year} ${nameOf(item)}` : shortName(item);
}

function facetRow(key, item) {
  const name = item.relation ? sayRelation(item.relation) : [markSvg(item.label), quoted(clip(facetName(item), 60), "span")];
  return tick(state.filters[key].has(item.id), name, (event) => {
    if (event.currentTarget.checked) state.filters[key].add(item.id);
    else state.filters[key].delete(item.id);
    refresh();
  }, make("span", { class: "number" }, count(facetCount(key, item))));
}

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

// The filters in use, in words: for captions and print.
function filterWords() {
  const names = (key) => [...state.filters[key]].map((id) => (key === "kinds" ? sayKind(id) : key === "relations" ? sayRelation(id) : shortName(app.graph.byId.get(id))));
  const words = SETS.filter((key) => state.filters[key].size).map((key) => `${say(`filters.${key}`)}: ${names(key).join(", ")}`);
  if (state.filters.from !== null || state.filters.to !== null) words.push(`${say("filters.years")}: ${state.filters.from ?? "…"}–${state.filters.to ?? "…"}`);
  if (state.filters.confidence) words.push(`${say("filters.confidence")} ≥ ${percent(state.filters.confidence)}`);
  return words;
}

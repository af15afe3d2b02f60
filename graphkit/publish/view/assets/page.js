// The page as a whole: header, sections, panel; starts everything.

let app = null;
const titleOf = () => app.title ?? say("title");

async function start() {
  try {
    app = readApp(await unpack("data"));
  } catch (error) {
    return fail(error);
  }
  language = app.language;
  readAddress(location.hash.slice(1));
  showPage();
  addEventListener("popstate", () => {
    readAddress(location.hash.slice(1));
    showPage();
  });
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", showPage);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => !theme && showPage());
}

// On paper: light colours, the picture as lines instead of dots, all statements that were found, everything unfolded.
const MOST_PRINTED = 2000;

function preparePrint() {
  document.documentElement.dataset.theme = "light";
  picture?.restyle();
  const found = state.page === "statements" ? sortStatements(foundStatements()) : [];
  put(byId("paper"),
    picture && makeSvg(drawingOfView()),
    found.slice(0, MOST_PRINTED).map((s) => statementCard(s, {})),
    found.length > MOST_PRINTED && make("p", null, say("table.more", { n: found.length - MOST_PRINTED })));
  document.body.classList.toggle("on-paper", byId("paper").children.length > 0);
  document.querySelectorAll("#panel details").forEach((d) => (d.open = true));
}

// The one line that stands where the page can't.
function fail(error) {
  const key = error.message === "old" ? "fail.old" : "fail.broken";
  language = document.documentElement.lang in WORDS ? document.documentElement.lang : "en";
  put(document.body, make("main", { class: "failed" }, make("p", { role: "alert" }, say(key))));
  if (error.message !== "old") throw error;
}

function readApp(raw) {
  const { page, graph, places, answers, clusters, matrices, notes } = raw;
  const result = { ...page, graph: readGraph(graph), answers, notes };
  result.labels = Object.fromEntries(graph.labels.map((l) => [l.name, l]));
  result.places = new Map(places.map(({ id, x, y }) => [id, [x, y]]));
  result.clusters = clusters && readClusters(clusters, result.graph);
  result.matrices = readMatrices(matrices, result.graph, page.pages);
  return result;
}

const readClusters = ({ groups, ties }, graph) => ({
  groups,
  ties: ties.map(([a, b, strength, priorities, memberships, mechanisms, stability]) => ({
    a: graph.entities[a], b: graph.entities[b], strength, parts: { priorities, memberships, mechanisms }, stability,
  })),
});

const SECTIONS = {
  network: (holder) => showNetwork(holder),
  gaps: (holder) => showMatrix(holder, "gaps"),
  overlap: (holder) => showMatrix(holder, "overlap"),
  principles: (holder) => showMatrix(holder, "principles"),
  timeline: (holder) => showTimeline(holder),
  statements: (holder) => showStatements(holder),
  method: (holder) => showMethod(holder),
};
const FILTERED = ["network", "principles", "timeline", "statements"];

function showPage() {
  document.body.classList.remove("on-paper");
  const focused = document.activeElement?.id;
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  picture?.vis.destroy();
  picture = null;
  put(document.body,
    make("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); byId("main").focus(); } }, say("skip")),
    makeHeader(),
    make("div", { class: "work" },
      make("aside", { id: "rail", "aria-label": say("filters") }),
      make("main", { id: "main", tabindex: -1 }),
      make("section", { id: "paper", class: "print-only", "aria-hidden": "true" }),
      make("aside", { id: "panel", hidden: true, tabindex: -1 })),
    make("div", { id: "live", class: "hidden", role: "status", "aria-live": "polite" }),
    make("footer", { class: "print-only" }));
  document.title = titleOf();
  showRail();
  refresh();
  if (focused) byId(focused)?.focus();
}

function makeHeader() {
  const documents = entitiesOf("Document");
  const years = documents.map((d) => d.facts.year).filter(Boolean).sort();
  const span = years.length ? `, ${years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`}` : "";
  return make("header", { id: "header" },
    make("div", { class: "brand" }, make("h1", null, quoted(titleOf(), "span")), make("p", { class: "soft" }, madeOf(), span)),
    app.pages.length > 1 && make("nav", { "aria-label": say("nav.label") }, app.pages.map((name) => make("a", { href: `#page=${name}`, data: { page: name }, onclick: (event) => { event.preventDefault(); goTo(name); } }, say(`nav.${name}`)))),
    makeSearch(),
    make("div", { class: "tools" },
      button("link", say("tools.link"), copyLink, { text: false, id: "copy-link" }),
      button("print", say("tools.print"), () => print(), { text: false }),
      button("theme", say("tools.theme"), () => { theme = isDark() ? "light" : "dark"; rememberAddress(); showPage(); }, { text: false, id: "theme" }),
      make("div", { class: "segments small", role: "group", "aria-label": say("tools.language") }, Object.keys(WORDS).map((code) => make("button", { type: "button", id: `lang-${code}`, lang: code, title: WORDS[code]["language.name"], "aria-label": WORDS[code]["language.name"], "aria-pressed": String(code === language), onclick: () => useLanguage(code) }, code.toUpperCase())))));
}

function useLanguage(code) {
  language = code;
  showPage();
}

async function copyLink() {
  const text = `${location.href.split("#")[0]}#${writeAddress()}`;
  try {
    await navigator.clipboard.writeText(text);
    announce(say("tools.copied"), true);
  } catch {
    prompt(say("tools.copyHere"), text);
  }
}

function goTo(name) {
  state.page = name;
  refresh();
  byId("main").focus();
  scrollTo(0, 0);
}

// Shows the section again after a change of the state; the filters keep their place and focus.
function refresh() {
  rememberAddress();
  document.body.dataset.page = state.page;
  document.body.classList.toggle("rail-hidden", !railShown);
  document.body.classList.toggle("no-rail", !FILTERED.includes(state.page));
  document.querySelectorAll("nav a").forEach((a) => fill(a, { "aria-current": a.dataset.page === state.page ? "page" : "false" }, []));
  const focused = byId("main").contains(document.activeElement) && document.activeElement.id;
  if (state.page !== "network") picture = (picture?.vis.destroy(), null);
  showCounted();
  showPanel();
  SECTIONS[state.page](byId("main"));
  if (focused) byId(focused)?.focus();
  put(document.querySelector("footer"), captionLines().map((line) => make("p", null, line)));
}

// Filters are at hand, but leave the room to the picture where there is little.
let railShown = innerWidth >= 1640;

function railButton() {
  const used = filtersUsed(state.filters);
  return button("filter", say("filters") + (used ? ` · ${count(used)}` : ""), () => {
    railShown = !railShown;
    document.body.classList.toggle("rail-hidden", !railShown);
    byId("toggle-rail").setAttribute("aria-pressed", String(railShown));
  }, { id: "toggle-rail", "aria-pressed": String(railShown), "aria-controls": "rail" });
}

const refreshSoon = oncePerFrame(refresh);

function keepFocus(id, work) {
  work();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const field = byId(id);
    if (!field || document.activeElement === field) return;
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  }));
}

function select(selection) {
  state.selected = selection;
  state.at = selection?.at ?? null;
  showPanel();
  picture?.relight();
  rememberAddress();
  if (!selection && !document.activeElement?.closest("#main")) byId("picture")?.focus();
}

function announce(text, seen = false) {
  put(byId("live"), text);
  byId("live").classList.toggle("seen", seen);
  if (seen) setTimeout(() => byId("live")?.classList.remove("seen"), 2500);
}

addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    byId("search")?.focus();
  } else if (event.key === "Escape" && state?.selected) select(null);
});

// For tests and measurements: what is shown, and where on the screen a node stands.
globalThis.graphkit = Object.freeze({
  shown: () => picture?.scene && {
    nodes: picture.scene.nodes.map((n) => n.entity.id),
    dots: picture.scene.dots.map((d) => d.statement.id),
    ties: picture.scene.ties.map((t) => ({ source: t.tie.a.id, target: t.tie.b.id, weight: t.tie.weight, uncertain: isUncertain(t.tie) })),
  },
  spotOf(id) {
    const thing = app.graph.byId.get(id);
    const spot = picture.scene.byEntity.get(thing) ?? picture.scene.dots.find((d) => d.statement === thing);
    const [to, frame] = [picture.project(), byId("picture").getBoundingClientRect()];
    return spot && { x: frame.left + to.x(spot.x), y: frame.top + to.y(spot.y) };
  },
  spotOfTie(source, target) {
    const t = picture.scene.ties.find((x) => x.tie.a.id === source && x.tie.b.id === target);
    const [to, frame, [mx, my]] = [picture.project(), byId("picture").getBoundingClientRect(), bend(t)];
    return { x: frame.left + to.x((t.a.x + 2 * mx + t.b.x) / 4), y: frame.top + to.y((t.a.y + 2 * my + t.b.y) / 4) };
  },
});

start();

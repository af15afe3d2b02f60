// What a reader should know at first sight, while nothing is selected.

/** @import { Statement } from "../types" */
import { make, quoted } from "../common/dom.js";
import { clip, greatest } from "../common/text.js";
import { count, percent, say, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { linksOf, visibleStatements } from "../graph/filters.js";
import { byNumber, clusterName, entitiesOf, isRelation, isTopic, labelOf, shortName } from "../graph/names.js";
import { cellMark } from "../matrix/marks.js";
import { showInPicture } from "../network/moves.js";
import { answerList } from "./answers.js";
import { titleOf } from "./captions.js";
import { nodeLink } from "./links.js";
import { lineMark, markSvg } from "./marks.js";
import { select } from "./page.js";
import { describeEntity, headOf } from "./panel.js";
import { state } from "./state.js";

export function makeOverview() {
  if (state.overview && state.page === "network" && state.preset === "one") return describeEntity(app.graph.byId.get(state.centre));
  if (state.overview && state.page === "network" && state.preset === "clusters") return { name: say("overview"), head: headOf(say("overview"), say("preset.clusters")), body: clustersOverview() };
  const body = state.overview && { network: networkOverview, gaps: gapsOverview }[state.page]?.();
  if (!body) return null;
  return { name: say("overview"), head: headOf(say("overview"), quoted(titleOf(), "span")), body };
}

const reading = (...rows) => make("ul", { class: "reading-list" }, rows.map(([sign, text]) => make("li", null, sign, make("span", null, text))));

function networkOverview() {
  const statements = visibleStatements();
  const heard = countEntities(statements, (l) => l.entity.label === "Objective" && isTopic(l));
  const speakers = countEntities(statements, (l) => isRelation(l) && l.entity.label !== "Role");
  const silent = entitiesOf("Objective").filter((o) => !heard.has(o)).sort(byNumber);
  return [
    answerList(),
    make("p", { class: "lead" }, say("overview.lead", { statements: sayMany("statements", statements.length), documents: sayMany("documents", new Set(statements.map((s) => s.document)).size), actors: sayMany("actors", speakers.size), objectives: sayMany("objectives", heard.size) })),
    make("section", null, make("h3", null, say("overview.reading")), reading(
      [markSvg("Objective"), say("overview.rim")],
      [[markSvg("State"), markSvg("Body")], say("overview.inside")],
      [lineMark(), say("overview.tie")],
      [lineMark(true), say("overview.dashed")])),
    overviewList("overview.most", heard),
    silent.length > 0 && make("section", null, make("h3", null, say("overview.silent", { n: silent.length })), make("ul", { class: "plain" }, silent.map((o) => make("li", null, nodeLink(o))))),
    silent.length === 0 && overviewList("overview.least", heard, true),
    overviewList("overview.actors", speakers),
  ];
}

/** @param {Statement[]} statements */
function countEntities(statements, fits) {
  const counts = new Map();
  for (const s of statements) for (const e of new Set(linksOf(s).filter(fits).map((l) => l.entity))) counts.set(e, (counts.get(e) ?? 0) + 1);
  return counts;
}

/** @param {string} key */
function overviewList(key, counts, fewest = false) {
  const sorted = [...counts].sort((a, b) => (fewest ? a[1] - b[1] : b[1] - a[1]) || a[0].row - b[0].row).slice(0, 5);
  if (!sorted.length) return null;
  const most = greatest(counts.values());
  return make("section", null, make("h3", null, say(key)), make("ul", { class: "bars" }, sorted.map(([entity, n]) => make("li", null, make(
    "button", { type: "button", class: "bar", onclick: () => { select({ type: "node", ids: [entity.id] }); showInPicture(entity); } },
    markSvg(entity.label), quoted(clip(shortName(entity), 90), "span", { class: "bar-name" }), make("span", { class: "bar-count" }, count(n)),
    make("span", { class: "bar-line", css: { width: `${Math.max(2, (100 * n) / most)}%` } }))))));
}

// How many cells of the gap matrix stand on each step, and where silence is widest.
function gapsOverview() {
  const matrix = app.matrices.gaps;
  if (!matrix) return null;
  const steps = new Array(8).fill(0);
  matrix.raw.steps.forEach((s) => (steps[s] += 1));
  const all = matrix.raw.steps.length;
  const columnsWith = (fits) => new Map(matrix.columns
    .map((entity, c) => /** @type {const} */ ([entity, matrix.rows.filter((_, r) => fits(matrix.value(r, c))).length]))
    .filter(([, n]) => n));
  return [
    make("p", { class: "lead" }, say("overview.cells", { actors: sayMany("actors", matrix.rows.length), objectives: sayMany("objectives", matrix.columns.length), silent: sayMany("cells.silent", steps[1]), unknown: steps[0] })),
    make("section", null, make("h3", null, say("overview.steps")), make("ul", { class: "steps" }, matrix.legend().map((l) => make("li", null,
      make("span", { class: `swatch ${l.tone}`, "aria-hidden": "true" }, l.mark && cellMark(l.mark)), make("span", { class: "grow" }, l.text),
      make("span", { class: "number" }, `${count(l.count ?? 0)} · ${percent((l.count ?? 0) / all)}`))).reverse())),
    overviewList("overview.far", columnsWith((step) => step >= 5)),
    overviewList("overview.quiet", columnsWith((step) => step === 1)),
  ];
}

// Every cluster: how stable, what it stands for, who is in it.
function clustersOverview() {
  return [make("p", { class: "lead" }, say("cluster.about")), ...(app.clusters?.groups ?? []).map((cluster) => make("section", null,
    make("h3", null, clusterName(cluster)),
    make("p", { class: "soft" }, cluster.stability === null ? say("cluster.alone") : say("cluster.stability", { share: percent(cluster.stability) })),
    cluster.standsFor.length > 0 && [make("p", null, say("cluster.standsFor")), make("ul", { class: "plain" }, cluster.standsFor.slice(0, 6).map((row) => make("li", null, typeof row === "number" ? nodeLink(app.graph.entities[row]) : quoted(row))))],
    make("p", null, cluster.members.map((row) => app.graph.entities[row]).map((e, i) => [i > 0 && ", ", make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [e.id] }) }, quoted(labelOf(e)))]))))];
}

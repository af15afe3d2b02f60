// What a reader should know at first sight, while nothing is selected.

function glance() {
  if (state.glance && state.page === "network" && state.preset === "one") return describeEntity(app.graph.byId.get(state.centre));
  if (state.glance && state.page === "network" && state.preset === "clusters") return { name: say("glance"), head: headOf(say("glance"), say("preset.clusters")), body: glanceClusters() };
  const body = state.glance && { network: glanceNetwork, gaps: glanceGaps }[state.page]?.();
  if (!body) return null;
  return { name: say("glance"), head: headOf(say("glance"), quoted(titleOf(), "span")), body };
}

const reading = (...rows) => make("ul", { class: "reading-list" }, rows.map(([sign, text]) => make("li", null, sign, make("span", null, text))));

function glanceNetwork() {
  const statements = visibleStatements();
  const heard = countEntities(statements, (l) => l.entity.label === "Objective" && isTopic(l));
  const speakers = countEntities(statements, (l) => isRelation(l) && l.entity.label !== "Role");
  const silent = entitiesOf("Objective").filter((o) => !heard.has(o)).sort(byNumber);
  return [
    answerList(),
    make("p", { class: "lead" }, say("glance.lead", { statements: sayMany("statements", statements.length), documents: sayMany("documents", new Set(statements.map((s) => s.document)).size), actors: sayMany("actors", speakers.size), objectives: sayMany("objectives", heard.size) })),
    make("section", null, make("h3", null, say("glance.reading")), reading(
      [markSvg("Objective"), say("glance.rim")],
      [[markSvg("State"), markSvg("Body")], say("glance.inside")],
      [lineMark(), say("glance.tie")],
      [lineMark(true), say("glance.dashed")])),
    glanceList("glance.most", heard),
    silent.length > 0 && make("section", null, make("h3", null, say("glance.silent", { n: silent.length })), make("ul", { class: "plain" }, silent.map((o) => make("li", null, nodeLink(o))))),
    silent.length === 0 && glanceList("glance.least", heard, true),
    glanceList("glance.actors", speakers),
  ];
}

function countEntities(statements, fits) {
  const counts = new Map();
  for (const s of statements) for (const e of new Set(linksOf(s).filter(fits).map((l) => l.entity))) counts.set(e, (counts.get(e) ?? 0) + 1);
  return counts;
}

function glanceList(key, counts, fewest = false) {
  const sorted = [...counts].sort((a, b) => (fewest ? a[1] - b[1] : b[1] - a[1]) || a[0].row - b[0].row).slice(0, 5);
  if (!sorted.length) return null;
  const most = greatest(counts.values());
  return make("section", null, make("h3", null, say(key)), make("ul", { class: "bars" }, sorted.map(([entity, n]) => make("li", null, make(
    "button", { type: "button", class: "bar", onclick: () => { select({ type: "node", ids: [entity.id] }); showInPicture(entity); } },
    markSvg(entity.label), quoted(clip(shortName(entity), 90), "span", { class: "bar-name" }), make("span", { class: "bar-count" }, count(n)),
    make("span", { class: "bar-line", css: { width: `${Math.max(2, (100 * n) / most)}%` } }))))));
}

// How many cells of the gap matrix stand on each step, and where silence is widest.
function glanceGaps() {
  const matrix = app.matrices.gaps;
  if (!matrix) return null;
  const steps = new Array(8).fill(0);
  matrix.raw.steps.forEach((s) => (steps[s] += 1));
  const all = matrix.raw.steps.length;
  const quiet = matrix.columns.map((entity, c) => [entity, matrix.rows.filter((_, r) => matrix.value(r, c) === 1).length]);
  const far = matrix.columns.map((entity, c) => [entity, matrix.rows.filter((_, r) => matrix.value(r, c) >= 5).length]).filter(([, n]) => n);
  return [
    make("p", { class: "lead" }, say("glance.cells", { actors: sayMany("actors", matrix.rows.length), objectives: sayMany("objectives", matrix.columns.length), silent: sayMany("cells.silent", steps[1]), unknown: steps[0] })),
    make("section", null, make("h3", null, say("glance.steps")), make("ul", { class: "steps" }, matrix.legend().map((l) => make("li", null,
      make("span", { class: `swatch ${l.tone}`, "aria-hidden": "true" }, l.mark && cellMark(l.mark)), make("span", { class: "grow" }, l.text),
      make("span", { class: "number" }, `${count(l.count)} · ${percent(l.count / all)}`))).reverse())),
    glanceList("glance.far", new Map(far)),
    glanceList("glance.quiet", new Map(quiet.filter(([, n]) => n))),
  ];
}

// Every cluster: how stable, what it stands for, who is in it.
function glanceClusters() {
  return [make("p", { class: "lead" }, say("cluster.about")), ...app.clusters.groups.map((cluster) => make("section", null,
    make("h3", null, clusterName(cluster)),
    make("p", { class: "soft" }, cluster.stability === null ? say("cluster.alone") : say("cluster.stability", { share: percent(cluster.stability) })),
    cluster.standsFor.length > 0 && [make("p", null, say("cluster.standsFor")), make("ul", { class: "plain" }, cluster.standsFor.slice(0, 6).map((row) => make("li", null, typeof row === "number" ? nodeLink(app.graph.entities[row]) : quoted(row))))],
    make("p", null, cluster.members.map((row) => app.graph.entities[row]).map((e, i) => [i > 0 && ", ", make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [e.id] }) }, quoted(labelOf(e)))]))))];
}

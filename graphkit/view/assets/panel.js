// The panel: what is known of a node, a tie, a cell or a statement, always down to the wording and its place.

const PAGE_OF = 15;

function showPanel() {
  const panel = byId("panel");
  const content = state.selected ? describe(state.selected) : glance();
  panel.hidden = !content;
  document.body.classList.toggle("with-panel", Boolean(content));
  if (!content) return;
  put(panel, make("div", { class: "panel-head" }, content.head, button("close", say("panel.close"), closePanel, { text: false, class: "ghost" })), content.body);
  panel.setAttribute("aria-label", content.name);
  panel.scrollTop = 0;
}

function closePanel() {
  if (!state.selected) state.glance = false;
  select(null);
}

function describe({ type, ids }) {
  const [one, other] = ids.map((id) => app.graph.byId.get(id));
  if (type === "statement") return one.links ? describeStatement(one) : null;
  if (type === "node") return one.said ? describeEntity(one) : null;
  if (!one?.said || !other?.said) return null;
  if (type === "tie") return describeTie(one, other);
  return type === "bubble" ? describeBubble(one, other) : describeCell(type, one, other);
}

const headOf = (over, title, ...more) =>
  make("div", { class: "panel-title" }, make("p", { class: "over" }, over), make("h2", null, title), ...more);

// --- A node.

function describeEntity(entity) {
  const statements = [...new Set(entity.said.filter(([s, l]) => passes(s, state.filters) && l.score >= state.filters.confidence).map(([s]) => s))];
  const head = headOf([markSvg(entity.label), sayLabel(entity.label)], quoted(shortName(entity), "span"));
  const body = [
    factList(entity),
    PRESETABLE.includes(entity.label) && !(state.preset === "one" && state.centre === entity.id && state.page === "network") && button("fit", say("panel.focus"), () => focusOn(entity), { class: "wide" }),
    isActor(entity) && relationCounts(entity),
    tieBars(entity),
    silences(entity),
    referenceTies(entity),
    statementList(statements, { why: entity }),
  ];
  return { name: shortName(entity), head, body };
}

const PRESETABLE = ["State", "Body", "Role", "Objective", "Mechanism", "Group", "Principle"];
const FACTS = ["acronym", "kind", "status", "region", "year", "date", "genre", "language", "number", "guiding", "characters", "characters_read", "file", "url"];

function factList(entity) {
  const rows = FACTS.filter((key) => entity.facts[key] !== undefined && !(key === "number" && entity.label === "Objective"));
  return make(
    "dl",
    { class: "facts" },
    make("div", null, make("dt", null, say("fact.id")), make("dd", null, quoted(entity.id, "code"))),
    rows.map((key) => make("div", null, make("dt", null, say(`fact.${key}`)), make("dd", null, sayFact(key, entity.facts[key])))),
  );
}

function sayFact(key, value) {
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return key === "year" || key === "number" ? String(value) : count(value);
  return quoted(String(value));
}

function relationCounts(entity) {
  const counts = new Map();
  for (const [statement, link] of entity.said) {
    if (!passes(statement, state.filters) || link.score < state.filters.confidence || !isRelation(link)) continue;
    counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
  }
  return make(
    "ul",
    { class: "counts" },
    app.graph.relations.map((type) =>
      make("li", null, make("strong", null, count(counts.get(type) ?? 0)), " ", sayRelation(type)),
    ),
  );
}

function tieBars(entity) {
  const spokes = findSpokes(entity).filter((s) => s.tie.weight);
  if (!spokes.length) return null;
  const most = spokes[0].tie.weight;
  const rows = (list) => list.map(({ end, tie }) => make("li", null, tieBar(end, tie, most)));
  const list = make("ul", { class: "bars" }, rows(spokes.slice(0, 8)));
  const more = spokes.length > 8 && button("plus", say("panel.moreTies", { n: spokes.length - 8 }), (event) => {
    list.append(...rows(spokes.slice(8, 208)));
    event.currentTarget.remove();
    list.children[8].querySelector("button").focus();
  }, { class: "more" });
  return make("section", null, make("h3", null, say("panel.ties")), list, more);
}

function tieBar(end, tie, most) {
  const uncertain = isUncertain(tie);
  return make(
    "button",
    { type: "button", class: "bar", onclick: () => select({ type: "tie", ids: [tie.a.id, tie.b.id] }) },
    markSvg(end.label),
    quoted(clip(shortName(end), 90), "span", { class: "bar-name" }),
    make("span", { class: "bar-count" }, count(tie.weight), uncertain && make("span", { class: "unsure" }, ` ${say("uncertain")}`)),
    make("span", { class: uncertain ? "bar-line dashed" : "bar-line", css: { width: `${Math.max(2, (100 * tie.weight) / most)}%` } }),
  );
}

// What an actor says nothing on, though its texts could have; and on how much that can't be told.
function silences(entity) {
  const matrix = app.matrices.gaps;
  const r = matrix?.rows.indexOf(entity) ?? -1;
  if (r < 0) return null;
  const on = (step) => matrix.columns.filter((_, c) => matrix.value(r, c) === step);
  const [silent, unknown] = [on(1).sort(byNumber), on(0).length];
  if (!silent.length && !unknown) return null;
  const rows = silent.map((o) => make("li", null, markSvg(o.label), " ", quoted(clip(shortName(o), 70), "span")));
  return make("details", { open: silent.length > 0 && silent.length <= 6 },
    make("summary", null, say("panel.silent", { n: silent.length }), unknown > 0 && ` · ${say("panel.unheard", { n: unknown })}`),
    make("ul", { class: "plain" }, rows));
}

function referenceTies(entity) {
  if (!entity.ties.length) return null;
  const rows = (list) => list.map((fact) => referenceRow(entity, fact));
  const list = make("ul", { class: "references" }, rows(entity.ties.slice(0, 200)));
  return make("details", null, make("summary", null, say("panel.references", { n: entity.ties.length })), list);
}

function referenceRow(entity, fact) {
  const out = fact.source === entity;
  const end = out ? fact.target : fact.source;
  const notes = [fact.facts.capacity, fact.facts.status, fact.facts.as_of].filter(Boolean).join(", ");
  return make(
    "li",
    null,
    make("span", { class: "soft" }, say(`fact.${fact.type}.${out ? "out" : "in"}`), " "),
    make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [end.id] }) }, quoted(shortName(end))),
    notes && make("span", { class: "soft" }, " ", quoted(`(${notes})`)),
    fact.reference && make("p", { class: "source" }, say("panel.source"), " ", quoted(fact.reference)),
  );
}

// --- A tie, a cell, a bubble.

function describeTie(one, other) {
  const tie = findTies().find((t) => (t.a === one && t.b === other) || (t.a === other && t.b === one));
  const name = `${shortName(one)} – ${shortName(other)}`;
  const fact = one.ties.find((f) => f.source === other || f.target === other);
  const body = [
    tie && make("p", { class: "lead" }, say("panel.tieCount", { n: tie.weight }), " ", isUncertain(tie) ? say("panel.tieUncertain", { score: percent(app.graph.uncertain) }) : ""),
    tie && kindCounts(tie.statements),
    fact && make("ul", { class: "references" }, referenceRow(one, fact)),
    state.preset === "clusters" && sharedObjectives(one, other),
    statementList(tie?.statements ?? [], { why: one, and: other }),
  ];
  return { name, head: headOf(say("panel.tie"), pairTitle(one, other)), body };
}

const pairTitle = (one, other) => [
  ...[one, other].map((end) => make("button", { type: "button", class: "link pair", onclick: () => select({ type: "node", ids: [end.id] }) }, markSvg(end.label, 16), quoted(clip(shortName(end), 160), "span"))),
];

function sharedObjectives(one, other) {
  const shared = (app.clusters?.ties ?? []).find(([a, b]) => (a === one.row && b === other.row) || (a === other.row && b === one.row));
  if (!shared) return null;
  const rows = shared[2].map((row) => app.graph.entities[row]);
  return make("section", null, make("h3", null, say("panel.shared", { n: rows.length })), make("ul", { class: "plain" }, rows.map((o) => make("li", null, ...[one, other].map((actor) => make("button", { type: "button", class: "link", onclick: () => select({ type: "tie", ids: [actor.id, o.id] }) }, quoted(clip(`${labelOf(actor)}: ${shortName(o)}`, 80))))))));
}

function kindCounts(statements) {
  const counts = new Map();
  for (const s of statements) counts.set(s.label, (counts.get(s.label) ?? 0) + 1);
  return make("ul", { class: "counts" }, app.graph.labels.filter((l) => counts.has(l.name)).map((l) => make("li", null, markSvg(l.name), " ", make("strong", null, count(counts.get(l.name))), " ", sayKind(l.kind))));
}

function describeCell(matrix, row, column) {
  const cell = app.matrices[matrix]?.cell(row, column);
  if (!cell) return null;
  const head = headOf(say(`matrix.${matrix}.title`), pairTitle(row, column));
  const body = [make("p", { class: "lead" }, cell.lead), ...cell.notes.map((n) => make("div", null, n)), kindCounts(cell.statements), statementList(cell.statements, { why: row, and: column })];
  return { name: `${shortName(row)} – ${shortName(column)}`, head, body };
}

function describeBubble(document, objective) {
  const statements = visibleStatements().filter((s) => s.document === document.row && s.links.some((l) => l.entity === objective));
  const head = headOf(say("timeline.title"), pairTitle(objective, document));
  return { name: shortName(objective), head, body: [kindCounts(statements), statementList(statements, { why: objective })] };
}

// --- Statements.

function describeStatement(statement) {
  const document = documentOf(statement);
  const echoes = [...statement.echoes].sort((a, b) => b.score - a.score);
  const body = [
    statementCard(statement, {}, true),
    echoes.length > 0 && make("section", null, make("h3", null, say("panel.echoes", { n: echoes.length })), statementList(echoes.map((e) => e.statement), {}, false)),
  ];
  const head = headOf([markSvg(statement.label), sayKind(statement.kind)], quoted(document ? nameOf(document) : say("unknown"), "span"));
  return { name: sayKind(statement.kind), head, body };
}

function statementList(statements, ask, titled = true) {
  const list = make("ol", { class: "cards" });
  const more = button("plus", "", () => addCards(), { class: "more" });
  let shown = 0;
  const addCards = () => {
    const fresh = statements.slice(shown, shown + PAGE_OF);
    list.append(...fresh.map((s) => make("li", null, statementCard(s, ask))));
    if (shown) list.children[shown]?.querySelector("summary, button")?.focus();
    shown += fresh.length;
    more.hidden = shown >= statements.length;
    put(more, icon("plus"), say("panel.moreStatements", { n: statements.length - shown }));
  };
  addCards();
  const title = titled && make("h3", null, say("panel.statements", { n: statements.length }));
  return make("section", { class: "statements" }, title, statements.length ? [list, more] : make("p", { class: "soft" }, say("panel.nothing")));
}

function statementCard(statement, ask, open = false) {
  const document = documentOf(statement);
  return make(
    "article",
    { class: "card", css: { "--mark": colourOf(statement.label) } },
    make("p", { class: "card-kind" }, markSvg(statement.label), sayKind(statement.kind), statement.strength > 0 && make("span", { class: "strength" }, sayStrength(app.graph.strengths[statement.strength]))),
    wordingWithMarks(statement, ask),
    elsewhere(statement, ask),
    make(
      "p",
      { class: "place" },
      document ? make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [document.id] }) }, quoted(clip(nameOf(document), 120))) : say("unknown"),
      statement.section.length > 0 && [" › ", quoted(statement.section.join(" › "))],
      statement.page !== null && [" · ", say("page", { page: String(statement.page) })],
    ),
    whyList(statement, open),
  );
}

// The links that this card is shown for; all of them where no node is asked about.
function askedLinks(statement, ask) {
  const ends = [ask.why, ask.and].filter(Boolean);
  return ends.length ? statement.links.filter((l) => ends.includes(l.entity)) : statement.links;
}

// The exact words; a pair of double asterisks of the file is shown as what it means: bold.
function wordingWithMarks(statement, ask) {
  const text = wordingOf(statement);
  const spans = [];
  for (const link of askedLinks(statement, ask)) {
    for (const row of link.evidence) {
      if (typeof row[2] === "number" && row[3] - row[2] < text.length) spans.push({ from: row[2], to: row[3], link });
    }
  }
  const stars = [...text.matchAll(/\*\*/g)].map((m) => m.index);
  if (stars.length % 2) stars.pop();
  const edges = [...spans.flatMap((s) => [s.from, s.to]), ...stars.flatMap((i) => [i, i + 2])];
  const cuts = [...new Set([0, text.length, ...edges])].sort((a, b) => a - b);
  const parts = cuts.slice(1).map((to, i) => {
    const from = cuts[i];
    const over = spans.filter((s) => s.from <= from && s.to >= to);
    if (stars.includes(from) || stars.includes(from - 1)) return null;
    const bold = stars.filter((at) => at < from).length % 2 === 1;
    const part = bold ? make("strong", null, text.slice(from, to)) : text.slice(from, to);
    if (!over.length) return part;
    const names = [...new Set(over.map((s) => shortName(s.link.entity)))].join("; ");
    return make("mark", { class: `mark-${markClass(over[0].link)}`, title: clip(names, 300) }, part);
  });
  return make("blockquote", { class: "wording", dir: "auto", lang: statement.language }, parts);
}

const markClass = (link) => (isRelation(link) ? "actor" : link.entity.label === "Objective" ? "objective" : "other");

// Words that made the link but stand outside the statement: its lead-in or its heading.
function elsewhere(statement, ask) {
  const words = new Map();
  for (const link of askedLinks(statement, ask)) {
    for (const [, , said] of link.evidence) if (typeof said === "string" && said && !statementDocumentOnly(link)) words.set(said, link);
  }
  return [...words].slice(0, 3).map(([said, link]) =>
    make("p", { class: "elsewhere" }, make("span", { class: "soft" }, say("panel.elsewhere"), " "), quoted(clip(said, 400), "q"), make("span", { class: "soft" }, " → ", quoted(clip(shortName(link.entity), 60)))),
  );
}

const statementDocumentOnly = (link) => link.entity.label === "Document";

function whyList(statement, open) {
  const links = statement.links.filter((l) => !statementDocumentOnly(l));
  const score = say("panel.score", { score: percent(statement.score) });
  const details = make("details", { open, class: "why" }, make("summary", null, say("panel.why", { n: links.length }), make("span", { class: "soft" }, ` · ${score}`)));
  const fillIn = () => details.children.length < 2 && details.append(whyTable(statement, links));
  details.addEventListener("toggle", fillIn);
  if (open) fillIn();
  return details;
}

function whyTable(statement, links) {
  const rows = links.map((link) => {
    const best = link.evidence[0];
    const words = typeof best[2] === "number" ? wordingOf(statement).slice(best[2], best[3]) : best[2] || best[3];
    return make(
      "li",
      null,
      make("span", { class: "soft" }, say(`link.${link.type}`), " "),
      make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [link.entity.id] }) }, markSvg(link.entity.label), quoted(clip(shortName(link.entity), 120))),
      make("span", { class: link.score < app.graph.uncertain ? "score unsure" : "score" }, ` ${percent(link.score)}`),
      words && make("p", { class: "source" }, quoted(clip(words, 200), "q"), " ", quoted(app.graph.rules[best[0]], "code")),
    );
  });
  const facts = [
    make("li", null, make("span", { class: "soft" }, say("panel.rule"), " "), quoted(statement.rule, "code")),
    statement.strengthWords && make("li", null, make("span", { class: "soft" }, say("panel.strengthWords"), " "), quoted(statement.strengthWords, "q")),
    make("li", null, make("span", { class: "soft" }, say("fact.id"), " "), quoted(statement.id, "code"), " ", button("link", say("panel.open"), () => select({ type: "statement", ids: [statement.id] }), { text: false, class: "ghost small" })),
  ];
  return make("ul", { class: "links" }, rows, facts);
}

// Statements as cards: the exact wording with the words that made the links, its place, its links and their rules.

/** @import { Link, Statement } from "../types" */
import { button, icon, make, put, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { percent, say, sayKind, sayStrength } from "../common/words.js";
import { app } from "../graph/app.js";
import { filtersUsed } from "../graph/filters.js";
import { documentOf, footnoteOf, isRelation, nameOf, shortName, wordingOf } from "../graph/names.js";
import { copyText } from "./copying.js";
import { colourOf, markSvg } from "./marks.js";
import { select } from "./page.js";
import { headOf } from "./panel.js";
import { showInText } from "./places.js";
import { state } from "./state.js";

export const PAGE_OF = 15;

/** @param {Statement} statement */
export function describeStatement(statement) {
  const document = documentOf(statement);
  const echoes = [...statement.echoes].sort((a, b) => b.score - a.score);
  const body = [
    statementCard(statement, {}, true),
    echoes.length > 0 && make("section", null, make("h3", null, say("panel.echoes", { n: echoes.length })), statementList(echoes.map((e) => e.statement), {}, false)),
  ];
  const head = headOf([markSvg(statement.label), sayKind(statement.kind)], quoted(document ? nameOf(document) : say("unknown"), "span"));
  return { name: sayKind(statement.kind), head, body };
}

/** @param {Statement[]} statements */
export function statementList(statements, ask, titled = true) {
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
  return make("section", { class: "statements" }, title, statements.length ? [list, more] : make("p", { class: "soft" }, say(filtersUsed(state.filters) ? "panel.nothing" : "panel.none")));
}

/** @param {Statement} statement */
export function statementCard(statement, ask, open = false) {
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
      statement.para !== null && [" · ", say("text.para", { para: statement.para })],
    ),
    document && !isSought(statement) && make("p", null, button("text", say("text.open"), () => showInText(statement), { class: "in-text" })),
    whyList(statement, open),
  );
}

/** @param {Statement} statement */
const isSought = (statement) => state.page === "texts" && state.at === statement.id;

/**
 * The links that this card is shown for; all of them where no node is asked about.
 * @param {Statement} statement
 */
function askedLinks(statement, ask) {
  const ends = [ask.why, ask.and].filter(Boolean);
  return ends.length ? statement.links.filter((l) => ends.includes(l.entity)) : statement.links;
}

/**
 * The exact words; a pair of double asterisks of the file is shown as what it means: bold.
 * @param {Statement} statement
 */
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

/** @param {Link} link */
const markClass = (link) => (isRelation(link) ? "actor" : link.entity.label === "Objective" ? "objective" : "other");

/**
 * Words that made the link but stand outside the statement: its lead-in or its heading.
 * @param {Statement} statement
 */
function elsewhere(statement, ask) {
  const words = new Map();
  for (const link of askedLinks(statement, ask)) {
    for (const [, , said] of link.evidence) if (typeof said === "string" && said && !statementDocumentOnly(link)) words.set(said, link);
  }
  return [...words].slice(0, 3).map(([said, link]) =>
    make("p", { class: "elsewhere" }, make("span", { class: "soft" }, say("panel.elsewhere"), " "), quoted(clip(said, 400), "q"), make("span", { class: "soft" }, " → ", quoted(clip(shortName(link.entity), 60)))),
  );
}

/** @param {Link} link */
const statementDocumentOnly = (link) => link.entity.label === "Document";

/** @param {Statement} statement */
function whyList(statement, open) {
  const links = statement.links.filter((l) => !statementDocumentOnly(l));
  const score = say("panel.score", { score: percent(statement.score) });
  const details = make("details", { open, class: "why" }, make("summary", null, say("panel.why", { n: links.length }), make("span", { class: "soft" }, ` · ${score}`)));
  const fillIn = () => details.children.length < 2 && details.append(whyTable(statement, links));
  details.addEventListener("toggle", fillIn);
  if (open) fillIn();
  return details;
}

/** @param {Statement} statement */
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
    make("li", null,
      statement.address && [make("span", { class: "soft" }, say("text.cite"), " "), quoted(statement.address), " "],
      button("text", say("text.footnote"), () => copyText(footnoteOf(statement), "text.footnoteCopied", "text.footnoteHere"), { class: "ghost small" })),
    make("li", null, make("span", { class: "soft" }, say("fact.id"), " "), quoted(statement.id, "code"), " ", button("link", say("panel.open"), () => select({ type: "statement", ids: [statement.id] }), { text: false, class: "ghost small" })),
  ];
  return make("ul", { class: "links" }, rows, facts);
}

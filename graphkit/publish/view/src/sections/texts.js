// The text of a document in order: each statement at its place and marked by kind, what was passed over in plain sight.

/** @import { Block, Entity, Item, Statement } from "../types" */
import { announce, button, byId, make, put, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { unpack } from "../common/unpack.js";
import { count, knownWords, say, sayKind } from "../common/words.js";
import { app } from "../graph/app.js";
import { byName, entitiesOf, nameOf, plainWording, shortName } from "../graph/names.js";
import { linkTo, rememberAddress } from "../page/address.js";
import { colourOf, markSvg } from "../page/marks.js";
import { refresh, select } from "../page/page.js";
import { beside } from "../page/places.js";
import { state } from "../page/state.js";
import { bareItems, groupItems } from "./text-blocks.js";

let saysWhy = false; // whether each sentence passed over says why
/** @type {any} the article on the page */
let shown = null;

const listDocuments = () => entitiesOf("Document").sort((a, b) => (a.facts.year ?? 9999) - (b.facts.year ?? 9999) || byName(a, b));
/** @param {Entity} document */
const statementsOf = (document) => app.graph.statements.filter((s) => s.document === document.row);

/** @param {HTMLElement} holder */
function showTexts(holder) {
  const documents = listDocuments();
  if (!documents.length) return put(holder, make("p", { class: "empty-line" }, say("empty.graph")));
  const document = documents.find((d) => d.id === state.text) ?? documents[0];
  const article = make("article", { class: "text", "aria-label": nameOf(document), "aria-busy": "true" }, make("p", { class: "soft" }, say("text.loading")));
  shown = article;
  put(holder, toolbar(documents, document), article);
  readItems(document).then((items) => shown === article && fillText(article, document, items), () => put(article, make("p", { role: "alert" }, say("fail.broken"))));
}

const read = new Map(); // document -> its items, unpacked when first asked for

/** @param {Entity} document */
function readItems(document) {
  if (!read.has(document)) read.set(document, app.texts.has(document.row) ? unpack(`text-${document.row}`) : Promise.resolve(bareItems(statementsOf(document))));
  return read.get(document);
}

/**
 * @param {Entity[]} documents
 * @param {Entity} document
 */
function toolbar(documents, document) {
  const choose = (event) => {
    Object.assign(state, { text: event.currentTarget.value, at: null, blank: null });
    refresh();
    byId("text-document")?.focus();
  };
  const step = (name, by) => button(name, say(`text.${name}`), () => goOn(document, by), { text: false, id: `text-${name}` });
  return make("div", { class: "toolbar reading-bar" },
    make("label", { class: "picker" }, make("span", { class: "hidden" }, say("label.Document")), make("select", { id: "text-document", onchange: choose },
      documents.map((d) => make("option", { value: d.id, selected: d === document }, clip(nameOf(d), 80))))),
    step("previous", -1), step("next", 1),
    app.texts.has(document.row) && button("help", say("text.why"), (event) => {
      saysWhy = !saysWhy;
      event.currentTarget.setAttribute("aria-pressed", String(saysWhy));
      shown.classList.toggle("says-why", saysWhy);
    }, { id: "says-why", class: "compact", "aria-pressed": String(saysWhy) }));
}

/**
 * @param {HTMLElement} article
 * @param {Entity} document
 * @param {Item[]} items
 */
function fillText(article, document, items) {
  const blocks = groupItems(items);
  article.removeAttribute("aria-busy");
  article.classList.toggle("says-why", saysWhy);
  put(article, textHead(document), contents(blocks), make("div", { class: "text-body", lang: document.facts.language ?? null, dir: "auto" }, blocks.map(blockElement)));
  placeBlank();
  bringIntoView();
}

/** @param {Entity} document */
function textHead(document) {
  const kinds = app.graph.labels.map((label) => ({ label, n: statementsOf(document).filter((s) => s.label === label.name).length })).filter(({ n }) => n);
  return make("header", { class: "text-head" },
    make("h2", null, quoted(nameOf(document), "span")),
    make("p", { class: "soft" }, [document.facts.year, document.facts.symbol].filter(Boolean).map((x) => [quoted(x), " · "]), make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [document.id] }) }, say("text.about"))),
    make("ul", { class: "text-kinds" }, kinds.map(({ label, n }) => make("li", { css: { "--mark": colourOf(label.name) } }, markSvg(label.name), ` ${sayKind(label.kind)} `, make("span", { class: "soft" }, count(n))))),
    make("p", { class: "soft" }, say(app.texts.has(document.row) ? "text.legend" : "text.bare")));
}

/** @param {Block[]} blocks */
function contents(blocks) {
  const heads = blocks.map((block, i) => ({ block, i })).filter(({ block }) => block.kind === "heading");
  if (heads.length < 3) return null;
  const go = (i) => {
    byId(`head-${i}`).scrollIntoView({ block: "start" });
    byId(`head-${i}`).focus({ preventScroll: true });
  };
  return make("details", { class: "contents" }, make("summary", null, say("text.contents", { n: heads.length })),
    make("ol", null, heads.map(({ block, i }) => make("li", { class: `level-${Math.min(4, block.level)}` }, make("button", { type: "button", class: "link", onclick: () => go(i) }, quoted(clip(block.pieces[0].t ?? "", 120)))))));
}

/**
 * @param {Block} block
 * @param {number} i
 */
function blockElement(block, i) {
  const page = block.page !== null && make("span", { class: "page-mark" }, say("page", { page: String(block.page) }));
  if (block.kind === "heading") return [page, make(`h${Math.min(6, block.level + 2)}`, { id: `head-${i}`, tabindex: -1 }, block.pieces[0].t ?? "")];
  const unread = knownWords(`text.unread.${block.kind}`);
  const pieces = block.pieces.map(pieceElement).filter(Boolean);
  if (!pieces.length) return page;
  return [page, make("p", { class: unread ? "unread" : `read-${block.kind}` }, unread && why(unread), pieces.map((piece, n) => [n > 0 && " ", piece]))];
}

const why = (words) => make("span", { class: "why-not" }, `[${words}] `);

/** @param {Item} item */
function pieceElement(item) {
  const row = item.s ?? item.r;
  if (row !== undefined) return statementLink(app.graph.statements[row], item.t);
  const text = item.t;
  if (!text) return null;
  if (item.why === undefined) return make("span", { class: "between" }, text);
  return make("span", { class: "passed-over" }, text, " ", why(knownWords(`review.why.${item.why}`) ?? item.why));
}

/**
 * A link, so that the place has an address; ``rest``: what follows after a break of the page.
 * @param {Statement} statement
 * @param {string} [rest]
 */
function statementLink(statement, rest) {
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(statement, { type: "statement", ids: [statement.id] });
  };
  const address = linkTo({ page: "texts", text: app.graph.entities[statement.document].id, at: statement.id });
  return make("a", { class: "said", id: rest === undefined ? `said-${statement.row}` : null, href: address, css: { "--mark": colourOf(statement.label) }, data: { row: statement.row }, onclick: open },
    rest === undefined && [markSvg(statement.label, 12), make("span", { class: "hidden" }, `${sayKind(statement.kind)}: `)],
    rest ?? statement.text.replaceAll("**", ""));
}

/**
 * @param {Statement} statement
 * @param {import("../types").Selection | null} selection
 */
function goTo(statement, selection) {
  Object.assign(state, { at: statement.id, text: app.graph.entities[statement.document].id, blank: null });
  byId("blank")?.remove();
  markSought();
  if (selection) select(selection);
  else rememberAddress();
}

/**
 * The statement before or after the one in question, else the first or the last.
 * @param {Entity} document
 * @param {number} by
 */
function goOn(document, by) {
  const places = [...shown.querySelectorAll(".said[id]")];
  const at = places.findIndex((place) => place.id === soughtId());
  const next = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : at + by];
  if (!next) return announce(say("text.noMore"), true);
  const statement = app.graph.statements[Number(next.dataset.row)];
  goTo(statement, beside({ type: "statement", ids: [statement.id] }));
  bringIntoView();
  announce(plainWording(statement));
}

const soughtId = () => `said-${app.graph.byId.get(state.at)?.row}`;

function markSought() {
  const row = String(app.graph.byId.get(state.at)?.row);
  shown.querySelectorAll("[aria-current]").forEach((place) => place.removeAttribute("aria-current"));
  if (!state.blank) shown.querySelectorAll(`.said[data-row="${row}"]`).forEach((place) => place.setAttribute("aria-current", "true"));
}

// Where an actor's silence would be filled: after its own statement that is nearest in meaning.
function placeBlank() {
  const after = byId(soughtId())?.closest("p");
  if (!state.blank || !after) return;
  const [actor, objective] = state.blank.map((id) => app.graph.byId.get(id));
  after.after(make("aside", { id: "blank", class: "blank", tabindex: -1, "aria-label": say("text.blankName") },
    make("p", null, say("text.blank", { actor: nameOf(actor), objective: shortName(objective) })),
    button("next", say("text.blankLeads"), () => select({ type: "gaps", ids: [actor.id, objective.id] }))));
}

function bringIntoView() {
  markSought();
  const place = byId("blank") ?? byId(soughtId());
  const bring = () => place?.isConnected && place.scrollIntoView({ block: "center" });
  bring();
  requestAnimationFrame(bring); // what is off the screen has a guessed height until it comes near
}

export const textSection = { show: showTexts };

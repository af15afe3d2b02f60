// The cards of the review in the order shown, and the one at hand.

/** @import { Entry, Reviewing } from "../types" */
import { byId, make, put, quoted } from "../common/dom.js";
import { say } from "../common/words.js";
import { makeCard, makeLater } from "./card.js";
import { addedStatement, decisionOf, piecesAfter, review } from "./state.js";

export const view = {
  document: "", // id of the one shown, or "" for all
  usefulFirst: false,
  active: /** @type {string | null} */ (null), // key of the statement at hand
};

/** @type {Entry[]} what can be decided, in the order shown */
export let entries = [];
let places = new Map(); // key of a statement -> its place in entries

const FIRST = 60; // cards drawn at once; of the others the wording stands there, and the rest comes when they are near
const NEAR = "1500px";
/** @type {IntersectionObserver | null} */
let watched = null;

export function showItems() {
  entries = [];
  places = new Map();
  watched?.disconnect();
  const drawNear = (seen, watcher) => seen.filter((s) => s.isIntersecting).forEach(({ target }) => {
    watcher.unobserve(target);
    const card = target.querySelector(".later");
    if (card) redrawCard(card.dataset.key);
  });
  watched = new IntersectionObserver(drawNear, { rootMargin: NEAR });
  const rows = view.usefulFirst ? usefulRows() : textRows(review.documents.find((d) => d.id === view.document));
  put(byId("items"), rows);
  for (const { card } of entries.slice(FIRST)) if (card?.parentElement) watched.observe(card.parentElement);
}

function usefulRows() {
  const wanted = review.statements.filter((s) => !view.document || s.document === view.document);
  const languages = new Map(review.documents.map((d) => [d.id, d]));
  return wanted.flatMap((statement) => entryRows({ statement, language: languages.get(statement.document)?.language, place: [languages.get(statement.document)?.name, statement.section].filter(Boolean).join(" > ") }));
}

/** @param {Reviewing["documents"][number]} [text] */
function textRows(text) {
  if (!text) return [make("li", { class: "soft" }, say("empty.graph"))];
  const alone = !text.whole && make("li", { class: "soft" }, say("review.noText"));
  return [alone, ...text.items.flatMap((item, i) => {
    if (item.h) return make("li", { class: "heading" }, quoted(item.t, `h${Math.min(6, item.h + 1)}`, { lang: text.language }));
    if (item.s !== undefined) return entryRows({ statement: review.statements[item.s], language: text.language });
    if (item.why !== undefined) return entryRows({ statement: addedStatement(text, i), language: text.language });
    return make("li", { class: "aside" }, quoted(item.t, "p", { lang: text.language }));
  })];
}

// A statement with the pieces that were made of it by hand.
/** @param {Entry} entry */
const entryRows = (entry) => [entryRow(entry), ...piecesAfter(entry.statement).map((statement) => entryRow({ ...entry, statement }))];

/** @param {Entry} entry */
function entryRow(entry) {
  places.set(entry.statement.key, entries.length);
  entries.push(entry);
  entry.card = entries.length <= FIRST || entry.statement.key === view.active ? makeCard(entry, entry.statement.key === view.active) : makeLater(entry);
  return make("li", { class: entry.statement.id || entry.statement.after ? "item" : "item passed" }, entry.card);
}

/** @returns {any} the entry; undefined where it is not shown */
export const entryOf = (key) => entries[places.get(key)];
/** @param {string} key */
export const cardOf = (key) => entryOf(key)?.card;
export const active = () => entryOf(view.active)?.statement;

/** @param {string} key */
export function redrawCard(key, focused = false) {
  const entry = entryOf(key);
  if (!entry) return;
  const fresh = makeCard(entry, key === view.active);
  entry.card.replaceWith(fresh);
  entry.card = fresh;
  fresh.parentElement.classList.toggle("current", key === view.active);
  if (focused) fresh.focus({ preventScroll: true });
}

/** @param {string} [key] */
export function activate(key) {
  if (key === undefined || !entryOf(key)) return;
  const before = view.active;
  view.active = key;
  if (before && before !== key) redrawCard(before);
  redrawCard(key, true);
  cardOf(key).scrollIntoView({ block: "start" });
  // What is off the screen has a guessed height until it comes near; then the place is sure.
  requestAnimationFrame(() => cardOf(key)?.scrollIntoView({ block: "start" }));
}

// The next statement without a decision; sentences passed over are offered only when they are looked at.
export function next() {
  const from = places.get(view.active) ?? -1;
  const open = (e) => e.statement.id && !decisionOf(e.statement);
  for (let i = from + 1; i < entries.length; i++) if (open(entries[i])) return entries[i];
  return entries.find(open);
}

/** @param {number} by */
export function step(by) {
  const from = places.get(view.active) ?? -1;
  const to = entries[Math.max(0, Math.min(entries.length - 1, from + by))];
  if (to) activate(to.statement.key);
}

// The review: texts in order or the most useful first, one statement at hand, keys for every decision.

/** @import { Reviewed, Values } from "../types" */
import { announce, byId, icon, make, put, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { unpack } from "../common/unpack.js";
import { WORDS, count, language, loadWords, say, sayMany, setLanguage } from "../common/words.js";
import { FIELD_KEYS, openPicker } from "./card.js";
import { readSheet } from "./again.js";
import { cut, findNext, join } from "./cuts.js";
import { activate, active, cardOf, entries, entryOf, next, redrawCard, showItems, step, view } from "./list.js";
import { saveSheet, warnOfUnsaved } from "./sheet.js";
import {
  KINDS_BY_KEY, decide, decisionOf, isChanged, readReview, recall, remember, rememberNow, review, setValue, undo, valuesOf,
} from "./state.js";

export async function start() {
  loadWords(JSON.parse(byId("words").textContent));
  try {
    const raw = await unpack("data");
    setLanguage(raw.page.language);
    readReview(raw);
  } catch (error) {
    setLanguage(document.documentElement.lang in WORDS ? document.documentElement.lang : "en");
    put(document.body, make("main", { class: "failed" }, make("p", { role: "alert" }, say(error.message === "old" ? "fail.old" : "fail.broken"))));
    if (error.message !== "old") throw error;
    return;
  }
  addEventListener("keydown", reviewKey);
  addEventListener("pagehide", rememberNow);
  addEventListener("beforeunload", warnOfUnsaved);
  recall();
  view.document = review.documents[0]?.id ?? "";
  document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  showReview();
}

const titleText = () => review.page.title ?? say("review.title");

function showReview() {
  document.documentElement.lang = language;
  document.title = titleText();
  put(document.body,
    make("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); byId("main").focus(); } }, say("skip")),
    make("header", { id: "bar" },
      make("div", { class: "row" }, make("h1", null, quoted(titleText(), "span")), documentPicker(), orderSwitch(), ...tools()),
      make("div", { class: "row" }, make("div", { id: "progress" }), coderForm(),
        make("details", { class: "keys" }, make("summary", null, say("review.keys")), make("p", null, say("review.help"))))),
    make("main", { id: "main", tabindex: -1 }, make("ol", { id: "items", "aria-label": say("review.items") })),
    make("div", { id: "live", class: "hidden", role: "status", "aria-live": "polite" }));
  showItems();
  showProgress();
  document.documentElement.style.setProperty("--bar", `${byId("bar").offsetHeight}px`);
  byId("coder")?.focus();
}

const documentPicker = () => make("label", { class: "picker" }, make("span", { class: "hidden" }, say("fact.document")), make("select", { id: "document", onchange: (event) => { view.document = event.currentTarget.value; view.active = null; showItems(); } },
  make("option", { value: "", disabled: !view.usefulFirst, selected: !view.document }, say("review.all")),
  review.documents.map((d) => make("option", { value: d.id, selected: d.id === view.document }, clip(d.name, 70)))));

const orderSwitch = () => make("button", { type: "button", id: "order", "aria-pressed": String(view.usefulFirst), "aria-keyshortcuts": "f", onclick: switchOrder }, `${say("review.useful")} `, make("kbd", null, "F"));

function switchOrder() {
  view.usefulFirst = !view.usefulFirst;
  view.document = view.usefulFirst ? "" : view.document || (review.documents[0]?.id ?? "");
  view.active = null;
  showReview();
}

const tools = () => [
  make("button", { type: "button", id: "accept-shown", onclick: acceptShown }, say("review.acceptShown")),
  make("button", { type: "button", id: "undo", "aria-keyshortcuts": "z", onclick: takeBack }, `${say("review.undo")} `, make("kbd", null, "Z")),
  make("button", { type: "button", id: "save-sheet", class: "main", onclick: saveSheet }, icon("save"), say("review.save")),
  make("button", { type: "button", id: "load", onclick: () => byId("load-sheet").click() }, say("review.load")),
  make("input", { id: "load-sheet", type: "file", accept: ".csv,text/csv", hidden: true, "aria-label": say("review.load"), onchange: loadSheet }),
  make("button", { type: "button", id: "theme", "aria-label": say("tools.theme"), onclick: () => { const root = document.documentElement; root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark"; } }, icon("theme")),
  ...Object.keys(WORDS).map((code) => make("button", { type: "button", lang: code, id: `lang-${code}`, "aria-label": WORDS[code]["language.name"], "aria-pressed": String(code === language), onclick: () => { setLanguage(code); showReview(); } }, code.toUpperCase())),
];

// The name is asked for once; a name that stands for a model would not count as a person's.
function coderForm() {
  if (review.coder) return make("button", { type: "button", id: "who", onclick: () => { review.coder = ""; showReview(); } }, say("review.by", { name: review.coder }));
  const keep = (event) => {
    event.preventDefault();
    const name = byId("coder").value.trim();
    const fits = name && !name.toLowerCase().startsWith("model:");
    byId("coder").setAttribute("aria-invalid", String(!fits));
    if (!fits) return announce(say("review.nameFirst"));
    review.coder = name;
    remember();
    showReview();
    announce(say("review.thanks", { name }));
    activate(view.active ?? next()?.statement.key);
  };
  return make("form", { class: "row", id: "who", onsubmit: keep },
    make("label", { for: "coder" }, say("review.coder")), make("input", { id: "coder", type: "text", required: true, maxlength: 80, value: review.coder, autocomplete: "name" }), make("button", { type: "submit" }, say("review.keepName")));
}

export function showProgress() {
  const counts = { accept: 0, change: 0, reject: 0, unsure: 0 };
  for (const { decision } of review.decisions.values()) counts[decision] += 1;
  const done = review.statements.filter((s) => review.decisions.has(s.key)).length;
  const all = review.statements.length;
  put(byId("progress"),
    make("progress", { max: Math.max(1, all), value: done, "aria-label": say("review.progress", { n: done, statements: sayMany("statements", all) }) }),
    make("span", null, say("review.progress", { n: done, statements: sayMany("statements", all) })),
    make("span", { class: "soft" }, Object.entries(counts).map(([name, n]) => `${say(`review.did.${name}`)} ${count(n)}`).join(" · ")),
    review.unsaved.size > 0 && make("strong", { class: "remind" }, say("review.unsaved", { n: review.unsaved.size })),
    !review.kept && make("strong", { class: "remind" }, say("review.notKept")));
  byId("undo").disabled = review.steps.length === 0;
}

// --- What is decided.

// Every decision bears a name; without one the page asks for it.
function named() {
  if (review.coder) return true;
  announce(say("review.nameFirst"));
  if (!byId("coder")) showReview();
  byId("coder").focus();
  return false;
}

/**
 * @param {Reviewed} statement
 * @param {string} field
 */
export function change(statement, field, value) {
  if (!named()) return;
  setValue(statement, field, value);
  redrawCard(statement.key, true);
  showProgress();
}

/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
function close(statement, decision, values) {
  if (!statement || !named()) return;
  decide([[statement, decision, values]]);
  announce(say(`review.did.${decision}`));
  showProgress();
  const to = next();
  if (to && to.statement.key !== statement.key) activate(to.statement.key);
  else redrawCard(statement.key, true);
}

export function accept() {
  const statement = active();
  if (!statement) return;
  const values = valuesOf(statement);
  if (!values.kind) return announce(say("review.kindFirst"));
  close(statement, decisionFor(statement, values), values);
}

/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
const decisionFor = (statement, values) => (values.kind === "none" ? "reject" : isChanged(statement, values) ? "change" : "accept");
export const reject = () => active()?.id && close(active(), "reject", { ...active().read, kind: "none" });
export const unsure = () => active() && close(active(), "unsure", valuesOf(active()));

// Only what can be seen whole at this moment, and of it only what has no decision yet.
function acceptShown() {
  if (!named()) return;
  const top = byId("bar").getBoundingClientRect();
  const from = getComputedStyle(byId("bar")).position === "sticky" ? Math.max(0, top.bottom) : 0;
  const seen = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("article.card"))].filter((card) => {
    const box = card.getBoundingClientRect();
    return box.top >= from - 1 && box.bottom <= innerHeight + 1;
  });
  const open = seen.map((card) => entryOf(card.dataset.key).statement).filter((s) => s.id && !decisionOf(s));
  if (open.length) decide(open.map((s) => [s, "accept", valuesOf(s)]));
  open.forEach((s) => redrawCard(s.key));
  announce(say("review.acceptedShown", { n: open.length }), true);
  showProgress();
}

function takeBack() {
  const keys = undo();
  if (keys.some((key) => review.pieces.has(key))) showItems();
  keys.forEach((key) => redrawCard(key));
  if (keys.length === 1) activate(keys[0]);
  announce(say("review.undone"));
  showProgress();
}

/** @param {Reviewed[]} pieces */
function showPieces(pieces) {
  showItems();
  showProgress();
  announce(say("review.pieces", { n: pieces.length }));
  activate(pieces[0].key);
}

/** @param {Reviewed} statement */
export const cutAt = (statement, at) => named() && showPieces(cut(statement, at));

/** @param {Reviewed} statement */
export const nextTo = (statement) => findNext(statement, entries);

export function joinNext() {
  const statement = active();
  const after = statement && nextTo(statement);
  if (after && named()) showPieces(join(statement, after));
}

/** @param {Reviewed} statement */
export function takeSuggested(statement, values) {
  if (!named()) return;
  const decision = decisionFor(statement, values);
  decide([[statement, decision, values]]);
  redrawCard(statement.key, true);
  announce(say("review.took"));
  showProgress();
}

const takeFirst = () => active()?.suggested && takeSuggested(active(), active().suggested[0].values);
const openCuts = () => /** @type {HTMLElement | null} */ (document.querySelector("li.current .cuts summary"))?.click();

async function loadSheet(event) {
  const field = event.currentTarget;
  const [file] = field.files;
  if (!file) return;
  try {
    const { taken, kept, gone } = readSheet(await file.text());
    showItems();
    showProgress();
    announce(say("review.loaded", { taken: count(taken), kept: count(kept), gone: count(gone) }), true);
  } catch {
    announce(say("review.noSheet", { name: file.name }), true);
  }
  field.value = ""; // the same file, mended, can be loaded again
}

// --- Keys.

const COMMANDS = {
  a: accept, Enter: accept, r: reject, u: unsure, z: takeBack, f: switchOrder, A: acceptShown,
  w: takeFirst, x: openCuts, c: joinNext,
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
};

function reviewKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
  if (event.key === "Enter" && event.target.closest?.("button, summary")) return;
  const statement = active();
  const kind = KINDS_BY_KEY[Number(event.key) - 1];
  const field = FIELD_KEYS[event.key];
  if (statement && kind) change(statement, "kind", kind);
  else if (statement && field) named() && openPicker(statement, field, cardOf(statement.key).querySelector(`[data-field="${field}"]`));
  else if (COMMANDS[event.key]) COMMANDS[event.key]();
  else return;
  event.preventDefault();
}

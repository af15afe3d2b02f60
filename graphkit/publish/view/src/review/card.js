// One statement: its wording, what was read of it as chips, and what can be decided.

/** @import { Entry, Reviewed, Values } from "../types" */
import { icon, make, put, quoted } from "../common/dom.js";
import { clip, fold } from "../common/text.js";
import { knownWords, percent, say, sayKind } from "../common/words.js";
import { labelOf, nameOf } from "../graph/names.js";
import { findCuts } from "./cuts.js";
import { activate, redrawCard } from "./list.js";
import { accept, change, cutAt, joinNext, nextTo, reject, takeSuggested, unsure } from "./review.js";
import { KINDS_BY_KEY, decisionOf, isChanged, listOf, review, valuesOf } from "./state.js";

const CHIPS = ["objectives", "subthemes", "speakers", "addressees", "groups", "principles", "actors", "mechanisms"];
export const FIELD_KEYS = { o: "objectives", t: "subthemes", s: "speakers", d: "addressees", g: "groups", i: "principles", n: "actors", m: "mechanisms" };
/** @param {string} field */
const keyOfField = (field) => Object.keys(FIELD_KEYS).find((key) => FIELD_KEYS[key] === field) ?? "";

/**
 * @param {string} field
 * @param {string} id
 */
const codeName = (field, id) => {
  const code = review.byCode[field].get(id);
  if (!code) return id;
  return code.facts.code ? `${code.facts.code} ${nameOf(code)}` : labelOf(code);
};
/** @param {string} field */
const sayField = (field) => say(`review.field.${field}`);
const sayKindOf = (kind) => (kind === "none" ? say("review.none") : sayKind(kind));

/** @param {Entry} entry */
export function makeCard(entry, active) {
  const { statement } = entry;
  const values = valuesOf(statement);
  const decision = decisionOf(statement);
  const head = make("p", { class: "card-head" },
    make("span", { class: `kind kind-${values.kind || "none"}` }, values.kind ? sayKindOf(values.kind) : say("review.passed", { why: sayWhy(statement.why) })),
    decision && make("span", { class: `verdict verdict-${decision}` }, say(`review.did.${decision}`)),
    make("span", { class: "soft" }, [statement.page && say("page", { page: statement.page }), statement.least_certain && say("review.certain", { share: percent(Number(statement.least_certain)) })].filter(Boolean).join(" · ")));
  const article = make("article", { class: `card${active ? " active" : ""}`, tabindex: -1, data: { key: statement.key }, "aria-label": cardName(statement, values, decision) },
    head, entry.place && make("p", { class: "soft place" }, quoted(entry.place)),
    quoted(statement.wording.replaceAll("**", ""), "p", { class: "wording", lang: entry.language }));
  if (active) article.append(...editor(statement, values));
  else article.append(summary(statement));
  return article;
}

// What stands in a card's place until it is near: its wording, which a search in the page finds.
/** @param {Entry} entry */
export const makeLater = ({ statement, language }) => make("article", { class: "card later", tabindex: -1, data: { key: statement.key } }, quoted(statement.wording.replaceAll("**", ""), "p", { class: "wording", lang: language }));

/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
const cardName = (statement, values, decision) => [values.kind ? sayKindOf(values.kind) : say("review.passed", { why: sayWhy(statement.why) }), decision && say(`review.did.${decision}`), clip(statement.wording, 80)].filter(Boolean).join(": ");
const sayWhy = (why) => knownWords(`review.why.${why}`) ?? why ?? "";

/** @param {Reviewed} statement */
function summary(statement) {
  const shown = CHIPS.slice(0, 4).flatMap((field) => listOf(statement, field).map((id) => clip(codeName(field, id), 48)));
  const open = make("button", { type: "button", class: "open", onclick: () => activate(statement.key) }, say(statement.id ? "review.look" : "review.add"));
  return make("div", { class: "summary" }, make("p", { class: "soft" }, shown.map((name, i) => [i > 0 && " · ", quoted(name, "span")])), open);
}

/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
function editor(statement, values) {
  return [
    make("div", { class: "row", role: "group", "aria-label": sayField("kind") }, KINDS_BY_KEY.map((kind, i) => make("button", { type: "button", "aria-pressed": String(values.kind === kind), "aria-keyshortcuts": String(i + 1), onclick: () => change(statement, "kind", kind) }, `${sayKind(kind)} `, make("kbd", null, String(i + 1))))),
    make("dl", { class: "fields" },
      CHIPS.map((field) => make("div", null, make("dt", null, sayField(field)), make("dd", null, chipsOf(statement, field), adder(statement, field)))),
      make("div", null, make("dt", null, make("label", { for: "position" }, sayField("position"))), make("dd", null, positionPicker(statement, values)))),
    ...(statement.suggested ?? []).map((model, i) => suggestion(statement, values, model, i)),
    cutter(statement),
    make("div", { class: "row decide", role: "group", "aria-label": say("review.decide") },
      decider(say(isChanged(statement, values) ? "review.confirm" : "review.accept"), "a", () => accept(), "main"),
      statement.id && decider(say("review.reject"), "r", () => reject()),
      decider(say("review.unsure"), "u", () => unsure())),
  ];
}

// What a model suggests, where it differs from what stands; a person takes it or not.
/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
function suggestion(statement, values, model, i) {
  const fields = ["kind", "position", ...CHIPS].filter((field) => model.values[field] !== values[field]);
  const told = (field, value) => {
    if (field === "kind") return sayKindOf(value);
    if (field === "position") return value ? say(`review.position.${value}`) : "–";
    return value.split(";").map((id) => id.trim()).filter(Boolean).map((id) => clip(codeName(field, id), 60)).join("; ") || "–";
  };
  return make("section", { class: "suggested", "aria-label": say("review.suggests", { name: model.by }) },
    make("p", { class: "soft" }, say(fields.length ? "review.suggests" : "review.suggestsSame", { name: model.by })),
    fields.length > 0 && make("dl", { class: "fields" }, fields.map((field) => make("div", null, make("dt", null, sayField(field)), make("dd", null, quoted(told(field, model.values[field]), "span"))))),
    model.words && make("p", { class: "soft place" }, quoted(model.words, "span")),
    fields.length > 0 && decider(say("review.take"), i ? "" : "w", () => takeSuggested(statement, { ...model.values })));
}

/** @param {Reviewed} statement */
function cutter(statement) {
  const places = findCuts(statement);
  const after = nextTo(statement);
  return make("div", { class: "row" },
    places.length > 0 && make("details", { class: "cuts" }, make("summary", { "aria-keyshortcuts": "x" }, `${say("review.cut")} `, make("kbd", null, "X")),
      make("ul", null, places.map(({ at, before, after: rest }) => make("li", null, make("button", { type: "button", onclick: () => cutAt(statement, at) }, quoted(`${before} ‖ ${rest}`, "span")))))),
    after && decider(say("review.join"), "c", joinNext));
}

/** @param {string} key */
const decider = (label, key, onclick, look = "") => make("button", { type: "button", class: look || null, "aria-keyshortcuts": key || null, onclick }, `${label} `, key && make("kbd", null, key.toUpperCase()));

/**
 * @param {Reviewed} statement
 * @param {string} field
 */
const chipsOf = (statement, field) => listOf(statement, field).map((id) => make("button", { type: "button", class: "chip", "aria-label": say("review.remove", { name: codeName(field, id), field: sayField(field) }), title: codeName(field, id), onclick: () => toggle(statement, field, id) }, quoted(clip(codeName(field, id), 60), "span"), icon("close")));

/**
 * @param {Reviewed} statement
 * @param {string} field
 */
const adder = (statement, field) => make("button", { type: "button", class: "add", "aria-label": say("review.addTo", { field: sayField(field) }), "aria-keyshortcuts": keyOfField(field), data: { field }, onclick: (event) => openPicker(statement, field, event.currentTarget) }, icon("plus"), make("kbd", { "aria-hidden": "true" }, keyOfField(field).toUpperCase()));

/**
 * @param {Reviewed} statement
 * @param {Values} values
 */
const positionPicker = (statement, values) => make("select", { id: "position", onchange: (event) => change(statement, "position", event.currentTarget.value) },
  !values.position && make("option", { value: "", selected: true }, "–"),
  review.closed.position.map((name) => make("option", { value: name, selected: values.position === name }, say(`review.position.${name}`))));

/**
 * @param {Reviewed} statement
 * @param {string} field
 * @param {string} id
 */
function toggle(statement, field, id) {
  const list = listOf(statement, field);
  change(statement, field, (list.includes(id) ? list.filter((x) => x !== id) : [...list, id]).join("; "));
}

// --- The picker: a field with a list, where a number or the beginning of a name finds a code.

const MOST_FOUND = 12;

/**
 * @param {Reviewed} statement
 * @param {string} field
 * @param {string} text
 */
function findCodes(statement, field, text) {
  const wanted = fold(text.trim());
  const rank = (code) => {
    const names = [code.facts.code, code.facts.acronym, code.facts.acronym_es, code.id, code.name, code.es].filter(Boolean).map(fold);
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  const offered = review.codes[field].filter((code) => !code.of || code.of === statement.document);
  const ranked = offered.map((code) => ({ code, place: rank(code) })).filter(({ place }) => place < 3);
  return ranked.sort((a, b) => a.place - b.place).slice(0, MOST_FOUND).map(({ code }) => code);
}

/**
 * @param {Reviewed} statement
 * @param {string} field
 */
export function openPicker(statement, field, button) {
  let found = [];
  let at = 0;
  const input = make("input", { type: "search", role: "combobox", id: "picker", autocomplete: "off", "aria-expanded": "true", "aria-controls": "picked", "aria-label": say("review.addTo", { field: sayField(field) }), placeholder: say("review.seek") });
  const list = make("ul", { id: "picked", role: "listbox", "aria-label": sayField(field) });
  const take = (code) => { toggle(statement, field, code.id); openPicker(statement, field, document.querySelector(`[data-field="${field}"]`)); };
  const show = () => {
    found = findCodes(statement, field, input.value);
    put(list, found.map((code, i) => make("li", { role: "option", id: `pick-${i}`, "aria-selected": String(i === at), onpointerdown: (event) => { event.preventDefault(); take(code); } }, listOf(statement, field).includes(code.id) && "✓ ", quoted(codeName(field, code.id), "span"))));
    input.setAttribute("aria-activedescendant", found.length ? `pick-${at}` : "");
  };
  const close = () => redrawCard(statement.key, true);
  input.addEventListener("input", () => { at = 0; show(); });
  input.addEventListener("blur", () => setTimeout(() => input.isConnected && close(), 0));
  input.addEventListener("keydown", (event) => {
    const last = listOf(statement, field).at(-1);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { at = Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))); show(); }
    else if (event.key === "Enter" && input.value.trim() && found[at]) take(found[at]);
    else if (event.key === "Backspace" && !input.value && last) { toggle(statement, field, last); openPicker(statement, field, document.querySelector(`[data-field="${field}"]`)); }
    else if (event.key === "Escape" || event.key === "Enter") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  button.replaceWith(make("span", { class: "picker-box" }, input, list));
  show();
  input.focus({ preventScroll: true });
}

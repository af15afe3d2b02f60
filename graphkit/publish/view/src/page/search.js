// Search with suggestions: names, acronyms, identifiers, and the wordings themselves.

import { icon, make, put, quoted } from "../common/dom.js";
import { clip, fold } from "../common/text.js";
import { say, sayLabel } from "../common/words.js";
import { app } from "../graph/app.js";
import { findAnything, folded } from "../graph/find.js";
import { shortName } from "../graph/names.js";
import { showInPicture } from "../network/moves.js";
import { markSvg } from "./marks.js";
import { goTo, select } from "./page.js";
import { state } from "./state.js";

export function makeSearch() {
  const list = make("ul", { id: "found", role: "listbox", "aria-label": say("search.label"), hidden: true });
  const input = make("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: say("search.placeholder"),
    "aria-label": say("search.label"), "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", maxlength: 200,
  });
  const box = { input, list, rows: [], at: -1 };
  input.addEventListener("input", () => suggest(box));
  input.addEventListener("focus", () => input.value && suggest(box));
  input.addEventListener("blur", () => setTimeout(() => closeFound(box), 150));
  input.addEventListener("keydown", (event) => moveFound(box, event));
  return make("div", { class: "search", role: "search" }, icon("search"), input, list);
}

function suggest(box) {
  const asked = fold(box.input.value.trim());
  box.rows = asked ? findAnything(asked) : [];
  box.at = -1;
  put(box.list, box.rows.map((row, i) => foundRow(box, row, i)), asked && !box.rows.length && make("li", { class: "soft", role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("search.nothing")));
  box.list.hidden = !asked;
  box.input.setAttribute("aria-expanded", String(Boolean(asked)));
  box.input.removeAttribute("aria-activedescendant");
}

const foundRow = (box, row, i) =>
  make(
    "li",
    { id: `found-${i}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); takeFound(box, i); } },
    row.entity ? [markSvg(row.entity.label), quoted(clip(shortName(row.entity), 90), "span", { class: "found-name" }), make("span", { class: "soft" }, sayLabel(row.entity.label))] : [icon("table"), make("span", { class: "found-name" }, row.text)],
  );

function moveFound(box, event) {
  const keys = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in keys && box.rows.length) {
    event.preventDefault();
    box.at = (box.at + keys[event.key] + box.rows.length) % box.rows.length;
    [...box.list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === box.at)));
    box.input.setAttribute("aria-activedescendant", `found-${box.at}`);
    box.list.children[box.at].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && box.rows.length) {
    event.preventDefault();
    takeFound(box, Math.max(0, box.at));
  } else if (event.key === "Escape") closeFound(box);
}

function takeFound(box, i) {
  const row = box.rows[i];
  const asked = box.input.value.trim();
  closeFound(box);
  if (row.find) return findInTexts(asked);
  box.input.value = "";
  select({ type: "node", ids: [row.entity.id] });
  showInPicture(row.entity);
}

function findInTexts(asked) {
  state.find = asked;
  if (app.pages.includes("statements")) return goTo("statements");
  const found = app.graph.statements.filter((s) => folded(s).includes(fold(asked)));
  if (found.length) select({ type: "statement", ids: [found[0].id] });
}

function closeFound(box) {
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

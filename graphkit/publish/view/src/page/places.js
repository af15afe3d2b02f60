// Leads to a place: a section with something selected, a statement or a blank in its text, two voices side by side.

/** @import { Entity, Selection, Statement, Voice } from "../types" */
import { byId } from "../common/dom.js";
import { app } from "../graph/app.js";
import { documentOf } from "../graph/names.js";
import { refresh } from "./page.js";
import { state } from "./state.js";

/**
 * A section that this page lacks is left where it is: the panel alone shows the place.
 * @param {string} page
 * @param {Selection | null} selection
 */
export function showPlace(page, selection) {
  if (app.pages.includes(page)) state.page = page;
  state.selected = selection;
  refresh();
  const cell = byId("main").querySelector("[role=gridcell][aria-selected=true]");
  if (!cell) return byId(selection ? "panel" : "main").focus();
  byId("main").querySelector("[role=gridcell][tabindex='0']")?.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

const COVERED = 980; // pixels: up to this width the panel lies over the section

/**
 * Where the panel would lie over the section, the section is what was asked for.
 * @param {Selection | null} selection
 */
export const beside = (selection) => (innerWidth > COVERED ? selection : null);

/** @param {Statement} statement */
export function showInText(statement) {
  Object.assign(state, { text: documentOf(statement)?.id ?? null, at: statement.id, blank: null });
  showPlace("texts", beside({ type: "statement", ids: [statement.id] }));
}

/** @param {Entity} document */
export function showText(document) {
  Object.assign(state, { text: document.id, at: null, blank: null });
  showPlace("texts", beside({ type: "node", ids: [document.id] }));
}

/**
 * @param {Entity} actor
 * @param {Entity} objective
 * @param {Statement} after
 */
export function showBlank(actor, objective, after) {
  Object.assign(state, { text: documentOf(after)?.id ?? null, at: after.id, blank: [actor.id, objective.id] });
  showPlace("texts", beside({ type: "gaps", ids: [actor.id, objective.id] }));
}

/**
 * @param {string} left
 * @param {string | null} right
 */
export function showComparison(left, right = null) {
  Object.assign(state, { left, right });
  showPlace("compare", null);
}

/**
 * The voice in which an actor speaks alone, where there is another one to compare it with.
 * @param {Entity} actor
 * @returns {Voice | undefined}
 */
export const voiceOf = (actor) => (app.comparison.voices.length > 1 ? app.comparison.voices.find((voice) => voice.key === actor.id) : undefined);

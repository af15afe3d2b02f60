// Changes of what the network shows.

/** @import { Entity } from "../types" */
import { app } from "../graph/app.js";
import { picture } from "./current.js";
import { placeOf } from "./scene.js";
import { showFilters } from "../page/filter-panel.js";
import { refresh } from "../page/page.js";
import { showPanel } from "../page/panel.js";
import { PRESET_LABELS, presetLabels, state } from "../page/state.js";

/** @param {string} name */
export function usePreset(name) {
  Object.assign(state, { preset: name, centre: null, also: new Set(), labels: presetLabels(name), camera: null, asTable: false });
  if (name === "clusters") state.unfold = false;
  showFilters();
  refresh();
  /** @type {HTMLElement} */ (document.querySelector(`[data-preset="${name}"]`))?.focus();
}

/** @param {Entity} entity */
export function focusOn(entity) {
  const labels = new Set([...PRESET_LABELS.whole, "Role", entity.label]);
  Object.assign(state, { preset: "one", centre: entity.id, labels, camera: null, asTable: false, selected: { type: "node", ids: [entity.id] } });
  if (app.pages.includes("network")) state.page = "network";
  showFilters();
  refresh();
  showPanel();
}

/**
 * Shows a found node in the picture, if it is there.
 * @param {Entity} entity
 */
export function showInPicture(entity) {
  if (state.page !== "network" || !picture?.scene) return;
  if (!picture.scene.byEntity.has(entity) && state.preset !== "one" && placeOf(entity)) {
    state.also.add(entity.id);
    state.labels.add(entity.label);
    showFilters();
    refresh();
  }
  const node = picture.scene.byEntity.get(entity);
  if (node) picture.look([node.x, node.y], Math.max(picture.scale(), 0.5));
}

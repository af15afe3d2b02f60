// The page as a whole: header, section, panel, and what every part may ask of it.

/** @import { Selection } from "../types" */
import { byId, fill, make, oncePerFrame, put } from "../common/dom.js";
import { language, say } from "../common/words.js";
import { picture, setPicture } from "../network/current.js";
import { rememberAddress } from "./address.js";
import { captionLines, titleOf } from "./captions.js";
import { filtersShown, showCounted, showFilters } from "./filter-panel.js";
import { makeHeader } from "./header.js";
import { showPanel } from "./panel.js";
import { sections } from "./sections.js";
import { makeStoryBar } from "./story.js";
import { FILTERED, state, theme } from "./state.js";

export function showPage() {
  document.body.classList.remove("on-paper", "story-on-paper");
  const focused = document.activeElement?.id;
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  setPicture(null);
  put(document.body,
    make("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); byId("main").focus(); } }, say("skip")),
    makeHeader(),
    make("div", { class: "work" },
      make("aside", { id: "filters", "aria-label": say("filters") }),
      make("main", { id: "main", tabindex: -1 }),
      make("section", { id: "paper", class: "print-only", "aria-hidden": "true" }),
      make("aside", { id: "panel", hidden: true, tabindex: -1 })),
    makeStoryBar(),
    make("div", { id: "live", class: "hidden", role: "status", "aria-live": "polite" }),
    make("footer", { class: "print-only" }));
  document.title = titleOf();
  showFilters();
  refresh();
  if (focused) byId(focused)?.focus();
}

/** @param {string} name */
export function goTo(name) {
  state.page = name;
  refresh();
  byId("main").focus();
  scrollTo(0, 0);
}

// Shows the section again after a change of the state; the filters keep their place and focus.
export function refresh() {
  rememberAddress();
  document.body.dataset.page = state.page;
  document.body.classList.toggle("filters-hidden", !filtersShown);
  document.body.classList.toggle("no-filters", !FILTERED.includes(state.page));
  document.querySelectorAll("nav a").forEach((a) => fill(a, { "aria-current": a.getAttribute("data-page") === state.page ? "page" : "false" }, []));
  document.querySelector("nav [aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const focused = byId("main").contains(document.activeElement) && document.activeElement?.id;
  if (state.page !== "network") setPicture(null);
  showCounted();
  showPanel();
  sections[state.page].show(byId("main"));
  if (focused) byId(focused)?.focus();
  put(document.querySelector("footer"), captionLines().map((line) => make("p", null, line)));
}

export const refreshSoon = oncePerFrame(refresh);

/** @param {string} id */
export function keepFocus(id, work) {
  work();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const field = byId(id);
    if (!field || document.activeElement === field) return;
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  }));
}

/** @param {Selection | null} selection */
export function select(selection) {
  state.selected = selection;
  showPanel();
  picture?.relight();
  rememberAddress();
  if (!selection && !document.activeElement?.closest("#main")) byId("picture")?.focus();
}

// A story: views saved as slides with notes, shown one after the other, printed one a page, kept as JSON or in the file.

/** @import { Slide } from "../types" */
import { announce, button, byId, make, put, quoted } from "../common/dom.js";
import { save } from "../common/download.js";
import { say, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { readAddress, writeAddress } from "./address.js";
import { captionLines, titleOf } from "./captions.js";
import { showPage } from "./page.js";
import { sections } from "./sections.js";
import { moveSlide, readSlides, setSlides, slides, writeSlides } from "./slides.js";
import { state } from "./state.js";

/** @type {number | null} the slide that is shown; null where none is */
let shown = null;
const WORDS_AT = /<script [^>]*id="words">/;
/** The file as it was opened, so that it can be saved with a story in it. */
let shell;
const place = () => `graphkit-story-${app.graph.digest.slice(0, 16)}`;

export function openStory(document) {
  shell = document.documentElement.cloneNode(true);
}

/** Takes the slides that this browser keeps of the graph, else those in the file. */
export function restoreStory() {
  for (const text of [kept(), shell?.querySelector("#story")?.textContent]) {
    try {
      if (text) return setSlides(readSlides(text));
    } catch {
      // What is broken is no story; the next place may have one.
    }
  }
}

function kept() {
  try {
    return localStorage.getItem(place());
  } catch {
    return null; // a page inside a notebook keeps nothing
  }
}

function keep() {
  try {
    localStorage.setItem(place(), writeSlides(app.graph.digest));
  } catch {
    // The story can still be saved as a file.
  }
}

// --- The list of slides.

export function showStory() {
  byId("story-list")?.remove();
  const dialog = make("dialog", { id: "story-list", class: "story", "aria-labelledby": "story-title", onclose: (event) => event.currentTarget.remove() },
    make("div", { class: "story-head" }, make("h2", { id: "story-title" }, say("story")), button("close", say("panel.close"), () => dialog.close(), { text: false, class: "link" })),
    make("p", { class: "soft" }, say("story.about")),
    make("div", { class: "story-tools" },
      button("plus", say("story.add"), addSlide, { id: "story-add" }),
      button("next", say("story.present"), () => { dialog.close(); present(0); }, { id: "story-present", disabled: !slides.length }),
      button("print", say("story.print"), () => { dialog.close(); printStory(); }, { id: "story-print", disabled: !slides.length }),
      button("save", say("story.save"), () => save("story.json", "application/json", writeSlides(app.graph.digest)), { id: "story-save", disabled: !slides.length }),
      button("save", say("story.keep"), savePage, { id: "story-keep", disabled: !slides.length }),
      button("text", say("story.load"), () => byId("story-file").click()),
      make("input", { id: "story-file", type: "file", accept: ".json,application/json", hidden: true, "aria-label": say("story.load"), onchange: loadStory })),
    slides.length ? make("ol", { class: "slides" }, slides.map(slideRow)) : make("p", { class: "empty" }, say("story.empty")));
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Slide} slide @param {number} i */
function slideRow(slide, i) {
  const edit = (key) => (event) => { slide[key] = event.currentTarget.value; keep(); };
  const step = (by) => () => { const to = moveSlide(i, by); keep(); showStory(); byId(`slide-${to}`)?.focus(); };
  return make("li", null,
    make("input", { id: `slide-${i}`, value: slide.name, maxlength: 200, "aria-label": say("story.name"), oninput: edit("name") }),
    make("textarea", { rows: 2, maxlength: 4000, placeholder: say("story.note"), "aria-label": say("story.note"), oninput: edit("note") }, slide.note),
    make("div", { class: "slide-tools" },
      button("next", say("story.show"), () => { byId("story-list").close(); present(i); }),
      button("up", say("story.up"), step(-1), { text: false, disabled: i === 0 }),
      button("down", say("story.down"), step(1), { text: false, disabled: i === slides.length - 1 }),
      button("close", say("story.remove"), () => { setSlides(slides.filter((s) => s !== slide)); keep(); showStory(); byId("story-add").focus(); }, { text: false })));
}

function addSlide() {
  const name = `${say(`nav.${state.page}`)} ${slides.length + 1}`;
  setSlides([...slides, { address: writeAddress(), name, note: "" }]);
  keep();
  showStory();
  byId(`slide-${slides.length - 1}`)?.select();
}

async function loadStory(event) {
  const field = event.currentTarget;
  const [file] = field.files;
  if (!file) return;
  try {
    setSlides(readSlides(await file.text()));
    keep();
    showStory();
    announce(say("story.loaded", { slides: sayMany("slides", slides.length) }), true);
  } catch {
    field.value = "";
    announce(say("story.none", { name: file.name }), true);
  }
}

/** Saves this page with the story in it: the file as it was opened, and one element more. */
function savePage() {
  const copy = shell.cloneNode(true);
  copy.querySelector("#story")?.remove();
  const story = `<script type="application/json" id="story">${writeSlides(app.graph.digest).replace(/</g, "\\u003c")}</script>\n`;
  const whole = copy.outerHTML.replace(WORDS_AT, (found) => story + found);
  save(`${titleOf().replace(/[^\p{L}\p{N}]+/gu, "-")}.html`, "text/html", ["<!doctype html>\n", whole, "\n"]);
}

// --- The slides shown.

/** @param {number} i */
function present(i) {
  shown = Math.max(0, Math.min(slides.length - 1, i));
  readAddress(slides[shown].address);
  showPage();
  byId("story-bar")?.focus();
}

function endStory() {
  shown = null;
  showPage();
  byId("story")?.focus();
}

/** What stands under a slide: its number, name and note, and the ways on. None where no story is shown. */
export function makeStoryBar() {
  document.body.classList.toggle("presenting", shown !== null);
  if (shown === null) return null;
  const slide = slides[shown];
  const at = shown;
  let from = null;
  return make("section", {
    id: "story-bar", tabindex: -1, "aria-label": say("story"),
    onpointerdown: (event) => { from = event.clientX; },
    onpointerup: (event) => {
      const way = from === null ? 0 : event.clientX - from;
      if (Math.abs(way) > 40) present(at + (way < 0 ? 1 : -1));
    },
  },
    button("previous", say("story.back"), () => present(at - 1), { text: false, disabled: at === 0 }),
    make("div", { class: "story-words" },
      make("h1", { "aria-live": "polite" }, `${at + 1}/${slides.length} `, quoted(slide.name)),
      slide.note && quoted(slide.note, "p", { class: "soft" })),
    button("next", say("story.next"), () => present(at + 1), { text: false, id: "story-next", disabled: at === slides.length - 1 }),
    button("close", say("story.end"), endStory, { text: false, id: "story-end" }));
}

const STEPS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };

/** Keys while a story is shown, before those of the page. */
export function storyKey(event) {
  if (shown === null || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
  const picture = event.target.closest?.(".stage, .matrix"); // arrows move within a picture that has the focus
  const step = picture && event.key.startsWith("Arrow") ? 0 : (STEPS[event.key] ?? 0);
  if (!step && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (step) present(shown + step);
  else endStory();
}

// --- On paper: one view a page.

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
/** @type {Element[] | null} the slides on paper while a story is printed */
export let printed = null;

async function printStory() {
  const before = writeAddress();
  const pages = [];
  for (const slide of slides) {
    readAddress(slide.address);
    showPage();
    document.documentElement.dataset.theme = "light";
    await drawn();
    const drawing = sections[state.page].toPrint?.() ?? byId("main").cloneNode(true);
    pages.push(make("section", { class: "slide" },
      quoted(slide.name, "h2"), slide.note && quoted(slide.note, "p"), drawing,
      make("p", { class: "soft" }, captionLines().join(" · "))));
  }
  pages.flatMap((page) => [...page.querySelectorAll("[id]")]).forEach((e) => e.closest("svg") || e.removeAttribute("id"));
  readAddress(before);
  showPage();
  printed = pages;
  print();
  printed = null;
}

export const putStory = () => put(byId("paper"), printed);

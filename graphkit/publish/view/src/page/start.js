// Starts the page, prints it, and says so where it can't be shown.

import { byId, make, put } from "../common/dom.js";
import { hold, unpack } from "../common/unpack.js";
import { WORDS, loadWords, say, setLanguage } from "../common/words.js";
import { app, setApp } from "../graph/app.js";
import { picture } from "../network/current.js";
import { readAddress } from "./address.js";
import { select, showPage } from "./page.js";
import { readApp } from "./read.js";
import { sections, setSections } from "./sections.js";
import { state, theme } from "./state.js";
import { openStory, printed, putStory, restoreStory, storyKey } from "./story.js";

// ``known``: section -> {show(holder), toPrint()}; those that the page is about must be among them.
export async function start(known) {
  openStory(document);
  loadWords(JSON.parse(byId("words").textContent));
  setSections(known);
  try {
    setApp(readApp(await unpack("data")));
  } catch (error) {
    return fail(error);
  }
  hold([...app.texts].map((row) => `text-${row}`));
  setLanguage(app.language);
  restoreStory();
  readAddress(location.hash.slice(1));
  showPage();
  addEventListener("popstate", () => {
    readAddress(location.hash.slice(1));
    showPage();
  });
  addEventListener("keydown", storyKey, true);
  addEventListener("keydown", pageKey);
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", showPage);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => !theme && showPage());
}

// On paper: light colours, the picture as lines instead of dots, all statements that were found, everything unfolded.
function preparePrint() {
  document.documentElement.dataset.theme = "light";
  picture?.restyle();
  if (printed) putStory();
  else put(byId("paper"), sections[state.page].toPrint?.());
  document.body.classList.toggle("story-on-paper", printed !== null);
  document.body.classList.toggle("on-paper", byId("paper").children.length > 0);
  document.querySelectorAll("#panel details").forEach((d) => d.setAttribute("open", ""));
}

// The one line that stands where the page can't.
function fail(error) {
  const key = error.message === "old" ? "fail.old" : "fail.broken";
  setLanguage(document.documentElement.lang in WORDS ? document.documentElement.lang : "en");
  put(document.body, make("main", { class: "failed" }, make("p", { role: "alert" }, say(key))));
  if (error.message !== "old") throw error;
}

function pageKey(event) {
  if (event.target.closest?.("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    byId("search")?.focus();
  } else if (event.key === "Escape" && state?.selected) select(null);
}

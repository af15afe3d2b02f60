// The head of the page: title, sections, search, tools.

import { button, make, quoted } from "../common/dom.js";
import { WORDS, language, say, setLanguage } from "../common/words.js";
import { app } from "../graph/app.js";
import { entitiesOf } from "../graph/names.js";
import { linkTo, rememberAddress, writeAddress } from "./address.js";
import { madeOf, titleOf } from "./captions.js";
import { copyText } from "./copying.js";
import { isDark } from "./marks.js";
import { goTo, showPage } from "./page.js";
import { makeSearch } from "./search.js";
import { setTheme } from "./state.js";
import { showStory } from "./story.js";

export function makeHeader() {
  const documents = entitiesOf("Document");
  const years = documents.map((d) => d.facts.year).filter(Boolean).sort();
  const span = years.length ? `, ${years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`}` : "";
  return make("header", { id: "header" },
    make("div", { class: "brand" }, make("h1", null, quoted(titleOf(), "span")), make("p", { class: "soft" }, madeOf(), span)),
    app.pages.length > 1 && make("nav", { "aria-label": say("nav.label") }, app.pages.map((name) => make("a", { href: linkTo({ page: name }), data: { page: name }, onclick: (event) => { event.preventDefault(); goTo(name); } }, say(`nav.${name}`)))),
    makeSearch(),
    make("div", { class: "tools" },
      button("story", say("story"), showStory, { text: false, id: "story" }),
      button("link", say("tools.link"), copyLink, { text: false, id: "copy-link" }),
      button("print", say("tools.print"), () => print(), { text: false }),
      button("theme", say("tools.theme"), () => { setTheme(isDark() ? "light" : "dark"); rememberAddress(); showPage(); }, { text: false, id: "theme" }),
      make("div", { class: "segments small", role: "group", "aria-label": say("tools.language") }, Object.keys(WORDS).map((code) => make("button", { type: "button", id: `lang-${code}`, lang: code, title: WORDS[code]["language.name"], "aria-label": WORDS[code]["language.name"], "aria-pressed": String(code === language), onclick: () => useLanguage(code) }, code.toUpperCase())))));
}

/** @param {string} code */
function useLanguage(code) {
  setLanguage(code);
  showPage();
}

const copyLink = () => copyText(linkTo(writeAddress()), "tools.copied", "tools.copyHere");

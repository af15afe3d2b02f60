// The sentences that a reader meets first: who shares what, where the gaps are, which clusters exist; each leads to its place.

/** @import { Answer } from "../types" */
import { make, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { language, percent, say } from "../common/words.js";
import { app } from "../graph/app.js";
import { filtersUsed } from "../graph/filters.js";
import { plainWording } from "../graph/names.js";
import { findTies } from "../graph/ties.js";
import { usePreset } from "../network/moves.js";
import { showPlace } from "./places.js";
import { state } from "./state.js";

export function answerList() {
  const answers = app.answers?.[language];
  if (!answers) return null;
  return make("section", { class: "answers" },
    make("h3", null, say("answers")),
    filtersUsed(state.filters) > 0 && make("p", { class: "soft" }, say("answers.unfiltered")),
    make("ol", null, answers.findings.map(answerItem)),
    answers.missing.length > 0 && make("ul", { class: "plain soft" }, answers.missing.map((line) => make("li", null, quoted(line)))));
}

/** @param {Answer} answer */
function answerItem(answer) {
  const sure = answer.certainty !== null && make("span", { class: "soft" }, ` (${say("answers.sure", { share: percent(answer.certainty) })})`);
  return make("li", { data: { answer: answer.key } },
    make("button", { type: "button", class: "link", onclick: () => openAnswer(answer) }, quoted(answer.text)), sure,
    answer.quotes.length > 0 && make("details", null, make("summary", null, say("answers.quotes", { n: answer.quotes.length })), answer.quotes.map(answerQuote)));
}

function answerQuote([row, who]) {
  const statement = app.graph.statements[row];
  return make("blockquote", null, make("p", { class: "soft" }, quoted(who)),
    make("button", { type: "button", class: "link", lang: statement.language, onclick: () => showPlace("statements", { type: "statement", ids: [statement.id] }) }, quoted(clip(plainWording(statement), 400))));
}

function openAnswer({ key, about, quotes }) {
  const [one, other] = about.map((row) => app.graph.entities[row]);
  const pair = (type) => ({ type, ids: [one.id, other.id] });
  if (key === "clusters") {
    state.selected = null;
    usePreset("clusters");
  } else if (key === "silence" && app.matrices.gaps?.cell(one, other)) showPlace("gaps", pair("gaps"));
  else if (key === "lean" && app.matrices.overlap?.cell(one, other)) showPlace("overlap", pair("overlap"));
  else if (other && findTies().some(({ a, b }) => a === one && b === other)) showPlace("overlap", pair("tie"));
  else if (one) showPlace("overlap", { type: "node", ids: [(key === "stress" ? other : one).id] });
  else if (quotes.length) showPlace("statements", { type: "statement", ids: [app.graph.statements[quotes[0][0]].id] });
}

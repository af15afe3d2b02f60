// Two voices side by side: what both speak of, what each stresses, their wordings next to each other.

/** @import { Statement, Voice } from "../types" */
import { button, byId, make, put, quoted } from "../common/dom.js";
import { clip, greatest } from "../common/text.js";
import { count, language, say, sayKind, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { divide, findNearest, findOpposed, findResidual, findStressed, pairKey } from "../graph/comparison.js";
import { documentOf, labelOf, nameOf, plainWording, shortName, yearOf } from "../graph/names.js";
import { nodeLink } from "../page/links.js";
import { colourOf, markSvg } from "../page/marks.js";
import { refresh, select } from "../page/page.js";
import { state } from "../page/state.js";

const MOST_STRESSED = 6;
const OPEN = 3; // so many shared matters show their wordings at once
const MOST_ALONE = 12;

/** @param {Voice} voice */
const voiceName = (voice) => voice.names.map(nameOf).join(" + ");
/** @param {Voice} voice */
const shortVoice = (voice) => clip(voice.names.map(labelOf).join(" + "), 40);
const decimal = (n) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(n);
/** @param {number} column */
const columnName = (column) => shortName(app.comparison.columns[column]);

/** @param {HTMLElement} holder */
function showCompare(holder) {
  const voices = app.comparison.voices;
  if (voices.length < 2) return put(holder, make("p", { class: "empty-line" }, say("compare.none")));
  const [left, right] = chooseVoices(voices);
  put(holder,
    make("div", { class: "toolbar" }, make("h2", null, say("compare.title"))),
    make("div", { class: "toolbar compare-bar" }, picker("left", left, right), button("swap", say("compare.swap"), () => show(right, left, "swap"), { text: false, id: "swap" }), picker("right", right, left)),
    make("article", { class: "compare" }, lean(left, right), stressed(left, right), sharedMatters(left, right), opposed(left, right), alone(left, right)));
}

/**
 * Those asked for; else the two that say most.
 * @param {Voice[]} voices
 * @returns {[Voice, Voice]}
 */
function chooseVoices(voices) {
  const byTotal = [...voices].sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  const asked = (key) => voices.find((v) => v.key === key);
  const left = asked(state.left) ?? byTotal.find((v) => v.key !== state.right) ?? voices[0];
  const wanted = asked(state.right);
  return [left, wanted && wanted !== left ? wanted : nearestVoice(left, byTotal)];
}

/**
 * The voice that shares most with another one.
 * @param {Voice} left
 * @param {Voice[]} voices
 */
function nearestVoice(left, voices) {
  const others = voices.filter((v) => v !== left);
  const shares = others.map((v) => divide(left, v).shared.length);
  return others[shares.indexOf(greatest(shares))];
}

/**
 * @param {Voice} left
 * @param {Voice} right
 * @param {string} focus
 */
function show(left, right, focus) {
  Object.assign(state, { left: left.key, right: right.key });
  refresh();
  byId(focus)?.focus();
}

/**
 * @param {"left" | "right"} side
 * @param {Voice} chosen
 * @param {Voice} other
 */
function picker(side, chosen, other) {
  const voices = app.comparison.voices.filter((v) => v !== other).sort((a, b) => voiceName(a).localeCompare(voiceName(b), language));
  const choose = (event) => {
    const voice = app.comparison.voices.find((v) => v.key === event.currentTarget.value) ?? chosen;
    if (side === "left") show(voice, other, "compare-left");
    else show(other, voice, "compare-right");
  };
  return make("label", { class: `picker side-${side}` }, make("span", { class: "hidden" }, say(`compare.${side}`)),
    make("select", { id: `compare-${side}`, onchange: choose }, voices.map((v) => make("option", { value: v.key, selected: v === chosen }, `${clip(voiceName(v), 60)} (${count(v.total)})`))));
}

/**
 * @param {Voice} left
 * @param {Voice} right
 */
function lean(left, right) {
  const pair = app.comparison.pairs.get(pairKey(left, right));
  const { shared } = divide(left, right);
  const verdict = !pair ? "untested" : pair.together === null ? "open" : pair.together ? "alike" : "apart";
  const names = (voice) => make("div", null, make("p", null, voice.names.map(nodeLink)), make("p", { class: "soft" }, sayMany("statements", voice.total)));
  return make("section", null,
    make("div", { class: "two" }, names(left), names(right)),
    make("p", { class: "lead" }, say(app.comparison.columns[0].label === "Objective" ? "compare.sharedGoals" : "compare.shared", { n: shared.length }), " ", say(`compare.${verdict}`)));
}

// --- What each speaks of more than the totals would give.

/**
 * @param {Voice} left
 * @param {Voice} right
 */
function stressed(left, right) {
  const row = (voice, { column, n }) => {
    const sure = voice.stress.get(column);
    const { expected } = voice.cells.get(column);
    return make("li", null, nodeLink(app.comparison.columns[column]), make("p", { class: "soft" }, say("compare.ratio", { n, expected: decimal(expected) }), " ", make("span", { class: sure ? "" : "unsure" }, say(sure ? "compare.sure" : "compare.chance"))));
  };
  const list = (voice, found) => make("div", null, make("h4", null, quoted(shortVoice(voice))), found.length ? make("ul", { class: "plain" }, found.map((f) => row(voice, f))) : make("p", { class: "soft" }, say(hasExpected(voice) ? "compare.evenly" : "compare.quiet")));
  return make("section", null, make("h3", null, say("compare.stressed")), make("div", { class: "two" }, [left, right].map((v) => list(v, findStressed(v).slice(0, MOST_STRESSED)))));
}

/** @param {Voice} voice */
const hasExpected = (voice) => [...voice.cells.keys()].some((c) => findResidual(voice, c) !== null);

// --- What both speak of, wording beside wording.

/**
 * @param {Voice} left
 * @param {Voice} right
 */
function sharedMatters(left, right) {
  const { shared } = divide(left, right);
  const said = (voice, c) => voice.cells.get(c)?.statements ?? [];
  const most = greatest(shared.flatMap((c) => [left, right].map((v) => said(v, c).length)), 1);
  const rows = shared.map((c, i) => {
    const details = make("details", { class: "matter", open: i < OPEN }, make("summary", null,
      make("span", { class: "matter-name" }, markSvg(app.comparison.columns[c].label), " ", quoted(columnName(c))),
      make("span", { class: "two bars-two" }, [left, right].map((v) => bar(v, said(v, c).length, most)))));
    const fillIn = () => details.children.length < 2 && details.append(sideBySide(said(left, c), said(right, c), left, right));
    details.addEventListener("toggle", fillIn);
    if (i < OPEN) fillIn();
    return make("li", null, details);
  });
  return make("section", null, make("h3", null, say("compare.bothSpeak", { n: shared.length })), rows.length ? make("ul", { class: "matters" }, rows) : make("p", { class: "soft" }, say("compare.nothingShared")));
}

/**
 * @param {Voice} voice
 * @param {number} n
 * @param {number} most
 */
const bar = (voice, n, most) => make("span", { class: "count-bar" }, make("span", { class: "hidden" }, `${shortVoice(voice)}: `), make("span", { class: "bar-fill", "aria-hidden": "true", css: { width: `${Math.max(3, (70 * n) / most)}%` } }), count(n));

/**
 * The nearest pair first, the others behind it.
 * @param {Statement[]} ours
 * @param {Statement[]} theirs
 * @param {Voice} left
 * @param {Voice} right
 */
function sideBySide(ours, theirs, left, right) {
  const [one, other] = findNearest(ours, theirs);
  const column = (first, all, voice) => {
    const rest = all.filter((s) => s !== first);
    const list = make("div", null, make("p", { class: "voice-name soft" }, quoted(shortVoice(voice))), wording(first));
    if (rest.length) list.append(make("details", null, make("summary", null, say("panel.moreStatements", { n: rest.length })), rest.map(wording)));
    return list;
  };
  return make("div", { class: "two wordings" }, column(one, ours, left), column(other, theirs, right));
}

/** @param {Statement} statement */
const wording = (statement) => make("blockquote", { class: "quote", css: { "--mark": colourOf(statement.label) } },
  make("button", { type: "button", class: "link", lang: statement.language, onclick: () => select({ type: "statement", ids: [statement.id] }) }, quoted(plainWording(statement), "span")),
  make("p", { class: "soft" }, markSvg(statement.label, 12), ` ${sayKind(statement.kind)} · `, documentOf(statement) ? quoted(clip(nameOf(documentOf(statement)), 60)) : say("unknown"), yearOf(statement) === null ? "" : ` (${yearOf(statement)})`));

// --- Where one is for what the other is against.

/**
 * @param {Voice} left
 * @param {Voice} right
 */
function opposed(left, right) {
  const found = findOpposed(left, right);
  const row = ({ column, one, other }) => make("li", null, make("p", null, nodeLink(app.comparison.columns[column])), make("div", { class: "two wordings" }, [[one, left], [other, right]].map(([s, voice]) => make("div", null, make("p", { class: "voice-name soft" }, quoted(shortVoice(voice)), " · ", say(s.stand < 0 ? "compare.against" : "compare.for")), wording(s)))));
  return make("section", null, make("h3", null, say("compare.opposed", { n: found.length })), found.length ? make("ul", { class: "matters" }, found.slice(0, MOST_ALONE).map(row)) : make("p", { class: "soft" }, say("compare.noneOpposed")));
}

// --- What only one of them speaks of.

/**
 * @param {Voice} left
 * @param {Voice} right
 */
function alone(left, right) {
  const only = divide(left, right);
  const list = (voice, columns) => make("div", null, make("h4", null, say("compare.only", { name: shortVoice(voice), n: columns.length })),
    make("ul", { class: "plain" }, columns.slice(0, MOST_ALONE).map((c) => make("li", null, nodeLink(app.comparison.columns[c]), " ", make("span", { class: "soft" }, count(voice.cells.get(c)?.statements.length ?? 0))))),
    columns.length > MOST_ALONE && make("p", { class: "soft" }, say("leads.more", { n: columns.length - MOST_ALONE })));
  return make("section", null, make("h3", null, say("compare.alone")), make("div", { class: "two" }, list(left, only.left), list(right, only.right)));
}

export const compareSection = { show: showCompare };

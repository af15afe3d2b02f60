// What the matrices hold: values, looks and words of their cells, and the statements behind them.

/** @import { Graph } from "../types" */
import { make, quoted } from "../common/dom.js";
import { clip, greatest } from "../common/text.js";
import { count, language, percent, say } from "../common/words.js";
import { filterKey, linksOf, remember, visibleStatements } from "../graph/filters.js";
import { byNumber, isTopic, labelOf, nameOf, shortName } from "../graph/names.js";
import { leadsOn } from "./leads.js";
import { markSvg } from "../page/marks.js";
import { select } from "../page/page.js";
import { state } from "../page/state.js";

const STEP_MARKS = [null, null, "dot", "diamond", "arrow", "arrows", "disc", "ring"];

/** @param {Graph} graph */
export function readMatrices(raw, graph, pages) {
  /** @type {Record<string, import("../types").Matrix>} */
  const matrices = {};
  if (raw.gaps) matrices.gaps = gapMatrix(raw.gaps, graph);
  if (raw.overlap) matrices.overlap = overlapMatrix(raw.overlap, graph);
  if (pages.includes("principles")) matrices.principles = principleMatrix(graph);
  return matrices;
}

/** @param {Graph} graph */
const pick = (graph, rows) => rows.map((row) => graph.entities[row]);

/**
 * Steps of the gap ladder, 0 to 7; 0 is unknown: no text of the actor could be expected to speak of it.
 * @returns {import("../types").Matrix}
 */
function gapMatrix(raw, graph) {
  const [rows, columns] = [pick(graph, raw.rows), pick(graph, raw.columns)];
  const width = columns.length;
  const said = new Map(raw.at.map((place, i) => [place, raw.statements[i]]));
  const step = (r, c) => raw.steps[r * width + c];
  const lists = (r, c) => (said.get(r * width + c) ?? []).map((row) => graph.statements[row]);
  return {
    rows, columns, raw,
    value: step,
    weight: (r, c) => (step(r, c) > 1 ? 1 : 0),
    look: (r, c) => ({ tone: `step-${step(r, c)}`, mark: STEP_MARKS[step(r, c)], unsure: isOpenBlank(raw, r * width + c, step(r, c)) }),
    words: (r, c) => gapWords(raw, r * width + c, step(r, c), lists(r, c).length),
    rowTotal: (r) => shareTotal(columns.map((_, c) => step(r, c))),
    columnTotal: (c) => shareTotal(rows.map((_, r) => step(r, c))),
    legend: () => gapLegend(raw),
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), columns.indexOf(column)];
      if (r < 0 || c < 0) return null;
      const place = r * width + c;
      const mechanisms = pick(graph, raw.mechanisms[place] ?? []);
      const notes = [step(r, c) === 1 && blankWords(raw, place), mechanisms.length && `${say("matrix.mechanisms")}: ${mechanisms.map(nameOf).join("; ")}`].filter(Boolean);
      const leads = lists(r, c).length ? null : leadsOn(row, column);
      return { lead: gapWords(raw, place, step(r, c), lists(r, c).length), notes, statements: lists(r, c), leads };
    },
  };
}

function gapLegend(raw) {
  const steps = raw.stepNames.map((_, i) => ({ tone: `step-${i}`, mark: STEP_MARKS[i], text: say(`step.${i}`), count: raw.steps.filter((s) => s === i).length }));
  const open = raw.steps.filter((s, place) => isOpenBlank(raw, place, s)).length;
  const missed = open ? [{ tone: "step-1 unsure", text: `${say("step.1")}, ${say("matrix.openBlank")}`, count: open }] : [];
  steps[1].count -= open; // each cell is counted once
  return [steps[0], ...missed, ...steps.slice(1)];
}

// A blank that may be the reading's miss is not drawn as a sure one.
const OPEN_BLANK = 0.8;
const isOpenBlank = (raw, place, step) => step === 1 && raw.blanks[place] !== null && raw.blanks[place] < OPEN_BLANK;
/** @param {number} n */
const gapWords = (raw, place, step, n) => `${say(`step.${step}`)}${n ? ` · ${say("statements", { n })}` : ""}${isOpenBlank(raw, place, step) ? ` · ${say("matrix.openBlank")}` : ""}`;
const blankWords = (raw, place) => (raw.blanks[place] === null ? say("matrix.blankUnknown") : say("matrix.blank", { share: percent(raw.blanks[place]) }));

// Of all, not of those that are known: where most is unknown, "11/11" would read as complete.
function shareTotal(steps) {
  const spoken = steps.filter((s) => s > 1).length;
  const unknown = steps.filter((s) => s === 0).length;
  const words = say("matrix.share", { spoken, silent: steps.length - spoken - unknown, unknown });
  return { value: spoken, text: `${count(spoken)}/${count(steps.length)}`, words, share: steps.length ? spoken / steps.length : 0 };
}

/**
 * What two actors share: objectives both speak of, against what chance would give.
 * @returns {import("../types").Matrix}
 */
function overlapMatrix(raw, graph) {
  const rows = pick(graph, raw.rows);
  const cells = new Map(raw.pairs.map((p) => [p.a * rows.length + p.b, p]));
  const pair = (r, c) => cells.get(Math.min(r, c) * rows.length + Math.max(r, c));
  const most = greatest(raw.pairs.map((p) => p.shared.length), 1);
  const shared = (r, c) => pair(r, c)?.shared.length ?? 0;
  const tone = (n) => (n ? 1 + Math.ceil((n / most) * 5) : 1);
  const words = (r, c) => (r === c ? say("matrix.self") : overlapWords(pair(r, c)));
  return {
    rows, columns: rows, raw, symmetric: true,
    value: (r, c) => (r === c ? -1 : shared(r, c)),
    weight: (r, c) => (r === c ? 0 : shared(r, c)),
    look: (r, c) => (r === c ? { tone: "self" } : { tone: `step-${tone(shared(r, c))}`, text: shared(r, c) || "", bold: pair(r, c)?.beyond === true, unsure: pair(r, c)?.beyond === null }),
    words,
    rowTotal: (r) => sumTotal(rows.map((_, c) => (r === c ? 0 : shared(r, c)))),
    columnTotal: (c) => sumTotal(rows.map((_, r) => (r === c ? 0 : shared(r, c)))),
    legend: () => [
      ...[1, 3, 6].map((t) => ({ tone: `step-${t}`, text: t === 1 ? say("matrix.sharedNone") : `≤ ${count(Math.round(((t - 1) / 5) * most))}` })),
      { tone: "step-3", sample: "7", bold: true, text: say("matrix.beyond") },
      ...(raw.pairs.some((p) => p.beyond === null) ? [{ tone: "step-2 unsure", text: say("matrix.untestedLegend") }] : []),
    ],
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), rows.indexOf(column)];
      if (r < 0 || c < 0 || r === c) return null;
      const found = pair(r, c);
      const statements = (found?.statements ?? []).map((s) => graph.statements[s]);
      const list = sharedList(row, column, pick(graph, found?.shared ?? []));
      const more = (found?.count ?? 0) - statements.length;
      const notes = [list, found?.joint && say("matrix.joint", { n: found.joint }), more > 0 && say("matrix.first", { n: statements.length, all: found.count })];
      return { lead: words(r, c), notes: notes.filter(Boolean), statements };
    },
  };
}

// Each shared objective leads to what either actor says on it.
function sharedList(row, column, objectives) {
  if (!objectives.length) return null;
  const link = (actor, objective) => make("button", { type: "button", class: "link", onclick: () => select({ type: "tie", ids: [actor.id, objective.id] }) }, quoted(clip(labelOf(actor), 30)));
  const rows = [...objectives].sort(byNumber).map((o) => make("li", null, markSvg("Objective"), " ", quoted(clip(shortName(o), 64), "span"), " ", make("span", { class: "soft" }, link(row, o), " · ", link(column, o))));
  return make("details", { open: objectives.length <= 6 }, make("summary", null, say("sharedObjectives", { n: objectives.length })), make("ul", { class: "plain" }, rows));
}

function overlapWords(found) {
  if (!found) return say("matrix.sharedNone");
  const decimal = (n, digits) => new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(n);
  const chance = found.p === null ? ` · ${say("matrix.untested")}` : ` · ${say("matrix.expected", { expected: decimal(found.expected, 2), p: decimal(found.p, 2) })}`;
  return `${say("sharedObjectives", { n: found.shared.length })}${chance}${found.beyond === true ? ` · ${say("matrix.beyond")}` : ""}`;
}

const sumTotal = (numbers) => {
  const value = numbers.reduce((a, b) => a + b, 0);
  return { value, text: count(value), share: null };
};

/**
 * Statements that are about an objective and invoke a principle, under the filters in use.
 * @returns {import("../types").Matrix}
 */
function principleMatrix(graph) {
  const of = (label) => graph.entities.filter((e) => e.label === label);
  const [rows, columns] = [of("Objective").sort((a, b) => a.facts.number - b.facts.number), of("Principle").sort((a, b) => b.facts.guiding - a.facts.guiding || a.row - b.row)];
  const counted = () => remember(`principles ${filterKey(state.filters)}`, () => countPairs(rows, columns));
  const list = (r, c) => counted().get(r * columns.length + c) ?? [];
  const most = () => greatest([...counted().values()].map((l) => l.length), 1);
  const tone = (n) => (n ? 2 + Math.min(5, Math.floor(5 * Math.sqrt(n / most()))) : 1);
  return {
    rows, columns, raw: {},
    value: (r, c) => list(r, c).length,
    weight: (r, c) => list(r, c).length,
    look: (r, c) => ({ tone: `step-${tone(list(r, c).length)}`, text: list(r, c).length || "" }),
    words: (r, c) => say("statements", { n: list(r, c).length }),
    rowTotal: (r) => sumTotal(columns.map((_, c) => list(r, c).length)),
    columnTotal: (c) => sumTotal(rows.map((_, r) => list(r, c).length)),
    legend: () => [0, 1, most()].filter((n, i, all) => all.indexOf(n) === i).map((n) => ({ tone: `step-${tone(n)}`, text: say("statements", { n }) })),
    cell: (row, column) => {
      const [r, c] = [rows.indexOf(row), columns.indexOf(column)];
      return r < 0 || c < 0 ? null : { lead: say("statements", { n: list(r, c).length }), notes: [], statements: list(r, c) };
    },
  };
}

function countPairs(rows, columns) {
  const cells = new Map();
  const [at, across] = [new Map(rows.map((e, i) => [e, i])), new Map(columns.map((e, i) => [e, i]))];
  for (const statement of visibleStatements()) {
    const ends = linksOf(statement).filter(isTopic).map((l) => l.entity);
    for (const r of new Set(ends.filter((e) => at.has(e)))) {
      for (const c of new Set(ends.filter((e) => across.has(e)))) {
        const place = at.get(r) * columns.length + across.get(c);
        if (!cells.has(place)) cells.set(place, []);
        cells.get(place).push(statement);
      }
    }
  }
  return cells;
}

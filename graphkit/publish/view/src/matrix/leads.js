// What leads on from a blank: its place in the text, who speaks of it, wordings and practices to start from, forums.

/** @import { Entity, Statement } from "../types" */
import { button, make, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { say, sayMany } from "../common/words.js";
import { app } from "../graph/app.js";
import { byName, isRelation, labelOf, shortName } from "../graph/names.js";
import { statementList } from "../page/cards.js";
import { nodeLink } from "../page/links.js";
import { markSvg } from "../page/marks.js";
import { select } from "../page/page.js";
import { showBlank } from "../page/places.js";

const MOST_LEADS = 8;
const MOST_GIVEN = 3;

/**
 * @param {Entity} row
 * @param {Entity} column
 */
export function leadsOn(row, column) {
  const matrix = app.matrices.gaps;
  const [r, c] = [matrix.rows.indexOf(row), matrix.columns.indexOf(column)];
  const lead = matrix.raw.leads[r * matrix.columns.length + c];
  const pick = (rows) => rows.map((at) => app.graph.statements[at]);
  const [wordings, practices] = lead ? [pick(lead[0]), pick(lead[1])] : strongest(row, column);
  const said = matrix.rows.map((actor, i) => ({ actor, step: matrix.value(i, c) })).filter(({ actor, step }) => step > 1 && actor !== row);
  said.sort((a, b) => b.step - a.step || byName(a.actor, b.actor));
  return [
    lead && make("section", { class: "leads-place" }, button("text", say("leads.place"), () => showBlank(row, column, app.graph.statements[lead[2]]), { class: "wide" }), make("p", { class: "soft" }, say("leads.placeAbout"))),
    speakers(said, column),
    listed(say(lead ? "leads.nearest" : "leads.wordings"), wordings, column),
    listed(say("leads.practices"), practices, column),
    forums(row, matrix.raw.forums[c], said),
    !said.length && !wordings.length && !practices.length && make("p", { class: "soft" }, say("leads.nobody")),
    said.length > 0 && make("p", null, make("span", { class: "soft" }, say("leads.all"), " "), nodeLink(column)),
  ];
}

/**
 * @param {{actor: Entity, step: number}[]} said
 * @param {Entity} column
 */
function speakers(said, column) {
  if (!said.length) return null;
  const open = ({ actor, step }) => make("li", null, make("button", { type: "button", class: "link", onclick: () => select({ type: "gaps", ids: [actor.id, column.id] }) }, markSvg(actor.label), quoted(clip(shortName(actor), 80))), make("span", { class: "soft" }, ` ${say(`step.${step}`)}`));
  return make("section", null, make("h3", null, say("leads.speakers", { n: said.length })), make("ul", { class: "plain" }, said.slice(0, MOST_LEADS).map(open)), said.length > MOST_LEADS && make("p", { class: "soft" }, say("leads.more", { n: said.length - MOST_LEADS })));
}

/**
 * @param {string} title
 * @param {Statement[]} statements
 * @param {Entity} column
 */
const listed = (title, statements, column) => statements.length > 0 && make("section", null, make("h3", null, title), statementList(statements, { why: column }, false));

/**
 * Where nothing is near, since the actor has no text of its own: the strongest recommendations of others, else other
 * wordings, and their practices.
 * @param {Entity} row
 * @param {Entity} column
 */
function strongest(row, column) {
  const others = column.said.map(([s]) => s).filter((s) => s.stand > 0 && !s.links.some((l) => isRelation(l) && l.entity === row));
  const sorted = [...new Set(others)].sort((a, b) => b.strength - a.strength || b.score - a.score || a.row - b.row);
  const [asks, done] = ["recommendation", "practice"].map((kind) => sorted.filter((s) => s.kind === kind));
  return [asks.length ? asks : sorted.filter((s) => s.kind !== "practice"), done].map((found) => found.slice(0, MOST_GIVEN));
}

// --- Bodies and mechanisms that touch the objective and reach the actor.

const targets = (entity, type) => entity.ties.filter((fact) => fact.type === type && fact.source === entity).map((fact) => fact.target);

/**
 * A member of a body, a participant of a mechanism, or a member of a body that takes part in it.
 * @param {Entity} actor
 * @param {Entity} forum
 */
export function isReached(actor, forum) {
  if (actor === forum) return false;
  const [bodies, mechanisms] = [targets(actor, "MEMBER_OF"), targets(actor, "TAKES_PART_IN")];
  return bodies.includes(forum) || mechanisms.includes(forum) || bodies.some((body) => targets(body, "TAKES_PART_IN").includes(forum));
}

/**
 * @param {Entity} row
 * @param {[number, number, boolean, number[]][]} found
 * @param {{actor: Entity, step: number}[]} said
 */
function forums(row, found, said) {
  const reached = found.map(([at, , serves, statements]) => ({ forum: app.graph.entities[at], serves, statements })).filter(({ forum }) => isReached(row, forum));
  const line = ({ forum, serves, statements }) => {
    const there = said.filter(({ actor }) => isReached(actor, forum)).map(({ actor }) => labelOf(actor));
    const reasons = [serves && say("leads.serves"), statements.length > 0 && sayMany("statements", statements.length), there.length > 0 && say("leads.with", { names: clip(there.slice(0, 3).join(", "), 120) })].filter(Boolean);
    return make("li", null, nodeLink(forum), make("span", { class: "soft" }, ` ${reasons.join(" · ")}`));
  };
  return make("section", null, make("h3", null, say("leads.forums")),
    reached.length ? make("ul", { class: "plain" }, reached.slice(0, MOST_LEADS).map(line)) : make("p", { class: "soft" }, say("leads.noForum")));
}

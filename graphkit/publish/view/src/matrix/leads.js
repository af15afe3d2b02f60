// What leads on from a blank: who speaks of it, a wording to start from, and bodies through which they meet.

import { make, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { say } from "../common/words.js";
import { app } from "../graph/app.js";
import { byName, isRelation, shortName } from "../graph/names.js";
import { PAGE_OF, statementList } from "../page/cards.js";
import { nodeLink } from "../page/links.js";
import { markSvg } from "../page/marks.js";
import { select } from "../page/page.js";

const MOST_LEADS = 12;

export function leadsOn(row, column) {
  const matrix = app.matrices.gaps;
  const c = matrix.columns.indexOf(column);
  const said = matrix.rows.map((actor, r) => ({ actor, step: matrix.value(r, c) })).filter(({ actor, step }) => step > 1 && actor !== row);
  said.sort((a, b) => b.step - a.step || byName(a.actor, b.actor));
  const wordings = column.said.map(([s]) => s).filter((s) => !s.links.some((l) => isRelation(l) && l.entity === row));
  const fullest = [...new Set(wordings)].sort((a, b) => b.strength - a.strength || b.score - a.score || a.row - b.row);
  const open = ({ actor, step }) => make("li", null, make("button", { type: "button", class: "link", onclick: () => select({ type: "gaps", ids: [actor.id, column.id] }) }, markSvg(actor.label), quoted(clip(shortName(actor), 80))), make("span", { class: "soft" }, ` ${say(`step.${step}`)}`));
  const shared = bodiesOf(row).filter((body) => said.some(({ actor }) => actor === body || bodiesOf(actor).includes(body)));
  return [
    said.length > 0 && make("section", null, make("h3", null, say("leads.speakers", { n: said.length })), make("ul", { class: "plain" }, said.slice(0, MOST_LEADS).map(open)), said.length > MOST_LEADS && make("p", { class: "soft" }, say("leads.more", { n: said.length - MOST_LEADS }))),
    shared.length > 0 && make("section", null, make("h3", null, say("leads.bodies")), make("ul", { class: "plain" }, shared.slice(0, MOST_LEADS).map((body) => make("li", null, nodeLink(body))))),
    fullest.length > 0 && make("section", null, make("h3", null, say("leads.wordings")), statementList(fullest.slice(0, PAGE_OF), { why: column }, false)),
    !said.length && !fullest.length && make("p", { class: "soft" }, say("leads.nobody")),
  ];
}

// The bodies and processes an actor belongs to; those with nearly all as members lead nowhere in particular.
const TOO_WIDE = 100;
const bodiesOf = (actor) => actor.ties.filter((fact) => fact.type === "MEMBER_OF" && fact.source === actor).map((fact) => fact.target).filter((body) => body.ties.filter((f) => f.type === "MEMBER_OF").length < TOO_WIDE);

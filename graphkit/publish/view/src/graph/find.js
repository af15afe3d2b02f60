// Names, acronyms, identifiers and wordings that fit what was typed.

/** @import { Entity, Statement } from "../types" */
import { fold } from "../common/text.js";
import { say } from "../common/words.js";
import { app } from "./app.js";
import { wordingOf } from "./names.js";

const MOST_FOUND = 9;

/** @param {Entity} entity */
const searched = (entity) => (entity.search ??= fold([entity.name, entity.es, entity.id, entity.facts.acronym, entity.facts.acronym_es].filter(Boolean).join("\n").slice(0, 2000)));

export function findAnything(asked) {
  const found = [];
  for (const entity of app.graph.entities) {
    const place = searched(entity).indexOf(asked);
    if (place < 0) continue;
    const starts = place === 0 || /[\s\n:(-]/.test(searched(entity)[place - 1]);
    found.push({ entity, rank: (starts ? 1e6 : 0) + (place === 0 ? 1e6 : 0) + entity.said.length });
  }
  found.sort((a, b) => b.rank - a.rank || a.entity.row - b.entity.row);
  const wordings = countWordings(asked);
  const inTexts = wordings ? [{ text: say("search.inTexts", { n: wordings }), find: true }] : [];
  return [...found.slice(0, MOST_FOUND - inTexts.length), ...inTexts];
}

/** @param {Statement} statement */
export const folded = (statement) => (statement.search ??= fold(wordingOf(statement)));
const countWordings = (asked) => (asked.length < 3 ? 0 : app.graph.statements.filter((s) => folded(s).includes(asked)).length);

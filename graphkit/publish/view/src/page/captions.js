// What a page says of itself: title, what it was made of, the filters in use.

import { percent, say, sayKind, sayMany, sayRelation } from "../common/words.js";
import { app } from "../graph/app.js";
import { SETS } from "../graph/filters.js";
import { entitiesOf, shortName } from "../graph/names.js";
import { state } from "./state.js";

export const madeOf = () => say("made", { statements: sayMany("statements", app.graph.statements.length), documents: sayMany("documents", entitiesOf("Document").length) });

export function captionLines() {
  const used = filterWords();
  return [
    `${titleOf()} · ${madeOf()}`,
    `${used.length ? `${say("filters.used")}: ${used.join("; ")}` : say("filters.none")} · ${app.graph.digest.slice(0, 12)}`,
  ];
}

// The filters in use, in words: for captions and print.
function filterWords() {
  const names = (key) => [...state.filters[key]].map((id) => (key === "kinds" ? sayKind(id) : key === "relations" ? sayRelation(id) : shortName(app.graph.byId.get(id))));
  const words = SETS.filter((key) => state.filters[key].size).map((key) => `${say(`filters.${key}`)}: ${names(key).join(", ")}`);
  if (state.filters.from !== null || state.filters.to !== null) words.push(`${say("filters.years")}: ${state.filters.from ?? "…"}–${state.filters.to ?? "…"}`);
  if (state.filters.confidence) words.push(`${say("filters.confidence")} ≥ ${percent(state.filters.confidence)}`);
  return words;
}
export const titleOf = () => app.title ?? say("title");

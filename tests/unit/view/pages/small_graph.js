// A graph small enough to count by hand, in the columns that columns.py makes.

import { vi } from "vitest";
import { readFileSync } from "node:fs";
import { loadWords, setLanguage } from "../../../../graphkit/publish/view/src/common/words.js";
import { setApp } from "../../../../graphkit/publish/view/src/graph/app.js";
import { readApp } from "../../../../graphkit/publish/view/src/page/read.js";
import { freshState, setState, setTheme } from "../../../../graphkit/publish/view/src/page/state.js";

const LABELS = ["State", "Body", "Objective", "Principle", "Group", "Document", "Recommendation", "Practice"];
const KINDS = { Recommendation: "recommendation", Practice: "practice" };
const TYPES = ["SAID_BY", "ADDRESSES", "INVOKES", "CONCERNS", "MEMBER_OF"];

const ENTITIES = [
  ["BRB", "State", "Barbados", null, {}],
  ["JAM", "State", "Jamaica", null, {}],
  ["cepal", "Body", "Economic Commission for Latin America", "Comisión Económica para América Latina", { acronym: "ECLAC", acronym_es: "CEPAL" }],
  ["gcm:3", "Objective", "Information", "Información", { number: 3 }],
  ["gcm:21", "Objective", "Return", "Retorno", { number: 21 }],
  ["principle:gender", "Principle", "Gender-responsive", "Género", { guiding: true }],
  ["group:children", "Group", "Children", "Niñez", {}],
  ["early", "Document", "Early text", null, { year: 2018, genre: "general" }],
  ["late", "Document", "Late text", null, { year: 2022, genre: "general" }],
];

// id, label, document, text, links: [type, entity, score]
const STATEMENTS = [
  ["s1", "Recommendation", "early", "Publish visa rules.", [["SAID_BY", "BRB", 0.9], ["ADDRESSES", "gcm:3", 0.9]]],
  ["s2", "Recommendation", "late", "Publicar las reglas de niñez.", [["SAID_BY", "BRB", 0.9], ["ADDRESSES", "gcm:3", 0.4], ["INVOKES", "principle:gender", 0.8]]],
  ["s3", "Practice", "late", "Offices help those who return.", [["SAID_BY", "JAM", 0.3], ["ADDRESSES", "gcm:21", 0.9], ["CONCERNS", "group:children", 0.9]]],
];

const rowOf = (id) => ENTITIES.findIndex((e) => e[0] === id);
const columns = (rows, names) => Object.fromEntries(names.map((name, i) => [name, rows.map((row) => row[i])]));

function makeRaw() {
  const links = STATEMENTS.flatMap((s, row) => s[4].map(([type, entity, score]) => [TYPES.indexOf(type), row, rowOf(entity), score, [[0, score, 0, 7]]]));
  const statements = STATEMENTS.map(([id, label, document, text]) => [id, LABELS.indexOf(label), rowOf(document), 0, null, null, null, text, null, 0, null, 1, "en", 0.9, 0]);
  return {
    digest: "0".repeat(64),
    labels: LABELS.map((name) => ({ name, kind: KINDS[name] ?? null, shape: "dot", colour: "#000000", dark: "#ffffff" })),
    linkTypes: TYPES,
    relations: ["SAID_BY"],
    strengths: ["none"],
    uncertain: 0.5,
    rules: ["rule"],
    entities: columns(ENTITIES.map(([id, label, ...rest]) => [id, LABELS.indexOf(label), ...rest]), ["id", "label", "name", "es", "facts"]),
    statements: { sections: [[]], ...columns(statements, ["id", "label", "document", "section", "page", "para", "address", "text", "rest", "strength", "strengthWords", "stand", "language", "score", "rule"]) },
    links: columns(links, ["type", "statement", "entity", "score", "evidence"]),
    facts: columns([[TYPES.indexOf("MEMBER_OF"), rowOf("JAM"), rowOf("cepal"), 1, {}, "a table"]], ["type", "source", "target", "score", "facts", "reference"]),
    echoes: columns([], ["source", "target", "score"]),
  };
}

export const readPageWords = () =>
  Object.fromEntries(["en", "es"].map((name) => [name, JSON.parse(readFileSync(new URL(`../../../../graphkit/publish/view/words/${name}.json`, import.meta.url), "utf8"))]));

// The page of the graph, with matrices as given, in English and in its first state.
export function openApp(matrices = {}, more = {}) {
  vi.stubGlobal("innerWidth", 1200);
  loadWords(readPageWords());
  setLanguage("en");
  const page = { pages: ["network", "gaps", "overlap", "principles", "statements"], title: null, language: "en", focus: null };
  const app = readApp({ page, graph: makeRaw(), places: ENTITIES.map(([id], i) => ({ id, x: i, y: -i })), answers: null, clusters: null, matrices, notes: { methods: [], open: [] }, texts: [], comparison: null, ...more });
  setApp(app);
  setState(freshState());
  setTheme(null);
  return app;
}

export const entity = (app, id) => app.graph.byId.get(id);
export const rows = (...ids) => ids.map(rowOf);

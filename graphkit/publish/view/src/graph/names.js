// How the things of a graph are named, ordered and told apart.

/** @import { Cluster, Entity, Link, Statement } from "../types" */
import { language, say } from "../common/words.js";
import { app } from "./app.js";

export const TOPICS = { ADDRESSES: "Objective", INVOKES: "Principle", CONCERNS: "Group", MENTIONS: "Mechanism" };
export const ACTORS = ["State", "Body", "Collective", "Role"];

/** @param {{name: string, es: string | null}} entity */
export const nameOf = (entity) => (language === "es" && entity.es) || entity.name;
// Bodies are known by their acronyms, and those differ from language to language.
export const acronymOf = ({ facts }) => (language === "es" && facts.acronym_es) || facts.acronym;
/** @param {{name: string, es: string | null, facts: Record<string, any>}} entity */
export const labelOf = (entity) => acronymOf(entity) ?? nameOf(entity);
/** @param {Entity} entity */
export const shortName = (entity) => {
  const number = entity.label === "Objective" ? `${entity.facts.code ?? entity.facts.number} ` : "";
  return number + nameOf(entity);
};
/** @param {Statement} statement */
export const wordingOf = (statement) => (statement.rest ? `${statement.text} ${statement.rest}` : statement.text);
/** @param {Statement} statement */
export const plainWording = (statement) => wordingOf(statement).replaceAll("**", "");
/** @param {Statement} statement */
export const yearOf = (statement) => documentOf(statement)?.facts.year ?? null;
/** @param {Statement} statement */
export const documentOf = (statement) => app.graph.entities[statement.document];
/**
 * A statement as a footnote: who says it, the text and its year, the place that a person cites, the wording.
 * @param {Statement} statement
 */
export function footnoteOf(statement) {
  const document = documentOf(statement);
  const voices = statement.links.filter((l) => l.type === "SAID_BY").map((l) => nameOf(l.entity));
  const year = yearOf(statement);
  const page = statement.page === null ? "" : say("page", { page: String(statement.page) });
  const para = statement.para === null ? "" : say("text.para", { para: statement.para });
  const title = document ? nameOf(document) + (year ? ` (${year})` : "") : say("unknown");
  const place = [...new Set(voices), title, statement.address ?? para, page].filter(Boolean).join(", ");
  return `${place}: “${plainWording(statement)}”`;
}
export const entitiesOf = (...labels) => app.graph.entities.filter((e) => labels.includes(e.label));
export const byName = (a, b) => nameOf(a).localeCompare(nameOf(b), language);
export const byNumber = (a, b) => (a.facts.number ?? 1e9) - (b.facts.number ?? 1e9) || byName(a, b);
/** @param {Entity} entity */
export const isActor = (entity) => ACTORS.includes(entity.label);

/**
 * What a link says of its entity: a relation (SAID_BY ...) for actors, a topic for the rest.
 * @param {Link} link
 */
export const isRelation = (link) => isActor(link.entity) && app.graph.relations.includes(link.type);
/** @param {Link} link */
export const isTopic = (link) => TOPICS[link.type] === link.entity.label;

export const compareEnds = (a, b) => (a.label === "Objective" ? byNumber(a, b) : byName(a, b));

/** @param {Cluster} cluster */
export const clusterName = (cluster) => say("cluster.name", { number: String(cluster.number), n: cluster.members.length, verdict: say(`cluster.${cluster.verdict}`) });

// What the page says, in the reader's language; names of the graph come from the graph.

/** @type {Record<string, Record<string, string>>} language -> key -> words */
export let WORDS = {};
export let language = "en";

/** @param {Record<string, Record<string, string>>} words language -> key -> words */
export function loadWords(words) {
  WORDS = words;
}

/** @param {string} code */
export function setLanguage(code) {
  language = code;
}

/**
 * @param {string} key
 * @param {Record<string, any>} values
 */
export function say(key, values = {}) {
  const plural = "n" in values && new Intl.PluralRules(language).select(values.n) === "one" ? `${key}.one` : key;
  const text = WORDS[language][plural] ?? WORDS[language][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? count(value) : String(value ?? "");
  });
}

/** @param {string} key */
export const knownWords = (key) => WORDS[language][key];
/**
 * @param {string} key
 * @param {number} n
 */
export const sayMany = (key, n) => say(key, { n });
export const count = (number) => new Intl.NumberFormat(language).format(number);
export const percent = (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share);
/** @param {string} name */
export const sayLabel = (name, many = false) => say(`label.${name}${many ? "s" : ""}`);
export const sayKind = (kind) => say(`kind.${kind}`);
/** @param {string} name */
export const sayStrength = (name) => say(`strength.${name}`);
export const sayRelation = (relation) => say(`relation.${relation}`);

// What the page says, in the reader's language; names of the graph come from the graph.

const WORDS = JSON.parse(byId("words").textContent);
let language = "en";

function say(key, values = {}) {
  const plural = "n" in values && new Intl.PluralRules(language).select(values.n) === "one" ? `${key}.one` : key;
  const text = WORDS[language][plural] ?? WORDS[language][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? count(value) : String(value ?? "");
  });
}

const knownWords = (key) => WORDS[language][key];
const sayMany = (key, n) => say(key, { n });
const count = (number) => new Intl.NumberFormat(language).format(number);
const percent = (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share);
const sayLabel = (name, many = false) => say(`label.${name}${many ? "s" : ""}`);
const sayKind = (kind) => say(`kind.${kind}`);
const sayStrength = (name) => say(`strength.${name}`);
const sayRelation = (relation) => say(`relation.${relation}`);

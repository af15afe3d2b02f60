import { beforeEach, expect, test } from "vitest";
import { count, knownWords, loadWords, percent, say, setLanguage } from "../../../../graphkit/publish/view/src/common/words.js";

beforeEach(() => {
  loadWords({
    en: { "ties": "{n} ties", "ties.one": "{n} tie", "of": "{a} of {b}", "plain": "Plain" },
    es: { "ties": "{n} vínculos", "ties.one": "{n} vínculo", "of": "{a} de {b}", "plain": "Llano" },
  });
  setLanguage("en");
});

test("one thing is said in the singular, none and many in the plural", () => {
  expect([0, 1, 2].map((n) => say("ties", { n }))).toEqual(["0 ties", "1 tie", "2 ties"]);
  setLanguage("es");
  expect([0, 1, 2].map((n) => say("ties", { n }))).toEqual(["0 vínculos", "1 vínculo", "2 vínculos"]);
});

test("numbers are written as the language writes them", () => {
  expect(say("of", { a: 12345, b: "x" })).toBe("12,345 of x");
  expect([count(12345), percent(0.5)]).toEqual(["12,345", "50%"]);
  setLanguage("es");
  expect(say("of", { a: 12345, b: "x" })).toBe("12.345 de x");
});

test("what is put into a sentence is not read as a place for more", () => {
  expect(say("of", { a: "{b}", b: "$&" })).toBe("{b} of $&");
});

test("words that are missing are a fault, not a blank", () => {
  expect(() => say("nothing")).toThrow("no words for nothing");
  expect(knownWords("nothing")).toBeUndefined();
});

import { beforeEach, expect, test, vi } from "vitest";
import { addedStatement, decide, decisionOf, readReview, recall, rememberNow, review, setValue, undo, valuesOf } from "../../../../graphkit/publish/view/src/review/state.js";

const READ = { kind: "recommendation", objectives: "gcm:3" };
const RAW = {
  page: { title: null, language: "en" }, digest: "d", edited: ["kind", "objectives"], closed: { kind: [], position: [] }, codes: { objectives: [] },
  documents: [{ id: "doc", name: "Doc", language: "en", whole: true, items: [{ s: 0 }, { t: "Passed over.", why: "too short" }] }],
  statements: [{ id: "s1", document: "doc", section: "", page: "", wording: "Publish.", least_certain: "", as_read: JSON.stringify(READ) }],
};

let kept;
beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  readReview(structuredClone(RAW));
  review.coder = "Ana";
});

const statement = () => review.statements[0];

test("a value that differs from what was read is a change, the same value again is none", () => {
  setValue(statement(), "objectives", "gcm:21");
  expect([decisionOf(statement()), valuesOf(statement()).objectives]).toEqual(["change", "gcm:21"]);
  setValue(statement(), "objectives", "gcm:3");
  expect(decisionOf(statement())).toBe("");
  setValue(statement(), "kind", "none");
  expect(decisionOf(statement())).toBe("reject");
});

test("every step can be taken back, the last one first", () => {
  decide([[statement(), "accept", valuesOf(statement())]]);
  setValue(statement(), "objectives", "gcm:21");
  expect(undo()).toEqual(["s1"]);
  expect(decisionOf(statement())).toBe("accept");
  undo();
  expect(decisionOf(statement())).toBe("");
  expect(undo()).toEqual([]);
});

test("what was decided is there again when the page is opened anew", () => {
  decide([[statement(), "unsure", valuesOf(statement())]]);
  rememberNow();
  readReview(structuredClone(RAW));
  expect(decisionOf(statement())).toBe("");
  recall();
  expect([decisionOf(statement()), review.coder, [...review.unsaved]]).toEqual(["unsure", "Ana", ["s1"]]);
});

test("a memory that holds something else is no reason to fail", () => {
  kept.set("graphkit review d", "not json");
  recall();
  expect(review.kept).toBe(false);
});

test("a sentence passed over has a key of its own and no values", () => {
  const added = addedStatement(review.documents[0], 1);
  expect([added.id, added.key, added.wording, added.read.kind]).toEqual(["", "doc 1", "Passed over.", ""]);
});

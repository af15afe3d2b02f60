import { beforeEach, expect, test, vi } from "vitest";
import { readCsv } from "../../../../graphkit/publish/view/src/common/csv.js";
import { readSheet } from "../../../../graphkit/publish/view/src/review/again.js";
import { cut, findCuts, findNext, join } from "../../../../graphkit/publish/view/src/review/cuts.js";
import { addedStatement, piecesAfter, decide, decisionOf, readReview, recall, rememberNow, review, setValue, undo, valuesOf } from "../../../../graphkit/publish/view/src/review/state.js";

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

const LONG = { ...RAW, statements: [{ ...RAW.statements[0], wording: "Publish fees, and open offices." }, { ...RAW.statements[0], id: "s2", wording: "Train staff." }],
  documents: [{ ...RAW.documents[0], items: [{ s: 0, gap: " " }, { s: 1 }] }] };

test("a statement cut in two is rejected and its parts have its codes, until that is undone", () => {
  readReview(structuredClone(LONG));
  const [place] = findCuts(statement());
  const parts = cut(statement(), place.at);
  expect(parts.map((p) => p.wording)).toEqual(["Publish fees,", "and open offices."]);
  expect([decisionOf(statement()), valuesOf(parts[1]).objectives, piecesAfter(statement()).length]).toEqual(["reject", "gcm:3", 2]);
  undo();
  expect([decisionOf(statement()), piecesAfter(statement()).length]).toEqual(["", 0]);
});

test("a statement is joined with what follows it after a space, and with nothing else", () => {
  readReview(structuredClone(LONG));
  const entries = review.statements.map((s) => ({ statement: s }));
  const [one] = join(statement(), findNext(statement(), entries));
  expect(one.wording).toBe("Publish fees, and open offices. Train staff.");
  expect(review.statements.map(decisionOf)).toEqual(["reject", "reject"]);
  expect(findNext(review.statements[1], entries)).toBeUndefined();
});

test("a wording with a page break in it is neither cut nor joined", () => {
  readReview(structuredClone(LONG));
  statement().wording = "Publish fees, […] and more.";
  expect([findCuts(statement()), findNext(statement(), review.statements.map((s) => ({ statement: s })))]).toEqual([[], undefined]);
});

test("a sheet read back gives its decisions with their coder and replaces none that is there", () => {
  readReview(structuredClone(LONG));
  decide([[review.statements[1], "accept", valuesOf(review.statements[1])]]);
  const rows = [["s1", "doc", "Publish fees, and open offices.", "change", "gcm:21", "=Ben"], ["s2", "doc", "Train staff.", "reject", "", "Ben"], ["", "doc", "open offices.", "change", "gcm:3", "Ben"], ["s9", "doc", "Gone.", "accept", "", "Ben"], ["s1", "doc", "x", "accept", "", "model:tiny"]];
  const sheet = ["id,document,wording,decision,objectives,coder", ...rows.map((r) => r.map((c) => `"${c === "=Ben" ? "'=Ben" : c}"`).join(","))].join("\r\n");
  expect(readSheet(sheet)).toEqual({ taken: 2, kept: 1, gone: 1 });
  expect(review.decisions.get("s1")).toMatchObject({ decision: "change", coder: "=Ben", values: { objectives: "gcm:21" } });
  expect([decisionOf(review.statements[1]), piecesAfter(statement()).map((p) => p.wording)]).toEqual(["accept", ["open offices."]]);
  expect(() => readSheet("a,b\n1,2")).toThrow("no sheet");
});

test("a sheet with line breaks, quotes and semicolons is read as it was meant", () => {
  expect(readCsv('\uFEFFa;b\r\n"x ""y""\nz";\'-1\r\n;\n')).toEqual([{ a: 'x "y"\nz', b: "-1" }]);
});

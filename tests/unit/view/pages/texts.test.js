import { expect, test } from "vitest";
import { bareItems, groupItems } from "../../../../graphkit/publish/view/src/sections/text-blocks.js";

test("pieces of one block stay together, a heading alone", () => {
  const [heading, first, second, note] = [{ h: 2, t: "Ports" }, { s: 0, b: "item", p: 3 }, { t: "It rained." }, { t: "1 See there.", b: "note" }];
  expect(groupItems([heading, first, second, note])).toEqual([
    { kind: "heading", level: 2, page: null, pieces: [heading] },
    { kind: "item", level: 0, page: 3, pieces: [first, second] },
    { kind: "note", level: 0, page: null, pieces: [note] },
  ]);
});

test("what follows a heading without a block of its own begins one", () => {
  expect(groupItems([{ h: 1, t: "A" }, { t: "b" }]).map((b) => b.kind)).toEqual(["heading", "paragraph"]);
});

test("without its text a document is its statements under the headings that change", () => {
  const said = (row, ...section) => ({ row, section });
  expect(bareItems([said(2, "A", "C"), said(0, "A", "B"), said(1, "A", "B")])).toEqual([
    { h: 1, t: "A" }, { h: 2, t: "B" }, { s: 0, b: "paragraph" }, { s: 1, b: "paragraph" }, { h: 2, t: "C" }, { s: 2, b: "paragraph" },
  ]);
  expect(bareItems([said(0)])).toEqual([{ s: 0, b: "paragraph" }]);
});

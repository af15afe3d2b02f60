import { beforeEach, expect, test, vi } from "vitest";
import { shorten, widthOf, wrap } from "../../../../graphkit/publish/view/src/common/measure.js";
import { MARKS, SHAPES, polygon } from "../../../../graphkit/publish/view/src/common/shapes.js";
import { bend, widthOfTie } from "../../../../graphkit/publish/view/src/network/layers.js";

// Six pixels a character, whatever the font.
beforeEach(() => vi.stubGlobal("document", { createElement: () => ({ getContext: () => ({ measureText: (text) => ({ width: 6 * text.length }) }) }) }));

test("a text is broken between words and its last line says that more follows", () => {
  expect(wrap("one two three four", "12px x", 48, 3)).toEqual(["one two", "three", "four"]);
  expect(wrap("one two three four", "12px x", 48, 2)).toEqual(["one two", "three…"]);
});

test("a word wider than the line is cut", () => {
  expect(widthOf(shorten("extraordinarily", "12px x", 48), "12px x")).toBeLessThanOrEqual(48);
  expect(shorten("short", "12px x", 48)).toBe("short");
});

test("paths are rounded, so that files stay small and the same", () => {
  expect(polygon([[0, 0.123], [1, 1 / 3]])).toBe("M0 0.1L1 0.3Z");
});

test("every shape is closed and differs from the others", () => {
  const drawn = Object.values(SHAPES).map((shape) => shape(0, 0, 10));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect([...drawn, ...Object.values(MARKS).map((mark) => mark(0, 0, 10))].filter((d) => !/^M.*Z$/.test(d))).toEqual([]);
});

test("a tie grows with its statements, up to a width", () => {
  const widths = [0, 1, 2, 4, 64, 1e9].map(widthOfTie);
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(widths.at(-1)).toBe(14);
});

test("ties bow to the middle of the frame unless they are told not to", () => {
  expect(bend({ a: { x: 0, y: 0 }, b: { x: 200, y: 100 }, bow: 1 })).toEqual([100, 50]);
  expect(bend({ a: { x: 0, y: 0 }, b: { x: 200, y: 100 } })[0]).toBeLessThan(100);
});

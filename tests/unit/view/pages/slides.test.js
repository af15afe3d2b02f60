import { beforeEach, expect, test } from "vitest";
import { MOST, moveSlide, readSlides, setSlides, slides, writeSlides } from "../../../../graphkit/publish/view/src/page/slides.js";

const slide = (name) => ({ address: `page=${name}`, name, note: "" });
beforeEach(() => setSlides([slide("a"), slide("b"), slide("c")]));

test("what is written is read again", () => {
  expect(readSlides(writeSlides("digest"))).toEqual(slides);
});

test.each([
  [0, 1, "bac", 1],
  [2, -1, "acb", 1],
  [0, -1, "abc", 0],
  [2, 5, "abc", 2],
])("slide %i moved by %i", (from, by, order, at) => {
  expect([moveSlide(from, by), slides.map((s) => s.name).join("")]).toEqual([at, order]);
});

test.each(["", "{}", "[]", '{"slides":{}}', '{"slides":[null]}', '{"slides":[{"name":"x"}]}', "<p>"])("%s is no story", (text) => {
  expect(() => readSlides(text)).toThrow();
});

test("of what others wrote only texts are taken, and no more than fits", () => {
  const [one, ...rest] = readSlides(JSON.stringify({ slides: Array(MOST + 9).fill({ address: "page=gaps", name: 7, note: "n".repeat(9999), more: 1 }) }));
  expect([one.name, one.note.length, Object.keys(one), rest.length]).toEqual(["", 4000, ["address", "name", "note"], MOST - 1]);
});

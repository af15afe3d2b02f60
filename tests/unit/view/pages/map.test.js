import { expect, test } from "vitest";
import { scaleOutline } from "../../../../graphkit/publish/view/src/map/picture.js";
import { fitView, moveView, nearestOf, zoomView } from "../../../../graphkit/publish/view/src/map/view.js";
import { SIZE, WORLD } from "../../../../graphkit/publish/view/src/map/world.js";

const SIZE_OF = [2000, 1000];

test("what is seen holds all places, keeps its shape and stays on the map", () => {
  const places = [{ x: 500, y: 400 }, { x: 900, y: 450 }];
  const [x, y, w, h] = fitView(places, SIZE_OF);
  expect(places.every((p) => p.x > x && p.x < x + w && p.y > y && p.y < y + h)).toBe(true);
  expect(w / h).toBeCloseTo(2, 1);
  expect(fitView([], SIZE_OF)).toEqual([0, 0, ...SIZE_OF]);
  expect(fitView([{ x: 1, y: 1 }, { x: 1999, y: 999 }], SIZE_OF)).toEqual([0, 0, ...SIZE_OF]);
});

test("nearer and farther keep the middle, and neither leads off the map", () => {
  expect(zoomView([400, 200, 400, 200], 0.5, SIZE_OF)).toEqual([500, 250, 200, 100]);
  expect(zoomView([0, 0, 1500, 750], 2, SIZE_OF)).toEqual([0, 0, 2000, 1000]);
  expect(moveView([100, 100, 400, 200], -300, 900, SIZE_OF)).toEqual([0, 800, 400, 200]);
});

test("arrow keys lead to the nearest place that way", () => {
  const [at, right, far, up] = [{ x: 0, y: 0 }, { x: 10, y: 2 }, { x: 5, y: 40 }, { x: 1, y: -9 }];
  const places = [at, right, far, up];
  expect(nearestOf(at, places, [1, 0])).toBe(right);
  expect(nearestOf(at, places, [0, -1])).toBe(up);
  expect(nearestOf(at, places, [-1, 0])).toBeUndefined();
});

test("every country has a place on the map, and an outline or a dot", () => {
  for (const [code, [x, y, dot, outline]] of Object.entries(WORLD)) {
    expect([code, x >= 0 && x <= SIZE[0] && y >= 0 && y <= SIZE[1], dot === 1 || outline.length > 20]).toEqual([code, true, true]);
  }
});

test("no outline runs from one edge of the map to the other", () => {
  for (const [code, [, , , outline]] of Object.entries(WORLD)) {
    const steps = outline.split("M").flatMap((ring) => (ring.split("l")[1] ?? "").match(/-?\d+/g) ?? []).map(Number);
    expect([code, steps.every((step) => Math.abs(step) < SIZE[0] / 2)]).toEqual([code, true]);
  }
});

test("an outline in a picture moves and grows with what is seen", () => {
  expect(scaleOutline("M10 20l1-2 3 4zM-5 0l2 2z", 2, [10, 20])).toBe("M0 44l2 -4 6 8zM-30 4l4 4z");
});

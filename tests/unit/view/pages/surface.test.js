import { beforeEach, expect, test, vi } from "vitest";
import { Surface } from "../../../../graphkit/publish/view/src/network/surface.js";

const SIZE = { clientWidth: 400, clientHeight: 200 };
const lens = (scale, dx, dy) => ({ scale, x: (x) => scale * x + dx, y: (y) => scale * y + dy });
let [now, to, drawn, pasted] = [0, lens(1, 0, 0), 0, []];

// A drawing takes as long as ``work`` says; frames follow at once.
function makeSurface(work) {
  const holder = { ...SIZE, append() {} };
  const surface = new Surface(holder, () => to, () => { drawn += 1; now += work; });
  surface.render();
  return surface;
}

beforeEach(() => {
  [now, to, drawn, pasted] = [1000, lens(1, 0, 0), 0, []];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("performance", { now: () => now });
  vi.stubGlobal("devicePixelRatio", 2);
  vi.stubGlobal("requestAnimationFrame", (work) => work());
  vi.stubGlobal("Node", class {});
  const context = { setTransform() {}, clearRect() {}, drawImage: (_, ...place) => pasted.push(place) };
  vi.stubGlobal("document", { createElement: () => ({ width: 0, height: 0, setAttribute() {}, getContext: () => context, remove() {} }) });
});

test("what is quickly drawn is drawn anew in every frame", () => {
  const surface = makeSurface(1);
  to = lens(1, 30, 0);
  surface.follow();
  expect(drawn).toBe(2);
  expect(pasted.at(-1)).toEqual([0, 0, 800, 400]);
});

test("what takes long is moved as a copy with a margin, and drawn anew when it rests", () => {
  const surface = makeSurface(50);
  surface.render();
  expect([surface.copy.width, surface.copy.height]).toEqual([1200, 600]);
  to = lens(1, 30, -10);
  surface.follow();
  expect(drawn).toBe(2);
  expect(pasted.at(-1)).toEqual([2 * (30 - 100), 2 * (-10 - 50), 1200, 600]);
  vi.advanceTimersByTime(200);
  expect(drawn).toBe(3);
});

test("a copy keeps the place of the world under it while the scale changes", () => {
  const surface = makeSurface(50);
  surface.render();
  to = lens(2, -200, -100); // twice as near, the middle stays the middle
  surface.follow();
  const [left, top, width, height] = pasted.at(-1);
  expect([left + width / 2, top + height / 2]).toEqual([400, 200]);
  expect(width).toBe(2400);
});

test("a copy that leaves a part of the screen empty is drawn anew, but not in every frame", () => {
  const surface = makeSurface(50);
  surface.render();
  to = lens(1, 150, 0);
  surface.follow();
  expect(drawn).toBe(2);
  now += 1000;
  surface.follow();
  expect(drawn).toBe(3);
});

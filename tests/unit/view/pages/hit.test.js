import { expect, test } from "vitest";
import { findTarget, makeIndex } from "../../../../graphkit/publish/view/src/network/hit.js";

const node = (id, x, y, r) => ({ entity: { id }, x, y, r, weight: 1, side: 0 });
const [left, right, small] = [node("left", -100, 0, 20), node("right", 100, 0, 20), node("small", 108, 0, 5)];
const dot = { statement: { id: "dot" }, x: -95, y: 0, r: 8, node: left };
const far = { statement: { id: "far" }, x: 0, y: 300, r: 8, node: null };
const line = { tie: { weight: 1 }, a: left, b: right, bow: 1 };
const scene = { nodes: [left, right, small], dots: [dot, far], ties: [line], headings: [], areas: [], hidden: {} };
const index = makeIndex(scene);

const at = (x, y, { scale = 1, focus = null, finger = false } = {}) => {
  const found = findTarget(scene, index, [x, y], scale, focus, finger);
  return found && (found.node?.entity.id ?? found.dot?.statement.id ?? "tie");
};

test("under the pointer lies the node or dot that holds it", () => {
  expect([at(-110, 0), at(85, 5), at(0, 304)]).toEqual(["left", "right", "far"]);
});

test("a node lies above a dot, and of two nodes the one whose middle is nearer for its size", () => {
  expect([at(-96, 0), at(108, 0), at(100, 3)]).toEqual(["left", "small", "right"]);
});

test("beside a tie is on it, as far as some pixels reach at the scale in use", () => {
  expect([at(0, 6), at(0, 30), at(0, 30, { scale: 0.2 })]).toEqual(["tie", null, "tie"]);
});

test("a finger reaches 22 pixels around a node, and nodes come before ties", () => {
  expect([at(0, 320), at(0, 320, { finger: true }), at(-100, 21.5, { finger: true })]).toEqual([null, "far", "left"]);
  expect(at(-100 + 24, 2)).toBe("tie");
  expect(at(-100 + 21.9, 0, { finger: true })).toBe("left");
});

test("while a node is lit only its own ties can be hit", () => {
  expect(at(0, 0, { focus: { main: small, ties: new Set(), nodes: new Set(), dots: new Set() } })).toBeNull();
});

test("an empty picture holds nothing", () => {
  const empty = { ...scene, nodes: [], dots: [], ties: [] };
  expect(findTarget(empty, makeIndex(empty), [0, 0], 1, null, true)).toBeNull();
});

// Writes graphkit/publish/view/src/map/world.js: the outlines of countries, small enough for a page.
//
// usage: npm run map
// From world-atlas (Natural Earth, public domain), drawn in the Equal Earth projection (Šavrič, Patterson, Jenny 2018), in
// whole units of a plane 2000 wide. Countries too small to see or to touch have a place for a dot.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { iso31661NumericToAlpha2, iso31661Alpha2ToAlpha3 } from "iso-3166";
import { feature } from "topojson-client";

const TARGET = fileURLToPath(new URL("../graphkit/publish/view/src/map/world.js", import.meta.url));
const WIDTH = 2000;
const SMALL = 150; // square units below which a country gets a dot
const LEAST = 3; // square units below which an island is left out
const UNNUMBERED = { Kosovo: "XKX" };
const LEFT_OUT = ["ATA"];

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const SCALE = (WIDTH * 3 * A1) / (4 * Math.sqrt(3) * Math.PI);
const HALF = [WIDTH / 2, Math.round(SCALE * heightOf(Math.PI / 3))];

function heightOf(t) {
  return A4 * t ** 9 + A3 * t ** 7 + A2 * t ** 3 + A1 * t;
}

function project([longitude, latitude]) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(t)) / (3 * (9 * A4 * t ** 8 + 7 * A3 * t ** 6 + 3 * A2 * t ** 2 + A1));
  return [Math.round(HALF[0] + SCALE * x), Math.round(HALF[1] - SCALE * heightOf(t))];
}

const readCountries = (detail) => {
  const topology = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/countries-${detail}.json`), "utf8"));
  return feature(topology, topology.objects.countries).features;
};

const codeOf = ({ id, properties }) => iso31661Alpha2ToAlpha3[iso31661NumericToAlpha2[id]] ?? UNNUMBERED[properties.name] ?? "";
// Where an outline crosses the edge of the map, each side is closed by itself.
function cutAtEdge(ring) {
  const parts = [[]];
  for (const [i, point] of ring.entries()) {
    if (i && Math.abs(point[0] - ring[i - 1][0]) > 180) parts.push([]);
    parts.at(-1).push(point);
  }
  if (parts.length > 2 && parts.length % 2) parts[0] = [...parts.pop(), ...parts[0]];
  return parts;
}

const outlineOf = (ring) => ring.map(project).filter(([x, y], i, all) => !i || x !== all[i - 1][0] || y !== all[i - 1][1]);
const ringsOf = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat().flatMap(cutAtEdge).map(outlineOf).filter((ring) => ring.length > 2);
const areaOf = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0)) / 2;

// The middle of the longest stretch inside the outline, halfway down: never outside it, as a centroid may be.
function middleOf(ring) {
  const ys = ring.map(([, y]) => y);
  const y = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.01;
  const cuts = ring.flatMap(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    return y1 > y === y2 > y ? [] : [x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)];
  }).sort((a, b) => a - b);
  const spans = cuts.filter((_, i) => i % 2 === 0).map((from, i) => [from, cuts[2 * i + 1] ?? from]);
  const [from, to] = spans.sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0] ?? [ring[0][0], ring[0][0]];
  return [Math.round((from + to) / 2), Math.round(y)];
}

function pathOf(rings) {
  const pair = (x, y) => `${x}${y < 0 ? "" : " "}${y}`;
  return rings.map((ring) => ring.map(([x, y], i) => (i ? pair(x - ring[i - 1][0], y - ring[i - 1][1]) : `M${pair(x, y)}l`)).reduce((path, step, i) => path + (i > 1 && !step.startsWith("-") ? " " : "") + step, "") + "z").join("");
}

const outlines = new Map();
let rest = "";
for (const country of readCountries("110m")) {
  const rings = ringsOf(country).filter((ring, _, all) => areaOf(ring) >= LEAST || all.length === 1).sort((a, b) => areaOf(b) - areaOf(a));
  const code = codeOf(country);
  if (LEFT_OUT.includes(code) || !rings.length) continue;
  if (!code) rest += pathOf(rings);
  else outlines.set(code, [...middleOf(rings[0]), areaOf(rings[0]) < SMALL ? 1 : 0, pathOf(rings)]);
}
for (const country of [...readCountries("50m"), ...readCountries("10m")]) {
  const code = codeOf(country);
  if (!code || outlines.has(code) || LEFT_OUT.includes(code)) continue;
  const [largest] = (country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates).map(([ring]) => ring.map(project)).sort((a, b) => areaOf(b) - areaOf(a));
  outlines.set(code, [...largest[0], 1, ""]);
}
const rows = [...outlines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, values]) => `  ${code}: ${JSON.stringify(values)},`);
writeFileSync(TARGET, `// Made by tools/make_map.mjs from world-atlas; not written by hand.

export const SIZE = ${JSON.stringify([WIDTH, HALF[1] * 2])};

// Land without a country code.
export const REST = ${JSON.stringify(rest)};

/** @type {Record<string, [number, number, number, string]>} country -> a place inside it, whether it is a dot, its outline */
export const WORLD = {
${rows.join("\n")}
};
`);
console.log(`${rows.length} countries`);

// Bundles graphkit/publish/view/src into dist, one script and one style sheet a page; the same bytes for the same source.
// The licences of the packages in a script stand at its end, and all of them in dist/licences.txt.
//
// usage: node tools/build_pages.mjs [--check]    --check: write nothing, exit status 1 where dist is not what src gives

import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "graphkit/publish/view/dist");
const MADE_FROM = { "graphkit/publish/view/src/map/world.js": "node_modules/world-atlas" };
const PAGES = ["network", "matrix", "atlas", "review"];

const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: PAGES.map((name) => `graphkit/publish/view/src/${name}.js`),
  outdir: "graphkit/publish/view/dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  metafile: true,
  write: false,
});
const made = new Map(outputFiles.map((file) => [basename(file.path), withLicences(file)]));
made.set("licences.txt", Buffer.from(licencesOf(Object.values(metafile.outputs)), "utf8"));

function withLicences({ path, contents }) {
  const told = licencesOf([metafile.outputs[relative(ROOT, path)]]);
  if (!told) return Buffer.from(contents);
  if (told.includes("*/")) throw new Error(`a licence in ${path} would end the comment it stands in`);
  return Buffer.concat([contents, Buffer.from(`/*!\n${told}*/\n`, "utf8")]);
}

// Names and versions of the packages in these bundles by the text of their licence.
function licencesOf(outputs) {
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput).map(([path]) => path));
  const packages = new Set(inputs.map((path) => MADE_FROM[path] ?? path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean));
  const byText = new Map();
  for (const folder of [...packages].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} ${version} has no text of its licence`);
    const text = readFileSync(join(ROOT, folder, file), "utf8").trim();
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}: ${license}`]);
  }
  return [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`).join("\n");
}

if (process.argv.includes("--check")) {
  const held = readdirSync(DIST);
  const wrong = [...made].filter(([name, bytes]) => !held.includes(name) || !readFileSync(join(DIST, name)).equals(bytes)).map(([name]) => name);
  const left = held.filter((name) => !made.has(name));
  if (wrong.length || left.length) {
    console.error(`dist is not what src gives (${[...wrong, ...left].join(", ")}): run make pages and commit dist.`);
    process.exit(1);
  }
} else {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  for (const [name, bytes] of made) writeFileSync(join(DIST, name), bytes);
}
for (const [name, bytes] of made) console.log(`${name.padEnd(12)} ${String(Math.ceil(bytes.length / 1024)).padStart(4)} KiB`);

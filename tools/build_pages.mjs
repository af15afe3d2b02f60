// Bundles graphkit/publish/view/src into dist, one script and one style sheet a page; the same bytes for the same source.
//
// usage: node tools/build_pages.mjs [--check]    --check: write nothing, exit status 1 where dist is not what src gives

import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "graphkit/publish/view/dist");
const PAGES = ["network", "matrix", "atlas", "review"];

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: PAGES.map((name) => `graphkit/publish/view/src/${name}.js`),
  outdir: "graphkit/publish/view/dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  write: false,
});
const made = new Map(outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)]));

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

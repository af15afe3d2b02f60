// What can be saved: pictures as PNG or SVG, tables as CSV. Nothing leaves the page but by the reader's hand.

/** @import { Drawing, Statement } from "../types" */
import { draw, icon, make } from "../common/dom.js";
import { save } from "../common/download.js";
import { layerSvg, paint, textSvg, write } from "../common/drawing.js";
import { FONT } from "../common/measure.js";
import { clip } from "../common/text.js";
import { say } from "../common/words.js";
import { app } from "../graph/app.js";
import { linksOf } from "../graph/filters.js";
import { documentOf, isRelation, isTopic, wordingOf, yearOf } from "../graph/names.js";
import { captionLines, titleOf } from "./captions.js";
import { ink } from "./marks.js";

// A drawing is {width, height, layers, texts, move: {x, y, scale}}; layers are in world units, texts in pixels.
const CAPTION = 46;

/** @param {Drawing} drawing */
function withCaption(drawing) {
  const colour = ink("soft");
  const line = (text, i) => ({ text: clip(text, 160), x: 16, y: drawing.height + 16 + i * 16, size: 11, anchor: "start", colour });
  return { ...drawing, height: drawing.height + CAPTION, texts: [...drawing.texts, ...captionLines().map(line)] };
}

/**
 * @param {string} name
 * @param {Drawing} drawing
 */
export function savePng(name, drawing) {
  const { width, height, layers, texts, move } = withCaption(drawing);
  const sharp = Math.min(3, Math.max(2, devicePixelRatio), Math.sqrt(6e7 / (width * height)));
  const canvas = make("canvas", { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  const context = canvas.getContext("2d");
  context.scale(sharp, sharp);
  context.fillStyle = ink("page");
  context.fillRect(0, 0, width, height);
  context.save();
  context.translate(move.x, move.y);
  context.scale(move.scale, move.scale);
  paint(context, layers);
  context.restore();
  write(context, texts);
  canvas.toBlob((blob) => save(`${name}.png`, "image/png", blob), "image/png");
}

export function makeSvg({ width, height, layers, texts, move }) {
  return draw(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT, role: "img" },
    draw("title", null, titleOf()),
    draw("rect", { width, height, fill: ink("page") }),
    draw("g", { transform: `translate(${move.x} ${move.y}) scale(${move.scale})` }, layers.map(layerSvg)),
    draw("g", null, texts.map(textSvg)),
  );
}

/**
 * @param {string} name
 * @param {Drawing} drawing
 */
export const saveSvg = (name, drawing) =>
  save(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(makeSvg(withCaption(drawing))));

export const STILL = { x: 0, y: 0, scale: 1 };

/** @param {Statement[]} statements */
export const statementRows = (statements) => [
  ["id", "kind", "wording", "document", "year", "section", "page", "strength", "score", "actors", "objectives", "principles", "groups", "mechanisms"],
  ...statements.map((s) => {
    const ends = (fits) => [...new Set(linksOf(s).filter(fits).map((l) => l.entity.id))].join(" ");
    const about = (label) => ends((l) => isTopic(l) && l.entity.label === label);
    return [
      s.id, s.kind, wordingOf(s), documentOf(s)?.id ?? "", yearOf(s), s.section.join(" > "), s.page,
      app.graph.strengths[s.strength], s.score, ends(isRelation), about("Objective"), about("Principle"), about("Group"), about("Mechanism"),
    ];
  }),
];

export const saveMenu = (entries) =>
  make(
    "details",
    { class: "menu", onkeydown: (event) => event.key === "Escape" && event.currentTarget.open && (event.stopPropagation(), (event.currentTarget.open = false), event.currentTarget.firstChild.focus()), onfocusout: (event) => !event.currentTarget.contains(event.relatedTarget) && (event.currentTarget.open = false) },
    make("summary", { class: "button compact", title: say("save") }, icon("save"), make("span", null, say("save"))),
    make("div", { class: "menu-body" }, entries.map(([label, work]) => make("button", { type: "button", onclick: (event) => {
      event.currentTarget.closest("details").open = false;
      work();
    } }, label))),
  );

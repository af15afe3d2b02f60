// Buttons that lead to a node.

/** @import { Entity } from "../types" */
import { make, quoted } from "../common/dom.js";
import { clip } from "../common/text.js";
import { shortName } from "../graph/names.js";
import { markSvg } from "./marks.js";
import { select } from "./page.js";

/** @param {Entity} entity */
export const nodeLink = (entity) => make("button", { type: "button", class: "link", onclick: () => select({ type: "node", ids: [entity.id] }) }, markSvg(entity.label), quoted(clip(shortName(entity), 120)));

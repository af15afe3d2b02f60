// The view as a drawing, for files and paper.

import { picture } from "./current.js";
import { placeTexts } from "./texts.js";

/** @returns {import("../types").Drawing} */
export function drawingOfView() {
  const [to, size] = [picture.project(), picture.size()];
  const layers = [...picture.base, ...(picture.lit ?? [])].map((l) => ({ ...l }));
  const texts = placeTexts(picture.scene, picture.focus, to, size, picture.colours);
  return { ...size, layers, texts, move: { x: to.x(0), y: to.y(0), scale: to.scale } };
}

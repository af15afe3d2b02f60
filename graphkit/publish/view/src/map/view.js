// What is seen of the map: [x, y, width, height] in its units.

const NEAREST = 150; // units across that are seen at the nearest
const MARGIN = 60;

/**
 * @param {number[]} view
 * @param {number[]} size
 */
const within = ([x, y, w, h], [width, height]) => [
  Math.max(0, Math.min(width - w, x)), Math.max(0, Math.min(height - h, y)), w, h,
].map(Math.round);

/**
 * @param {{x: number, y: number}[]} places
 * @param {number[]} size of the whole map
 */
export function fitView(places, size) {
  if (!places.length) return [0, 0, ...size];
  const [xs, ys] = [places.map((p) => p.x), places.map((p) => p.y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const w = Math.max(Math.max(...xs) + MARGIN - left, ((Math.max(...ys) + MARGIN - top) * size[0]) / size[1], NEAREST);
  const width = Math.min(size[0], w);
  const height = (width * size[1]) / size[0];
  return within([(Math.min(...xs) + Math.max(...xs) - width) / 2, (Math.min(...ys) + Math.max(...ys) - height) / 2, width, height], size);
}

/**
 * @param {number[]} view
 * @param {number} by below 1 nearer
 * @param {number[]} size
 */
export function zoomView([x, y, w, h], by, size) {
  const width = Math.max(NEAREST, Math.min(size[0], w * by));
  const height = (width * size[1]) / size[0];
  return within([x + (w - width) / 2, y + (h - height) / 2, width, height], size);
}

/**
 * @param {number[]} view
 * @param {number} dx
 * @param {number} dy
 * @param {number[]} size
 */
export const moveView = ([x, y, w, h], dx, dy, size) => within([x + dx, y + dy, w, h], size);

/**
 * The place that lies nearest in a direction, more along it than across; undefined where none does.
 * @template {{x: number, y: number}} Place
 * @param {Place} at
 * @param {Place[]} places
 * @param {number[]} direction
 */
export function nearestOf(at, places, [dx, dy]) {
  const found = places.filter((p) => p !== at).map((place) => {
    const [x, y] = [place.x - at.x, place.y - at.y];
    const [along, across] = dx ? [x * dx, Math.abs(y)] : [y * dy, Math.abs(x)];
    return { place, along, cost: along + 2 * across };
  });
  return found.filter(({ along }) => along > 0).sort((a, b) => a.cost - b.cost)[0]?.place;
}

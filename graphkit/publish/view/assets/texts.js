// Names in the picture: always of readable size, never over each other; the heavier node keeps its name.

const TEXT = 12;
const LINE = 14.5;

function placeTexts(scene, focus, to, size, colours) {
  const taken = [];
  const texts = [];
  const dim = (node) => focus && !focus.nodes.has(node);
  codeTexts(scene, to, dim, colours, texts);
  sideTexts(scene, to, size, dim, colours, texts, taken);
  headingTexts(scene, to, size, focus, colours, texts);
  innerTexts(scene, focus, to, size, colours, texts, taken);
  if (focus?.main) weightTexts(focus, to, colours, texts, taken);
  for (const cluster of scene.areas) texts.push(...clusterTexts(cluster, to, focus, colours));
  if (scene.loose) texts.push(looseText(scene, to, colours));
  return texts;
}

function codeTexts(scene, to, dim, colours, texts) {
  for (const node of scene.nodes) {
    const r = node.r * to.scale;
    if (node.entity.label !== "Objective" || r < 6.5) continue;
    const text = String(node.entity.facts.code ?? node.entity.facts.number);
    const fits = Math.min(r * 1.15, 15, (r * 2.6) / Math.max(2, text.length));
    texts.push({ text, x: to.x(node.x), y: to.y(node.y), size: fits, weight: 700, colour: colours.page, alpha: dim(node) ? 0.4 : 1 });
  }
}

function spacingOf(sided, to) {
  let least = 60;
  for (const side of [1, -1]) {
    const ys = sided.filter((n) => n.side === side).map((n) => to.y(n.y)).sort((a, b) => a - b);
    ys.slice(1).forEach((y, i) => (least = Math.min(least, y - ys[i])));
  }
  return least;
}

function sideTexts(scene, to, size, dim, colours, texts, taken) {
  const sided = scene.nodes.filter((n) => n.side);
  const spacing = spacingOf(sided, to);
  if (spacing < 9) return;
  const most = Math.max(1, Math.min(3, Math.floor(spacing / LINE)));
  const font = fontOf({ size: TEXT });
  for (const node of sided) {
    const x = to.x(node.x + node.side * (node.r + (node.bar ?? 0) + 12)) + node.side * 4;
    const room = Math.min(LABEL_ROOM - 22, (node.side > 0 ? size.width - x : x) - 8);
    if (room < 40) continue;
    const lines = wrap(nameOf(node.entity), font, room, most);
    const y = to.y(node.y) - ((lines.length - 1) * LINE) / 2;
    const anchor = node.side > 0 ? "start" : "end";
    lines.forEach((text, i) => texts.push({
      text, x, y: y + i * LINE, size: TEXT, anchor, colour: colours.ink, halo: colours.page, alpha: dim(node) ? 0.25 : 1,
    }));
    const width = Math.max(...lines.map((l) => widthOf(l, font)));
    taken.push([node.side > 0 ? x : x - width, y - 8, width, lines.length * LINE]);
  }
}

function headingTexts(scene, to, size, focus, colours, texts) {
  const spacing = spacingOf(scene.nodes.filter((n) => n.side), to);
  if (spacing < 20) return;
  for (const h of scene.headings) {
    const x = to.x(h.x + h.side * 50) + h.side * 4;
    const room = (h.side > 0 ? size.width - x : x) - 8;
    const text = shorten(nameOf(h.entity).toLocaleUpperCase(language), fontOf({ size: 10, weight: 650 }), room);
    const y = to.y(h.y) - Math.min(spacing * 0.9, 34);
    texts.push({ text, x, y, size: 10, weight: 650, anchor: h.side > 0 ? "start" : "end", colour: colours.soft, halo: colours.page, alpha: focus ? 0.35 : 1 });
  }
}

function innerTexts(scene, focus, to, size, colours, texts, taken) {
  const rank = (n) => (n.middle ? 3e9 : 0) + (n === focus?.main ? 2e9 : 0) + (focus?.nodes.has(n) ? 1e9 : 0) + n.weight;
  const inner = scene.nodes.filter((n) => !n.side && (!focus || focus.nodes.has(n))).sort((a, b) => rank(b) - rank(a));
  for (const node of inner) {
    const main = node.middle || node === focus?.main;
    const t = { size: main ? 14 : TEXT, weight: main ? 700 : 500 };
    const lines = main ? wrap(labelOf(node.entity), fontOf(t), 280, 2) : [shorten(labelOf(node.entity), fontOf(t), 170)];
    const width = Math.max(...lines.map((line) => widthOf(line, fontOf(t))));
    const [x, y] = [to.x(node.x), to.y(node.y) + node.r * to.scale + 9];
    if (x < -60 || y < -20 || x > size.width + 60 || y > size.height + 20) continue;
    const spot = [x - width / 2 - 2, y - 7, width + 4, 14 * lines.length];
    if (!main && taken.some((other) => overlaps(spot, other))) continue;
    taken.push(spot);
    lines.forEach((text, i) => texts.push({ ...t, text, x, y: y + i * 17, colour: colours.ink, halo: colours.page }));
  }
}

// Bodies are known by their acronyms.
const labelOf = (entity) => entity.facts.acronym ?? nameOf(entity);

const overlaps = ([x, y, w, h], [p, q, v, g]) => x < p + v && p < x + w && y < q + g && q < y + h;

function weightTexts(focus, to, colours, texts, taken) {
  for (const t of focus.ties) {
    if (!t.tie.weight) continue;
    const s = t.a === focus.main ? 0.72 : 0.28;
    const [mx, my] = bend(t);
    const x = to.x((1 - s) ** 2 * t.a.x + 2 * s * (1 - s) * mx + s * s * t.b.x);
    const y = to.y((1 - s) ** 2 * t.a.y + 2 * s * (1 - s) * my + s * s * t.b.y);
    const spot = [x - 8, y - 7, 16, 14];
    if (taken.some((other) => overlaps(spot, other))) continue;
    taken.push(spot);
    texts.push({ text: count(t.tie.weight), x, y, size: 11, weight: 700, colour: colours.strong, halo: colours.page });
  }
}

function clusterTexts(cluster, to, focus, colours) {
  const [x, y] = [to.x(cluster.x), to.y(cluster.y - cluster.ry)];
  const alpha = focus ? 0.4 : 1;
  const width = Math.max(120, 2 * cluster.rx * to.scale);
  const line = { x, size: TEXT, colour: colours.soft, halo: colours.page, alpha };
  const about = cluster.standsFor.filter((row) => typeof row === "number").slice(0, 3).map((row) => app.graph.entities[row]).map((e) => (e.label === "Objective" ? shortName(e) : nameOf(e)));
  return [
    { ...line, text: clusterName(cluster), y: y - (about.length ? 25 : 9), weight: 680, size: 13, colour: colours.ink },
    ...(about.length ? [{ ...line, text: shorten(about.join(" · "), fontOf(line), width), y: y - 9 }] : []),
  ];
}

const clusterName = (cluster) => say("cluster.name", { number: String(cluster.number), n: cluster.members.length, verdict: say(`cluster.${cluster.verdict}`) });

const looseText = (scene, to, colours) => ({
  text: say("network.loose", { n: scene.loose.count }),
  x: to.x(scene.loose.x), y: to.y(scene.loose.y), size: TEXT, weight: 600, colour: colours.soft, halo: colours.page,
});

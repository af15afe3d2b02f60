// What the page holds, from its raw data.

/** @import { Graph } from "../types" */
import { readComparison } from "../graph/comparison.js";
import { readGraph } from "../graph/data.js";
import { readMatrices } from "../matrix/matrices.js";

export function readApp(raw) {
  const { page, graph, places, answers, clusters, comparison, matrices, notes, texts } = raw;
  const result = { ...page, graph: readGraph(graph), answers, notes, texts: new Set(texts) };
  result.labels = Object.fromEntries(graph.labels.map((l) => [l.name, l]));
  result.places = new Map(places.map(({ id, x, y }) => [id, [x, y]]));
  result.clusters = clusters && readClusters(clusters, result.graph);
  result.comparison = readComparison(comparison ?? { columns: [], voices: [], cells: [], stress: [], pairs: [] }, result.graph);
  result.matrices = readMatrices(matrices, result.graph, page.pages);
  return result;
}

/** @param {Graph} graph */
const readClusters = ({ groups, ties }, graph) => ({
  groups,
  ties: ties.map(([a, b, strength, priorities, memberships, mechanisms, stability]) => ({
    a: graph.entities[a], b: graph.entities[b], strength, parts: { priorities, memberships, mechanisms }, stability,
  })),
});

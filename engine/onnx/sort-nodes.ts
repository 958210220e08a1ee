/** Puts the nodes of a graph in an order in which they can run. */
import type { GraphModel } from './decode-model.js';
import type { NodeProto } from './generated/onnx_pb.js';
import { tensorsReadBy } from './graph-edges.js';
import { producersOf } from './slice-graph.js';

/**
 * The model with each node behind those that it reads from, otherwise in the order it had; the very same model where that is so
 * already. ONNX asks for such an order, but converters to float16 append their casts at the end of the graph, and the
 * runtime takes that.
 */
export function sortNodes(model: GraphModel): GraphModel {
  const { graph } = model;
  const producers = producersOf(graph);
  const sorted = new Set<NodeProto>();
  for (const node of graph.node) addWithProducers(sorted, node, producers);
  const isSorted = [...sorted].every((node, place) => node === graph.node[place]);
  return isSorted ? model : { ...model, graph: { ...graph, node: [...sorted] } };
}

/** By a stack of its own: a graph may be deeper than calls can be. Nodes in a cycle are left to the runtime, which refuses them. */
function addWithProducers(sorted: Set<NodeProto>, node: NodeProto, producers: ReadonlyMap<string, NodeProto>): void {
  const waiting = [node];
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    const missing = tensorsReadBy(next)
      .map((name) => producers.get(name))
      .find((producer) => producer && !sorted.has(producer) && !waiting.includes(producer));
    if (missing) {
      waiting.push(missing);
    } else {
      sorted.add(next);
      waiting.pop();
    }
  }
}

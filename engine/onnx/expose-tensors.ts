/** Makes inner tensors of a graph fetchable. */
import { tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';

/** The model with these float32 tensors as further outputs; those that are outputs already are not added twice. */
export function exposeTensors(model: GraphModel, names: readonly string[]): GraphModel {
  const known = new Set(model.graph.output.map(({ name }) => name));
  const added = [...new Set(names)].filter((name) => !known.has(name)).map((name) => tensorInfo(name, DataType.FLOAT));
  return { ...model, graph: { ...model.graph, output: [...model.graph.output, ...added] } };
}

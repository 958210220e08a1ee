/** Lets a caller overwrite a tensor while the graph runs. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import type { NodeProto } from './generated/onnx_pb.js';

export interface PatchInputs {
  /** bool, [B or 1, T or 1, 1 or width]: where the value is taken instead of what the graph computes. */
  readonly mask: string;
  /** float32, broadcast like the mask. */
  readonly value: string;
}

/** Names of the two inputs that a patch of this tensor adds. */
export function patchInputs(tensor: string): PatchInputs {
  return { mask: `saeql.mask:${tensor}`, value: `saeql.value:${tensor}` };
}

/** What a patched tensor would be without the patch goes by this name. */
export function computedTensor(tensor: string): string {
  return `saeql.computed:${tensor}`;
}

/**
 * The model with `Where(mask, value, tensor)` in the place of a computed tensor of three axes. Both inputs must be fed at
 * every run (one false and one zero, each of shape [1, 1, 1], leave the tensor alone): the Node binding ignores what is
 * fed to an input that has a default.
 */
export function patchTensor(model: GraphModel, tensor: string): GraphModel {
  const { graph } = model;
  const at = graph.node.findIndex(({ output }) => output.includes(tensor));
  if (at < 0) throw new Error(`no node computes the tensor "${tensor}"`);
  const { mask, value } = patchInputs(tensor);
  const computed = computedTensor(tensor);
  const inputs = [
    tensorInfo(mask, DataType.BOOL, [`${mask}.B`, `${mask}.T`, `${mask}.D`]),
    tensorInfo(value, DataType.FLOAT, [`${value}.B`, `${value}.T`, `${value}.D`]),
  ];
  const nodes = graph.node.toSpliced(
    at,
    1,
    renameOutput(graph.node[at], tensor, computed),
    node('Where', [mask, value, computed], [tensor]),
  );
  return { ...model, graph: { ...graph, node: nodes, input: [...graph.input, ...inputs] } };
}

function renameOutput(producer: NodeProto, from: string, to: string): NodeProto {
  return { ...producer, output: producer.output.map((name) => (name === from ? to : name)) };
}

/**
 * Takes norms apart that add to the residual stream before they normalise: optimisers make one node of both, in which what is
 * changed in the stream would not reach the norm.
 */
import { node } from './build-graph.js';
import type { GraphModel } from './decode-model.js';
import type { NodeProto } from './generated/onnx_pb.js';

/** By operator: the norm itself, and the place of the bias, which is a part of the sum. */
const skipNorms: Readonly<Record<string, { readonly norm: string; readonly bias: number }>> = {
  SkipLayerNormalization: { norm: 'LayerNormalization', bias: 4 },
  SkipSimplifiedLayerNormalization: { norm: 'SimplifiedLayerNormalization', bias: 3 },
};

/** That of the fused operators where it is not given; the norms themselves have another one. */
const usualEpsilon = 1e-12;

/** The same model as Add and norm, with a name for every sum; the very same where it has no such norms. */
export function unfuseSkipNorms(model: GraphModel): GraphModel {
  const { graph } = model;
  if (!graph.node.some(({ opType }) => (opType ?? '') in skipNorms)) return model;
  return { ...model, graph: { ...graph, node: graph.node.flatMap(unfused) } };
}

function unfused(original: NodeProto): NodeProto[] {
  const { norm, bias } = skipNorms[original.opType ?? ''] ?? {};
  if (norm === undefined || bias === undefined) return [original];
  const [stream, added, ...parameters] = original.input;
  const [normed, mean = '', deviation = '', sum = ''] = original.output;
  const biasName = original.input[bias] ?? '';
  const biased = `saeql.biased:${normed}`;
  const total = sum === '' ? `saeql.sum:${normed}` : sum;
  const epsilon = original.attribute.find(({ name }) => name === 'epsilon')?.f ?? usualEpsilon;
  const outputs = [normed, mean, deviation].slice(0, deviation !== '' ? 3 : mean !== '' ? 2 : 1);
  const normalisation = node(norm, [total, ...parameters.slice(0, bias - 2)], outputs, {
    ...{ axis: -1, epsilon: { float: epsilon } },
  });
  return [
    ...(biasName === '' ? [] : [named(node('Add', [added, biasName], [biased]), original, 'bias')]),
    named(node('Add', [stream, biasName === '' ? added : biased], [total]), original, 'sum'),
    named(normalisation, original, 'norm'),
  ];
}

/** No two nodes may have one name; exporters call nodes by the layer that they are of. */
function named(made: NodeProto, { name, output }: NodeProto, part: string): NodeProto {
  return { ...made, name: `${name ?? output[0]}/saeql.${part}` };
}

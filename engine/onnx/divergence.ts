/** Adds to a language model's graph how far its next-token distributions are from given ones. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import type { NodeProto } from './generated/onnx_pb.js';
import { logLikelihoodOutput } from './next-token-loss.js';
import { int64Tensor } from './tensor.js';

/** Name of the output that {@link addDivergence} adds, and of the input. */
export const divergenceOutput = 'saeql.divergence';
export const referenceInput = 'saeql.reference';

const name = (part: string): string => `${divergenceOutput}.${part}`;

/**
 * The model, which must have its log-likelihoods already, with one more output, float32 [B, T]: KL(reference || model) in
 * nats, as the sum over the vocabulary of exp(r)·(r - m) for the log-likelihoods r that are fed, [B, T, V], and m that
 * are computed. The difference of the two entropies would be shorter, but it cancels where the distributions are alike.
 * A reference of shape [1, 1, 1] can be fed where the output is not fetched.
 */
export function addDivergence(model: GraphModel): GraphModel {
  const { graph } = model;
  const axis = int64Tensor(name('axis'), [1], [-1]);
  const nodes = [
    node('Exp', [referenceInput], [name('likelihood')]),
    node('Sub', [referenceInput, logLikelihoodOutput], [name('difference')]),
    node('Mul', [name('likelihood'), name('difference')], [name('terms')]),
    sumOverVocabulary(model, axis.name ?? ''),
  ];
  const shape = ['B', 'T', 'V'].map((dimension) => `${referenceInput}.${dimension}`);
  return {
    ...model,
    graph: {
      ...graph,
      node: [...graph.node, ...nodes],
      initializer: [...graph.initializer, axis],
      input: [...graph.input, tensorInfo(referenceInput, DataType.FLOAT, shape)],
      output: [...graph.output, tensorInfo(divergenceOutput, DataType.FLOAT)],
    },
  };
}

/** Since opset 13 the axes are an input instead of an attribute. */
function sumOverVocabulary({ opsetImport }: GraphModel, axis: string): NodeProto {
  const opset = opsetImport.find(({ domain }) => (domain ?? '') === '')?.version ?? 0n;
  const keepdims = 0;
  return opset < 13n
    ? node('ReduceSum', [name('terms')], [divergenceOutput], { axes: [-1], keepdims })
    : node('ReduceSum', [name('terms'), axis], [divergenceOutput], { keepdims });
}

/** Adds the loss of every next token to a language model's graph; fetching the logits instead costs twice as much. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import { int64Tensor } from './tensor.js';

export interface LossTensors {
  /** float32 [B, T, V]. */
  readonly logits: string;
  /** int64 or int32 [B, T]. */
  readonly inputIds: string;
}

/** Names of the outputs that {@link addNextTokenLoss} adds. */
export const nextTokenLossOutput = 'saeql.next_token_loss';
export const tokenLossOutput = 'saeql.token_loss';
export const logLikelihoodOutput = 'saeql.log_likelihood';

const prefix = 'saeql.loss';
const name = (part: string): string => `${prefix}.${part}`;

/**
 * The model with three more outputs: the log-softmax of the logits in nats, float32 [B, T, V]; the negative log-likelihood
 * of token t + 1 under the logits of position t, float32 [B, T-1]; and the same for every position, float32 [B, T], with the
 * first token standing behind the last. It is computed like that because cutting the last position off the likelihoods
 * would copy them. Works from opset 11 on; reshapes stand for Squeeze and Unsqueeze, whose form changed in opset 13.
 */
export function addNextTokenLoss(model: GraphModel, { logits, inputIds }: LossTensors): GraphModel {
  const constants = [
    int64Tensor(name('zero'), [1], [0]),
    int64Tensor(name('one'), [1], [1]),
    int64Tensor(name('minus_one'), [1], [-1]),
    int64Tensor(name('end'), [1], [Number.MAX_SAFE_INTEGER]),
    int64Tensor(name('column'), [3], [0, 0, 1]),
    int64Tensor(name('rows'), [2], [0, 0]),
  ];
  const nodes = [
    node('LogSoftmax', [logits], [logLikelihoodOutput], { axis: 2 }),
    node('Slice', [inputIds, name('one'), name('end'), name('one')], [name('next')]),
    node('Slice', [inputIds, name('zero'), name('one'), name('one')], [name('first')]),
    node('Concat', [name('next'), name('first')], [name('targets')], { axis: 1 }),
    node('Reshape', [name('targets'), name('column')], [name('target_column')]),
    node('GatherElements', [logLikelihoodOutput, name('target_column')], [name('gathered')], { axis: 2 }),
    node('Reshape', [name('gathered'), name('rows')], [name('per_token')]),
    node('Neg', [name('per_token')], [tokenLossOutput]),
    node('Slice', [tokenLossOutput, name('zero'), name('minus_one'), name('one')], [nextTokenLossOutput]),
  ];
  const { graph } = model;
  const outputs = [nextTokenLossOutput, tokenLossOutput, logLikelihoodOutput].map((output) =>
    tensorInfo(output, DataType.FLOAT),
  );
  return {
    ...model,
    graph: {
      ...graph,
      node: [...graph.node, ...nodes],
      initializer: [...graph.initializer, ...constants],
      output: [...graph.output, ...outputs],
    },
  };
}

/** Adds to a language model's graph the logits of one position a sequence: fetching all of them costs more than computing them. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import { int64Tensor } from './tensor.js';

/** Name of the output that {@link addLastLogits} adds, and of the input. */
export const lastLogitsOutput = 'saeql.last_logits';
export const lastRowsInput = 'saeql.last_rows';

/** The model with one more output, float32 [B, V]: the logits of the rows b * T + t that are fed, int64 [B]. */
export function addLastLogits(model: GraphModel, logits: string, vocabularySize: number): GraphModel {
  const { graph } = model;
  const shape = int64Tensor(`${lastLogitsOutput}.shape`, [2], [-1, vocabularySize]);
  const rows = `${lastLogitsOutput}.rows`;
  return {
    ...model,
    graph: {
      ...graph,
      node: [
        ...graph.node,
        node('Reshape', [logits, shape.name ?? ''], [rows]),
        node('Gather', [rows, lastRowsInput], [lastLogitsOutput], { axis: 0 }),
      ],
      initializer: [...graph.initializer, shape],
      input: [...graph.input, tensorInfo(lastRowsInput, DataType.INT64, [`${lastRowsInput}.B`])],
      output: [...graph.output, tensorInfo(lastLogitsOutput, DataType.FLOAT)],
    },
  };
}

/** Reads tensors of a model for a token batch. */
import type { TokenBatch } from '../engine.js';
import { runInParts } from './model-graph.js';
import type { ModelGraph } from './model-graph.js';
import { scatterInto } from './scatter.js';
import type { DenseShape } from './scatter.js';

/** A tensor and the shape that its values get for the whole batch. */
export interface WantedTensor extends DenseShape {
  readonly tensor: string;
}

/** One array a wanted tensor, [B, positions, width]; 0 where a sequence has no values. */
export async function readTensors(
  graph: ModelGraph,
  wanted: readonly WantedTensor[],
  { batch, signal }: { readonly batch: TokenBatch; readonly signal?: AbortSignal },
): Promise<Float32Array[]> {
  const wholes = wanted.map(({ positions, width }) => new Float32Array(batch.lengths_B.length * positions * width));
  const fetches = [...new Set(wanted.map(({ tensor }) => tensor))];
  await runInParts(graph, batch, async (part) => {
    const { value: outputs } = await graph.runner.run({ graph: graph.path, feeds: part.feeds, fetches }, signal);
    wanted.forEach((shape, at) => {
      const { type, data } = outputs[shape.tensor];
      if (type !== 'float32') throw new Error(`"${shape.tensor}" is ${type}, not float32`);
      scatterInto(wholes[at], shape, { values: data, place_B: part.batch.place_B });
    });
  });
  return wholes;
}

/** What a meter must measure, from whole graphs that are patched and from the definitions computed in float64. */
import { getHookPoint } from '../../domain/hook-point.js';
import type { ModelFiles } from '../../engine/index.js';
import { openModelGraph } from '../../engine/models/model-graph.js';
import type { ModelGraph } from '../../engine/models/model-graph.js';
import { equalLengthBatches } from '../../engine/models/equal-length-batches.js';
import { feedsFor } from '../../engine/models/feeds.js';
import { patchInputs } from '../../engine/onnx/patch-tensor.js';
import { createGraphRunner } from '../../engine/worker/graph-runner.js';
import { createWorkerHost } from '../../engine/worker/worker-host.js';
import type { RandomDictionary } from './random-dictionary.js';
import { tokenBatch } from './models.js';

export interface Replacement {
  /** Whether the activation at a position is replaced. */
  readonly isReplaced: (position: number) => boolean;
  /** [T, D]. */
  readonly value: (position: number) => ArrayLike<number>;
}

export interface PatchedModel {
  /** Log-likelihoods in nats, [T, V], in float64, of the logits that the whole graph gives. */
  logLikelihoods(tokenIds: readonly number[], replacement?: Replacement): Promise<Float64Array[]>;
  close(): Promise<void>;
}

export async function openPatchedModel(files: ModelFiles, hookPoint: string): Promise<PatchedModel> {
  const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
  const { tensor, width } = getHookPoint(hookPoint, files.model.hookPoints);
  const graph = await openModelGraph(files, { outputs: ['logits'], patches: [tensor] }, runner);
  return {
    async logLikelihoods(tokenIds, replacement = { isReplaced: () => false, value: () => new Float32Array(width) }) {
      const [batch] = equalLengthBatches(tokenBatch([tokenIds]), files.model.contextLength);
      const T = batch.positions;
      const value_TD = new Float32Array(T * width);
      for (let t = 0; t < tokenIds.length; t++) value_TD.set(replacement.value(t), t * width);
      const mask_T = Uint8Array.from({ length: T }, (_, t) => Number(t < tokenIds.length && replacement.isReplaced(t)));
      const { mask, value } = patchInputs(tensor);
      const feeds = {
        ...feedsFor(modelInputs(graph), batch),
        [mask]: { type: 'bool', data: mask_T, dims: [1, T, 1] },
        [value]: { type: 'float32', data: value_TD, dims: [1, T, width] },
      } as const;
      const run = await runner.run({ graph: graph.path, feeds, fetches: ['logits'] });
      const logits = run.value.logits.data as Float32Array;
      const V = files.model.vocabularySize;
      return tokenIds.map((_, t) => logSoftmax(logits.subarray(t * V, (t + 1) * V)));
    },
    close: () => runner.close(),
  };
}

const modelInputs = ({ opened }: ModelGraph) => opened.inputs.filter(({ name }) => !name.startsWith('saeql.'));

function logSoftmax(logits: Float32Array): Float64Array {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Float64Array.from(logits, (logit) => logit - largest - Math.log(sum));
}

/** KL(p || q) in nats of log-likelihoods. */
export function divergence(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, log, v) => sum + Math.exp(log) * (log - q[v]), 0);
}

/** Features of one activation, and what they make of it. `isKept` is false for features that are pruned. */
export function reconstruct(
  { weights, files }: RandomDictionary,
  x_D: ArrayLike<number>,
  isKept: (feature: number) => boolean = () => true,
): { readonly f_F: Float64Array; readonly xHat_D: Float64Array } {
  const { wEnc_FD, bEnc_F, wDec_FD, bDec_D } = weights;
  const width = x_D.length;
  const centre = (d: number): number => (files.dictionary.forward.subtractsDecoderBias ? bDec_D[d] : 0);
  const f_F = Float64Array.from(bEnc_F, (bias, feature) => {
    let sum = bias;
    for (let d = 0; d < width; d++) sum += (x_D[d] - centre(d)) * wEnc_FD[feature * width + d];
    return isKept(feature) ? Math.max(0, sum) : 0;
  });
  const xHat_D = Float64Array.from(bDec_D, (bias, d) =>
    f_F.reduce((sum, strength, feature) => sum + strength * wDec_FD[feature * bDec_D.length + d], bias),
  );
  return { f_F, xHat_D };
}
